// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.lab.settings.LabException;

final class RunFolderTest {
    @TempDir
    private Path temp;

    @Test
    void aFolderWithSomethingInItIsNotFree() throws IOException {
        RunFolder.requireFree(temp);
        Files.writeString(temp.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> RunFolder.requireFree(temp))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith(temp.toString())
                .hasMessageContaining("is not empty");
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "mine");
        assertThatThrownBy(() -> RunFolder.create(file.resolve("run/deep")))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> RunFolder.open(file)).hasMessageContaining("is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void discardingTakesAwayOnlyWhatWasMade() throws IOException {
        Path existing = Files.createDirectory(temp.resolve("existing"));
        try (RunFolder folder = RunFolder.create(existing)) {
            folder.discard();
        }
        assertThat(existing).isEmptyDirectory();
        try (RunFolder folder = RunFolder.create(existing.resolve("a/b"))) {
            folder.discard();
        }
        assertThat(existing).isEmptyDirectory();
    }

    @Test
    void discardingTakesPartsOfFilesAndLeavesTheFailureInSight() throws IOException {
        Path path = temp.resolve("run");
        IllegalStateException failure = new IllegalStateException("the disk is full");
        try (RunFolder folder = RunFolder.create(path)) {
            Files.writeString(path.resolve("checkpoint.part"), "half");
            folder.discardAfter(failure);
        }
        assertThat(path).doesNotExist();
        assertThat(failure.getSuppressed()).isEmpty();
        try (RunFolder folder = RunFolder.create(path)) {
            Files.writeString(path.resolve("notes.txt"), "mine");
            folder.discardAfter(failure);
        }
        assertThat(path.resolve("notes.txt")).hasContent("mine");
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void onlyOneAtATimeWorksOnARun() throws IOException {
        Path path = temp.resolve("run");
        try (RunFolder folder = RunFolder.create(path)) {
            Files.writeString(folder.config(), "");
            assertThatThrownBy(() -> RunFolder.open(path)).hasMessageContaining("another process");
        }
        RunFolder.open(path).close();
        assertThat(path.resolve(".lock")).doesNotExist();
    }

    @Test
    void aFolderWithoutARunIsNotOpened() {
        assertThatThrownBy(() -> RunFolder.open(temp)).hasMessageContaining("no run to resume");
        assertThatThrownBy(() -> RunFolder.open(temp.resolve("none"))).hasMessageContaining("no such folder");
        assertThat(temp).isEmptyDirectory();
    }
}
