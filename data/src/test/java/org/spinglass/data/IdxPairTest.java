// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdxPairTest {
    private static final byte[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 254, (byte) 255};
    private static final byte[] IMAGES = IdxWriter.idx(PIXELS, 2, 2, 3);
    private static final byte[] LABELS = IdxWriter.idx(new byte[] {9, 0}, 2);

    private static LabelledImages read(byte[] images, byte[] labels) {
        return IdxPair.read(ByteSource.of("images.idx", images), ByteSource.of("labels.idx", labels), 10);
    }

    private static void assertFails(byte[] images, byte[] labels, String message) {
        assertThatThrownBy(() -> read(images, labels))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void readsPlainAndGzip() {
        for (byte[] images : new byte[][] {IMAGES, IdxWriter.gzip(IMAGES)}) {
            for (byte[] labels : new byte[][] {LABELS, IdxWriter.gzip(LABELS)}) {
                LabelledImages read = read(images, labels);
                assertThat(read.count()).isEqualTo(2);
                assertThat(read.channels()).isEqualTo(1);
                assertThat(read.size()).isEqualTo(new ImageSize(2, 3));
                assertThat(read.image(0)).containsExactly(0, 1, 2, 3, 4, 5);
                assertThat(read.image(1)).containsExactly(6, 7, 8, 9, 254, 255);
                assertThat(read.label(0)).isEqualTo(9);
                assertThat(read.label(1)).isZero();
            }
        }
    }

    @Test
    void namesTheWrongMagicNumber() {
        assertFails(
                LABELS,
                LABELS,
                "images.idx: magic number 0x00000801 at offset 0, expected 0x00000803 (IDX, unsigned bytes of rank 3)");
        assertFails(
                IMAGES,
                IMAGES,
                "labels.idx: magic number 0x00000803 at offset 0, expected 0x00000801 (IDX, unsigned bytes of rank 1)");
        byte[] floats = IMAGES.clone();
        floats[2] = 0x0d;
        assertFails(
                floats,
                LABELS,
                "images.idx: magic number 0x00000d03 at offset 0, expected 0x00000803 (IDX, unsigned bytes of rank 3)");
    }

    @Test
    void saysHowManyBytesATruncatedFileHas() {
        assertFails(
                Arrays.copyOf(IMAGES, 20),
                LABELS,
                "images.idx: truncated: 28 bytes expected up to the end of 2 images of 2x3 pixels, 20 found");
        assertFails(
                IdxWriter.gzip(Arrays.copyOf(IMAGES, 20)),
                LABELS,
                "images.idx: truncated: 28 bytes expected up to the end of 2 images of 2x3 pixels, 20 found");
        assertFails(
                IMAGES,
                Arrays.copyOf(LABELS, 9),
                "labels.idx: truncated: 10 bytes expected up to the end of 2 labels, 9 found");
        assertFails(
                Arrays.copyOf(IMAGES, 6),
                LABELS,
                "images.idx: truncated: 8 bytes expected up to the end of the header, 6 found");
        assertFails(
                new byte[0],
                LABELS,
                "images.idx: truncated: 4 bytes expected up to the end of the magic number, 0 found");
    }

    @Test
    void aGzipStreamThatEndsEarlyIsTruncated() {
        byte[] gzip = IdxWriter.gzip(IMAGES);
        assertThatThrownBy(() -> read(Arrays.copyOf(gzip, gzip.length - 12), LABELS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("images.idx: truncated: ")
                .hasMessageEndingWith(" found");
        assertThatThrownBy(() -> read(Arrays.copyOf(gzip, gzip.length - 4), LABELS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("images.idx: damaged after offset 28: ");
    }

    @Test
    void aGzipStreamWithAWrongChecksumIsDamaged() {
        byte[] gzip = IdxWriter.gzip(IMAGES);
        gzip[gzip.length - 8] ^= 1;
        assertThatThrownBy(() -> read(gzip, LABELS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("images.idx: damaged after offset ");
    }

    @Test
    void refusesBytesAfterTheEnd() {
        assertFails(Arrays.copyOf(IMAGES, 31), LABELS, "images.idx: 3 bytes after the end of the data at offset 28");
        assertFails(IMAGES, Arrays.copyOf(LABELS, 11), "labels.idx: 1 bytes after the end of the data at offset 10");
    }

    @Test
    void refusesDifferentCounts() {
        assertFails(IMAGES, IdxWriter.idx(new byte[3], 3), "images.idx has 2 images but labels.idx has 3 labels");
    }

    @Test
    void namesTheLabelThatIsOutOfRange() {
        assertFails(
                IMAGES,
                IdxWriter.idx(new byte[] {0, (byte) 200}, 2),
                "labels.idx: label 200 at offset 9, expected 0 to 9");
    }

    @Test
    void aHeaderThatPromisesTooMuchTakesNoMemory() {
        assertFails(
                IdxWriter.idx(new byte[5], 2_000_000, 32, 32),
                LABELS,
                "images.idx: truncated: 2048000016 bytes expected up to the end of 2000000 images of 32x32 pixels,"
                        + " 21 found");
        assertFails(
                IdxWriter.idx(new byte[5], Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                LABELS,
                "images.idx: the header promises images of more values than an array holds, at most 2147483639 expected");
        assertFails(
                IdxWriter.idx(new byte[5], -1, 28, 28),
                LABELS,
                "images.idx: dimension 4294967295 at offset 4, expected 1 to 2147483647");
        assertFails(
                IdxWriter.idx(new byte[5], 1, 0, 28),
                LABELS,
                "images.idx: dimension 0 at offset 8, expected 1 to 2147483647");
    }
}
