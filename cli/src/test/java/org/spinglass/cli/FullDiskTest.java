// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes whose files may not grow: the system refuses to write as on a full disk. */
@EnabledOnOs(OS.LINUX)
final class FullDiskTest {
    @TempDir
    private Path temp;

    private record Ended(int code, List<String> out, List<String> err) {}

    /** Runs the program with files of at most so many blocks of 512 bytes. */
    private Ended run(int blocks, String... arguments) throws Exception {
        Path out = temp.resolve("stdout");
        Path err = temp.resolve("stderr");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(
                        Stream.of(
                                "sh",
                                "-c",
                                "ulimit -f " + blocks + "; exec \"$@\"",
                                "sh",
                                java,
                                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.spinglass.cli.Main"),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Signals.endAtLast(process);
        int code = process.waitFor();
        return new Ended(code, Files.readAllLines(out), Files.readAllLines(err));
    }

    private Ended train(int blocks, Path run) throws Exception {
        return run(
                blocks,
                "train",
                "--network",
                "mlp",
                "--samples",
                "50",
                "--validation",
                "10",
                "--epochs",
                "1",
                "--out",
                run.toString());
    }

    @Test
    void aCheckpointWithoutRoomIsNamedAndLeavesNothing() throws Exception {
        Path run = temp.resolve("deep/run");
        Ended ended = train(32, run);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .last()
                .isEqualTo("spinglass: " + run.resolve("checkpoint")
                        + ": the checkpoint cannot be written: File too large");
        assertThat(ended.out()).isEmpty();
        assertThat(temp.resolve("deep")).doesNotExist();
    }

    @Test
    void aRecordWithoutRoomIsAFailureOfTheWork() throws Exception {
        Path run = temp.resolve("run");
        Ended ended = train(0, run);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(run).doesNotExist();
    }

    @Test
    void anAnswerWithoutRoomIsNamed() throws Exception {
        StringBuilder text = new StringBuilder("400 399\n");
        for (int i = 1; i < 400; i++) {
            text.append(i).append(' ').append(i + 1).append(" 1\n");
        }
        Path problem = Files.writeString(temp.resolve("problem.txt"), text);
        Path out = temp.resolve("samples.json");
        Ended ended =
                run(4, "solve", problem.toString(), "--format", "rudy", "--sweeps", "10", "--out", out.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).singleElement().asString().contains(out + ": cannot be written: File too large");
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("problem.txt", "stdout", "stderr");
        }
    }
}
