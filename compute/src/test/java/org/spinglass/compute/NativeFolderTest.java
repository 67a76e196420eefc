// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.NativeFolder.Mount;

final class NativeFolderTest {
    @TempDir
    private Path temp;

    private static Mount mount(Path root, String options) {
        return Mount.parse("tmpfs " + root.toString().replace(" ", "\\040") + " tmpfs " + options + " 0 0");
    }

    @Test
    void aFolderWithoutProgramsIsPassedOver() throws IOException {
        Path mounted = temp.toRealPath().resolve("a b");
        Path real = Files.createDirectories(mounted.resolve("deep"));
        List<Mount> mounts = List.of(mount(Path.of("/"), "rw,relatime"), mount(mounted, "rw,nosuid,noexec"));
        assertThat(NativeFolder.isUsable(real.resolve("not/yet/there"), mounts)).isFalse();
        assertThat(NativeFolder.isUsable(temp.resolve("beside"), mounts)).isTrue();
        assertThat(NativeFolder.isUsable(real, List.of())).isTrue();
    }

    @Test
    void theLastMountOfAPlaceCounts() throws IOException {
        Path real = temp.toRealPath();
        assertThat(NativeFolder.isUsable(real, List.of(mount(real, "rw,noexec"), mount(real, "rw"))))
                .isTrue();
        assertThat(NativeFolder.isUsable(real, List.of(mount(real, "rw"), mount(real, "rw,noexec"))))
                .isFalse();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThat(NativeFolder.isUsable(file, List.of())).isFalse();
        assertThat(NativeFolder.isUsable(file.resolve("below"), List.of())).isFalse();
    }
}
