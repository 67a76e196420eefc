// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.quantum.dwave.Environment;

/** Standard output that cannot be written is a failure, whatever was to be printed. */
final class UnwritableOutputTest {
    @TempDir
    private Path temp;

    /** Takes so many bytes and no more. */
    private static OutputStream full(int room) {
        return new OutputStream() {
            private int left = room;

            @Override
            public void write(int value) throws IOException {
                if (left-- <= 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "train --help",
                "reproduce",
                "solve FILE --format rudy",
                "solve FILE --format rudy --json",
                "qpu embed --clique 3 --qpu size=2",
                "qpu embed --clique 3 --qpu size=2 --json",
                "qpu emulate --port 0 --qpu size=2",
                "train --network linear --samples 50 --validation 0 --epochs 1 --threads 1 --out RUN",
                "train --network linear --samples 50 --validation 0 --epochs 1 --threads 1 --json --out RUN",
            })
    void everyCommandSaysSoOnce(String line) throws Exception {
        Path problem = Files.writeString(temp.resolve("problem.txt"), "2 1\n1 2 1\n");
        String[] words = line.replace("FILE", problem.toString())
                .replace("RUN", temp.resolve("run").toString())
                .split(" ");
        for (int room : new int[] {0, 3}) {
            StringWriter err = new StringWriter();
            Terminal terminal = new Terminal(
                    new StandardOutput(full(room), StandardCharsets.UTF_8),
                    new PrintWriter(err, true),
                    false,
                    90,
                    true);
            words = words.clone();
            words[words.length - 1] = words[words.length - 1].replaceAll("run[0-9]*$", "run" + room);
            int code = new Main(terminal, new Environment(Map.of(), "Linux", temp, temp)).run(words);
            assertThat(code).isEqualTo(1);
            assertThat(err.toString().lines().filter(said -> said.startsWith("spinglass: ")))
                    .containsExactly("spinglass: standard output cannot be written: No space left on device");
        }
    }

    @Test
    void whatIsWrittenIsWrittenWhole() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StandardOutput out = new StandardOutput(bytes, StandardCharsets.UTF_8);
        out.println("äöü");
        out.print("end");
        assertThat(out.failure()).isNull();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("äöü" + System.lineSeparator() + "end");
    }

    @ParameterizedTest
    @ValueSource(strings = {">/dev/full", ">&-", "| true"})
    void aRealProcessFails(String where) throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")) && Files.isExecutable(Path.of("/bin/sh")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // with a pipe, what the program returned is told by a file, and it starts to print when nobody reads any more
        Path told = temp.resolve("told");
        String script =
                "{ \"$0\" --add-modules=jdk.incubator.vector -cp \"$1\" org.spinglass.cli.Main --help 2>\"$2.err\" "
                        + (where.startsWith(">") ? where : "") + "; echo $? >\"$2\"; } "
                        + (where.startsWith("|") ? where : "");
        Process process = new ProcessBuilder(
                        List.of("/bin/sh", "-c", script, java, System.getProperty("java.class.path"), told.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Signals.endAtLast(process);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(told).strip()).isEqualTo("1");
        assertThat(Files.readString(Path.of(told + ".err")).lines().filter(line -> line.startsWith("spinglass")))
                .hasSize(1)
                .allMatch(line -> line.startsWith("spinglass: standard output cannot be written"));
    }
}
