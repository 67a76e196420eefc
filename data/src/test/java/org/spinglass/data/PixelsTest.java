// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelsTest {
    private static final int HEADER = 5;
    private static final int COUNT = 300_000;

    @TempDir
    private Path folder;

    private Path file(boolean isGzip, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        Path file = folder.resolve(isGzip ? "a.gz" : "a");
        try (OutputStream stored = Files.newOutputStream(file);
                OutputStream out = isGzip ? new GZIPOutputStream(stored) : stored) {
            out.write(bytes);
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"false, 299999", "true, 299999", "false, 300000", "true, 300000"})
    void bytesInAFileAreThoseInMemory(boolean isGzip, long mostHeld) throws IOException {
        byte[] all = new byte[HEADER + COUNT + 2];
        new Random(1).nextBytes(all);
        try (ByteSource source = ByteSource.open(file(isGzip, all.length))) {
            source.next(HEADER, "the header");
            Pixels pixels = source.pixels(COUNT, mostHeld, "pixels");
            assertThat(pixels instanceof Pixels.Filed).isEqualTo(mostHeld < COUNT);
            assertThat(pixels.length()).isEqualTo(COUNT);
            byte[] some = new byte[100];
            for (int from : new int[] {0, 77, 123_456, COUNT - 100}) {
                pixels.copy(from, some, 100);
                assertThat(some).isEqualTo(Arrays.copyOfRange(all, HEADER + from, HEADER + from + 100));
            }
            assertThat(source.next(2, "the rest")).isEqualTo(Arrays.copyOfRange(all, HEADER + COUNT, all.length));
            source.requireEnd();
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aTruncatedFileIsRefused(boolean isGzip) throws IOException {
        try (ByteSource source = ByteSource.open(file(isGzip, HEADER + COUNT - 1))) {
            source.next(HEADER, "the header");
            assertThatThrownBy(() -> source.pixels(COUNT, 10, "pixels"))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith(": truncated: 300005 bytes expected up to the end of pixels, 300004 found");
        }
    }

    @Test
    void aFileThatBecomesShorterIsTold() throws IOException {
        Path file = file(false, HEADER + COUNT);
        try (ByteSource source = ByteSource.open(file)) {
            Pixels pixels = source.pixels(HEADER + COUNT, 10, "pixels");
            Files.write(file, new byte[50]);
            assertThatThrownBy(() -> pixels.copy(40, new byte[20], 20))
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": has become shorter than it was when reading began");
        }
    }
}
