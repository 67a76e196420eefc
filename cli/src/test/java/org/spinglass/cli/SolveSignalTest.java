// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that are asked to stop tell the best that they have. */
class SolveSignalTest {
    /** More than a pipe holds: who has written so much knows that it is being read. */
    private static final int COMMENTS = 4000;

    @TempDir
    private Path temp;

    private record Ended(int code, String out, String err) {}

    /** Sends SIGTERM to a search of an hour two seconds after it has read its problem from standard input. */
    private Ended terminated(String format, String comment, String problem) throws IOException, InterruptedException {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Process process = OwnProcess.of("solve", "-", "--format", format, "--time-limit", "1h")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Signals.endAtLast(process);
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(((comment + " ".repeat(60) + "\n").repeat(COMMENTS) + problem)
                        .getBytes(StandardCharsets.UTF_8));
            }
            TimeUnit.SECONDS.sleep(2);
            assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
            Signals.send("TERM", process.pid());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void assertTold(Ended ended, String best) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(143);
        assertThat(ended.err()).contains("stopped; the best so far is above").doesNotContain("\tat ");
        assertThat(ended.out()).contains(best);
    }

    @Test
    void aSearchForAStateTellsItsBest() throws Exception {
        Random random = new Random(1);
        int n = 200;
        String edges = IntStream.range(0, n)
                .boxed()
                .flatMap(
                        i -> IntStream.range(i + 1, n).mapToObj(j -> i + " " + j + " " + (random.nextInt(2001) - 1000)))
                .collect(Collectors.joining("\n", "", "\n"));
        assertTold(terminated("coo", "# vartype=SPIN", edges), "stopped");
    }

    @Test
    void aSearchForAnAnswerTellsItsBest() throws Exception {
        Random random = new Random(1);
        String goal = IntStream.range(0, 300)
                .mapToObj(i -> (10 + random.nextInt(90)) + " x" + i)
                .collect(Collectors.joining(" + "));
        String weight = IntStream.range(0, 300)
                .mapToObj(i -> (10 + random.nextInt(90)) + " x" + i)
                .collect(Collectors.joining(" + "));
        String names = IntStream.range(0, 300).mapToObj(i -> "x" + i).collect(Collectors.joining(" "));
        assertTold(
                terminated(
                        "lp",
                        "\\",
                        "Maximize\n " + goal + "\nSubject To\n w: " + weight + " <= 6000\nBinary\n " + names
                                + "\nEnd\n"),
                "feasible");
    }
}
