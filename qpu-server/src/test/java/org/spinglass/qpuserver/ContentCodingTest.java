// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed messages, whole, broken, and larger than they look. */
class ContentCodingTest {
    private static final int MOST = 1 << 20;
    private static final byte[] TEXT = "[{\"type\": \"ising\"}]".repeat(50).getBytes(StandardCharsets.UTF_8);

    /** What the command {@code printf '[1, 2]' | zstd -19 -c | base64} of Zstandard 1.5.7 writes. */
    private static final byte[] ARRAY = Base64.getDecoder().decode("KLUv/QRoMQAAWzEsIDJdqSAdzQ==");

    private static void refused(byte[] message, String encoding, int status, String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ContentCoding.decoded(message, encoding, MOST))
                .withMessageContaining(text)
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @EnumSource
    void messagesComeBack(ContentCoding coding) {
        byte[] packed = coding.encoded(TEXT);
        assertThat(packed.length).isLessThan(TEXT.length / 4);
        assertThat(ContentCoding.decoded(packed, coding.text(), MOST)).isEqualTo(TEXT);
        assertThat(ContentCoding.decoded(packed, " " + coding.name(), MOST)).isEqualTo(TEXT);
        byte[] twice = ContentCoding.GZIP.encoded(packed);
        assertThat(ContentCoding.decoded(twice, coding.text() + ", gzip", MOST)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void brokenOnesAreRefused(ContentCoding coding) {
        byte[] packed = coding.encoded(TEXT);
        for (int length = 1; length < packed.length; length++) {
            refused(Arrays.copyOf(packed, length), coding.text(), 400, "stream");
        }
        refused(TEXT, coding.text(), 400, TEXT.length + " bytes are no");
    }

    @Test
    void aStreamOfTheCommandIsRead() {
        assertThat(ContentCoding.decoded(ARRAY, "zstd", MOST))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[1, 2]");
        byte[] changed = ARRAY.clone();
        changed[changed.length - 1] ^= 1;
        refused(changed, "zstd", 400, "are no whole zstd stream");
    }

    @ParameterizedTest
    @EnumSource
    void oneThatHoldsMoreThanIsAllowedIsRefused(ContentCoding coding) {
        byte[] bomb = coding.encoded(new byte[100 * MOST]);
        refused(bomb, coding.text(), coding == ContentCoding.DEFLATE ? 400 : 413, "holds more than 1048576 bytes");
        assertThat(ContentCoding.decoded(coding.encoded(new byte[MOST]), coding.text(), MOST))
                .hasSize(MOST);
    }

    /** A frame may ask for up to 2 GB before a byte of it is read. */
    @Test
    void aWindowOfMoreThanEightMegabytesIsRefused() throws IOException {
        for (int window : new int[] {23, 24, 27}) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (ZstdOutputStream out = new ZstdOutputStream(packed).setLong(window)) {
                for (int k = 0; k < 100; k++) { // of a length that the frame cannot tell beforehand
                    out.write(TEXT);
                    out.flush();
                }
            }
            byte[] message = packed.toByteArray();
            if (window == 23) {
                assertThat(ContentCoding.decoded(message, "zstd", MOST)).hasSize(100 * TEXT.length);
            } else {
                refused(message, "zstd", 400, "Frame requires too much memory");
            }
        }
    }

    @Test
    void othersAreRefusedByName() {
        refused(TEXT, "br", 415, "Content-Encoding is br; expected deflate, gzip, zstd or none");
        assertThat(ContentCoding.decoded(TEXT, "identity", MOST)).isEqualTo(TEXT);
        assertThat(ContentCoding.decoded(TEXT, null, MOST)).isEqualTo(TEXT);
    }
}
