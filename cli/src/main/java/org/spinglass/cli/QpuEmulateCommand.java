// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.samplers.EmulatedChip;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.qpuserver.EmulatorServer;
import org.spinglass.qpuserver.FaultPlan;
import org.spinglass.qpuserver.ServerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spinglass qpu emulate}. */
@Command(
        name = "emulate",
        description = {
            "Serves an emulated quantum annealer, and this program's solver as a hybrid one, over HTTP, as D-Wave's service"
                    + " does, until Ctrl-C.",
            "",
        })
final class QpuEmulateCommand extends WorkCommand {
    private static final int USUAL_PORT = 8765;
    private static final int MOST_PORT = 65_535;
    private static final double LONGEST_DELAY = 3600;
    private static final String USUAL_TOKEN = "emulator";

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Where to listen. Default: 127.0.0.1, this machine only.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free. Default: " + USUAL_PORT + ".")
    private @Nullable String port;

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "What clients must know. Default: " + USUAL_TOKEN + ".")
    private String token = USUAL_TOKEN;

    @Mixin
    private QpuOption quantum = new QpuOption();

    @Option(
            names = "--solver",
            paramLabel = "TEXT",
            description =
                    "A solver to serve, may be repeated: settings of a chip, such as chip=zephyr,size=6,name=A, or hybrid"
                            + " or hybrid,name=B, which solves whole models by this program, or constrained,name=C, which"
                            + " solves constrained ones. Default: the chip of --qpu, hybrid, and constrained.")
    private @Nullable List<String> solvers;

    @Option(
            names = "--delay",
            paramLabel = "SECONDS",
            description = "How long each problem waits before its turn. Default: 0.")
    private @Nullable String delay;

    @Option(
            names = "--failures",
            paramLabel = "RATE",
            description = "Part of the requests that go wrong: throttling, cut connections, errors of the service."
                    + " Default: 0.")
    private @Nullable String failures;

    @Option(
            names = "--data-sheet",
            paramLabel = "FILE",
            description =
                    "Write A(s) and B(s) of the processor as a CSV file, as D-Wave publishes them, before serving.")
    private @Nullable Path dataSheet;

    @Option(names = "--seed", paramLabel = "S", description = "Fixes every random number. Default: 0.")
    private @Nullable String seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to anneal on. Default: one a processor.")
    private @Nullable String threads;

    @Override
    List<String> footer() {
        List<String> lines = new ArrayList<>(List.of("", "Settings (--qpu NAME=VALUE):"));
        lines.addAll(EmulatedChip.help());
        lines.add("The same of a --solver, besides name=, by which programs ask for it.");
        return lines;
    }

    QpuEmulateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws Exception {
        long number = Objects.requireNonNullElse(OptionValues.wholeNumber("--seed", seed), 0L);
        ServerOptions options = serverOptions(number);
        int crew = Objects.requireNonNullElse(
                OptionValues.wholeNumber("--threads", threads, 1, 1024),
                Runtime.getRuntime().availableProcessors());
        try (Interrupts interrupts = Interrupts.install(terminal);
                ServedSolvers served = ServedSolvers.open(quantum.values(), solvers, number, crew)) {
            if (dataSheet != null) {
                writeSheet(dataSheet, served.dataSheet());
            }
            serve(interrupts, served, options);
        }
        return ExitCode.DONE;
    }

    private static void writeSheet(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new WorkException("--data-sheet " + file + ": cannot be written: " + RecordFile.reason(e), e);
        }
    }

    private void serve(Interrupts interrupts, ServedSolvers served, ServerOptions options) throws Exception {
        try (EmulatorServer server = start(served, options)) {
            announce(served, server.endpoint());
            CountDownLatch never = new CountDownLatch(1);
            try {
                interrupts.whileWaiting(() -> {
                    never.await();
                    return true;
                });
            } catch (InterruptedException e) {
                terminal.out()
                        .println(String.format(
                                Locale.ROOT,
                                "served %d problems in %d requests",
                                server.submissions(),
                                server.requests()));
                terminal.out().flush();
            }
        }
    }

    private ServerOptions serverOptions(long number) {
        if (token.isBlank() || !token.strip().equals(token)) {
            throw new UsageException("--token is '" + token + "'; expected a text without spaces around it");
        }
        int where = Objects.requireNonNullElse(OptionValues.wholeNumber("--port", port, 0, MOST_PORT), USUAL_PORT);
        OptionalDouble wait = OptionValues.number("--delay", delay);
        if (wait.isPresent() && !(wait.getAsDouble() >= 0 && wait.getAsDouble() <= LONGEST_DELAY)) {
            throw new UsageException("--delay is '" + delay + "'; expected seconds from 0 to " + (int) LONGEST_DELAY);
        }
        OptionalDouble rate = OptionValues.number("--failures", failures);
        if (rate.isPresent() && !(rate.getAsDouble() >= 0 && rate.getAsDouble() < 1)) {
            throw new UsageException("--failures is '" + failures + "'; expected a number from 0 to below 1");
        }
        return ServerOptions.local(token)
                .withAddress(host, where)
                .withWarmUp()
                .withDelay(Duration.ofMillis(Math.round(1000 * wait.orElse(0))))
                .withFaults(rate.isEmpty() ? FaultPlan.none() : FaultPlan.random(rate.getAsDouble(), number));
    }

    private static EmulatorServer start(ServedSolvers served, ServerOptions options) {
        try {
            return EmulatorServer.start(served.processors(), served.hybrids(), served.constrained(), options);
        } catch (IOException e) {
            throw new UsageException(
                    String.format(
                            Locale.ROOT,
                            "--host %s --port %d: %s; expected an address of this machine and a free port",
                            options.host(),
                            options.port(),
                            e.getMessage()),
                    e);
        }
    }

    private void announce(ServedSolvers served, URI endpoint) {
        served.lines().forEach(line -> terminal.out().println("solver    " + line));
        terminal.out().println("endpoint  " + endpoint);
        terminal.out().println("token     " + token);
        terminal.out().println();
        terminal.out().println("To use it here, in D-Wave's own programs, and in others that keep to their settings:");
        terminal.out().println("  export DWAVE_API_ENDPOINT=" + endpoint);
        terminal.out().println("  export DWAVE_API_TOKEN=" + ShellWord.of(token));
        terminal.out().println();
        terminal.out().println("Ctrl-C ends it.");
        terminal.requireWritten();
    }
}
