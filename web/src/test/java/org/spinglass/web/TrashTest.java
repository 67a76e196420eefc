// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class TrashTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:20:15.250Z");

    @TempDir
    private Path temp;

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    @Test
    void whatWasDeletedLongAgoIsRemoved() throws Exception {
        Path runs = Files.createDirectory(temp.resolve("runs"));
        Path kept = Files.createDirectory(temp.resolve("kept"));
        Files.writeString(kept.resolve("file"), "is not ours");
        Files.createSymbolicLink(
                RunFixture.write(runs.resolve("old"), 1, 8, 0.9).resolve("link"), kept);
        RunFixture.write(runs.resolve("newer"), 1, 8, 0.9);
        Trash then = new Trash(runs, at(NOW));
        assertThat(then.put(runs.resolve("old"))).isEqualTo("20261128-092015-250");
        assertThat(then.put(runs.resolve("newer"))).isEqualTo("20261128-092015-250-2");
        Files.createDirectory(runs.resolve(".trash/somebody's"));
        Instant later = NOW.plus(Trash.KEPT);
        new Trash(runs, at(later)).removeOld();
        assertThat(then.entries()).extracting(Trash.Entry::name).containsExactly("newer", "old");
        then.restore("20261128-092015-250-2");
        new Trash(runs, at(later.plus(Duration.ofMillis(1)))).removeOld();
        assertThat(then.entries()).isEmpty();
        assertThat(runs.resolve("newer/config.yaml")).exists();
        assertThat(kept.resolve("file")).exists(); // a link is removed, not what it leads to
        assertThat(runs.resolve(".trash/somebody's")).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsNoTrash() throws Exception {
        Path runs = Files.createDirectory(temp.resolve("runs"));
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        RunFixture.write(elsewhere.resolve("20200101-000000-000/secret"), 1, 8, 0.9);
        Files.createSymbolicLink(runs.resolve(".trash"), elsewhere);
        Path run = RunFixture.write(runs.resolve("old"), 1, 8, 0.9);
        Trash trash = new Trash(runs, at(NOW));
        trash.removeOld();
        assertThat(trash.entries()).isEmpty();
        assertThat(elsewhere.resolve("20200101-000000-000/secret/config.yaml")).exists();
        assertThatThrownBy(() -> trash.put(run))
                .isInstanceOf(WebException.class)
                .hasMessageContaining("cannot be deleted");
        assertThat(run.resolve("config.yaml")).exists();
    }
}
