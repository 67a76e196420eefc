// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, bytes("one"));
        AtomicFile.write(file, stream -> {
            stream.write(bytes("tw"));
            assertThat(file).hasContent("one");
            stream.write(bytes("o"));
        });
        assertThat(file).hasContent("two");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void afterAFailureTheOldFileIsThereAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, bytes("one"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFile.write(file, stream -> {
                    stream.write(bytes("half"));
                    throw new IOException("enough");
                }))
                .withMessage("enough");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AtomicFile.write(file, stream -> {
                    throw new IllegalStateException("enough");
                }));
        assertThat(file).hasContent("one");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void whatAnotherWritesAsideIsLeftAlone() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve("a.txt.part"), "of another");
        AtomicFile.write(file, stream -> {
            AtomicFile.write(folder.resolve("b.txt"), bytes("within"));
            stream.write(bytes("mine"));
        });
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("a.txt.part")).hasContent("of another");
        assertThat(names()).containsExactly("a.txt", "a.txt.part", "b.txt");
    }

    @Test
    void whatTheKilledLeftAsideIsRemovedAndWhatOthersWriteIsNot() throws IOException {
        Path file = folder.resolve("a.txt");
        long alive = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("a.txt.part"), "of anyone");
        Files.writeString(folder.resolve("a.txt." + Long.MAX_VALUE / 100 + "-1.part"), "of a process that is gone");
        Files.writeString(folder.resolve("a.txt." + alive + "-999999.part"), "of another thread");
        Files.writeString(folder.resolve("b.txt." + Long.MAX_VALUE / 100 + "-1.part"), "of another file");
        AtomicFile.write(file, bytes("mine"));
        assertThat(file).hasContent("mine");
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "a.txt",
                        "a.txt.part",
                        "a.txt." + alive + "-999999.part",
                        "b.txt." + Long.MAX_VALUE / 100 + "-1.part");
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> AtomicFile.write(folder.resolve("none").resolve("a.txt"), bytes("x")))
                .withMessageContaining("none");
    }
}
