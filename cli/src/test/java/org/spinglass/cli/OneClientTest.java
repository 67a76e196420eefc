// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.lab.samplers.EmulatedChip;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.qpuserver.EmulatorServer;
import org.spinglass.qpuserver.FaultPlan;
import org.spinglass.qpuserver.ServerOptions;
import org.spinglass.quantum.emulator.EmulatedProcessor;

/** A training over HTTP opens one client, and its bytes repeat. */
final class OneClientTest {
    private static final String TOKEN = "SECRET-0123456789abcdef";

    @TempDir
    private Path temp;

    @Test
    void aTrainingOpensOneClientAndRepeatsOverHttp() throws Exception {
        AtomicInteger openings = new AtomicInteger();
        FaultPlan counting = (method, path) -> {
            if (method.equals("GET") && path.contains("solvers")) {
                openings.incrementAndGet();
            }
            return null;
        };
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor = EmulatedChip.of(GivenSettings.ofTexts(Map.of("size", "6")))
                        .processor(4, workers);
                EmulatorServer server = EmulatorServer.start(
                        List.of(processor), ServerOptions.local(TOKEN).withFaults(counting))) {
            train(server, "one");
            // a client asks twice when it is opened: for what changes seldom and for what changes often
            assertThat(openings).hasValue(2);
            train(server, "two");
            assertThat(temp.resolve("two/weights.safetensors"))
                    .hasSameBinaryContentAs(temp.resolve("one/weights.safetensors"));
        }
    }

    private void train(EmulatorServer server, String name) throws Exception {
        ProcessBuilder builder = OwnProcess.of(
                "train --network spectral-linear --method pseudoinverse --samples 50 --validation 0 --epochs 1 --bits 1"
                        + " --threads 1 --sampler dwave --reads 3 --qpu time=0.5 --json --out",
                temp.resolve(name).toString());
        List<String> words = new ArrayList<>(builder.command());
        String options = words.remove(words.size() - 2);
        words.addAll(words.size() - 1, List.of(options.split(" ")));
        builder.command(words);
        builder.environment().put("DWAVE_API_ENDPOINT", server.endpoint().toString());
        builder.environment().put("DWAVE_API_TOKEN", TOKEN);
        builder.environment().put("HOME", temp.toString());
        builder.environment()
                .put("XDG_CACHE_HOME", temp.resolve("cache " + name).toString());
        Path err = temp.resolve(name + ".err");
        Process process = builder.redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Signals.endAtLast(process);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    }
}
