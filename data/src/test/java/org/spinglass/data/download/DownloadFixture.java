// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with one file of 300,000 bytes, an empty cache, and a downloader that never pauses. */
abstract class DownloadFixture {
    static final DownloadPatience IMPATIENT = new DownloadPatience(
            3, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(1));
    static final String NAME = "data.bin";
    static final int LENGTH = 300_000;

    @TempDir
    Path temporary;

    final FileServer server = new FileServer();
    final byte[] content = bytes(1);
    final List<Long> progress = new ArrayList<>();
    final List<String> waits = new ArrayList<>();
    private final TransferListener listener = new TransferListener() {
        @Override
        public void progress(String file, long done, long total) {
            assertThat(file).isEqualTo(NAME);
            assertThat(total).isEqualTo(LENGTH);
            progress.add(done);
        }

        @Override
        public void waiting(String file, String reason) {
            waits.add(reason);
        }
    };

    static byte[] bytes(long seed) {
        byte[] bytes = new byte[LENGTH];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    Path folder() {
        return temporary.resolve("cache").resolve("set");
    }

    Path file() {
        return folder().resolve(NAME);
    }

    Path part() {
        return folder().resolve(NAME + ".part");
    }

    RemoteFile remote() {
        return new RemoteFile(server.base().resolve(NAME), LENGTH, sha256(content));
    }

    void fetch() throws IOException, InterruptedException {
        fetch(IMPATIENT, remote());
    }

    void fetch(DownloadPatience policy, RemoteFile remote) throws IOException, InterruptedException {
        new Downloader(policy).fetch(List.of(remote), folder(), listener);
    }

    void assertFetched() throws IOException {
        assertThat(file()).hasBinaryContent(content);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(NAME, ".lock");
        }
    }
}
