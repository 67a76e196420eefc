// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedDigitsTest {
    private final DataSet digits = DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent());

    @Test
    void areTwoThousandToTrainAndTwoThousandToValidate() {
        assertThat(digits.name()).isEqualTo("digits");
        assertThat(digits.training().count()).isEqualTo(2000);
        assertThat(Images.of(digits.training()).size()).isEqualTo(new ImageSize(28, 28));
        assertThat(Objects.requireNonNull(digits.validation()).count()).isEqualTo(2000);
        assertThat(digits.test()).isNull();
    }

    @Test
    void holdEveryClass() {
        int[] counts = new int[10];
        for (int i = 0; i < digits.training().count(); i++) {
            counts[digits.training().label(i)]++;
        }
        assertThat(counts).containsExactly(214, 218, 194, 202, 210, 192, 194, 212, 183, 181);
    }

    @Test
    void digestIsThatOfTheContent() {
        assertThat(digits.digest()).isEqualTo("60cc63cfb72fa26eebafd091801a6e824edfe5396b1aedb64d929ca83d828e92");
    }

    @Test
    void noticeNamesAuthorsAndLicence() throws IOException {
        assertThat(new String(resource("NOTICE"), StandardCharsets.UTF_8))
                .contains("Yann LeCun", "Corinna Cortes", "Christopher J.C. Burges", "Attribution-Share Alike 3.0");
    }

    @Test
    void noImageIsThereTwice() {
        Set<ByteBuffer> images = new HashSet<>();
        for (LabelledImages part : List.of(Images.of(digits.training()), Images.of(digits.validation()))) {
            for (int i = 0; i < part.count(); i++) {
                images.add(ByteBuffer.wrap(part.image(i)));
            }
        }
        assertThat(images).hasSize(4000);
    }

    /** Of a hundred images, each filled with its number and labelled with the last digit of it, forty a part. */
    @Test
    void theToolDrawsImagesWithTheirLabelsAndWithoutReplacement(@TempDir Path mnist) throws IOException {
        byte[] pixels = new byte[100 * 6];
        byte[] labels = new byte[100];
        for (int i = 0; i < 100; i++) {
            Arrays.fill(pixels, i * 6, i * 6 + 6, (byte) i);
            labels[i] = (byte) (i % 10);
        }
        Files.write(mnist.resolve("train-images-idx3-ubyte.gz"), IdxWriter.gzip(IdxWriter.idx(pixels, 100, 2, 3)));
        Files.write(mnist.resolve("train-labels-idx1-ubyte.gz"), IdxWriter.gzip(IdxWriter.idx(labels, 100)));
        Map<String, byte[]> files = DigitsTool.make(mnist, 40);
        Set<Integer> drawn = new HashSet<>();
        for (String part : List.of("training", "validation")) {
            byte[] images = unpacked(files, part + "-images-idx3-ubyte.gz", 16);
            byte[] digits = unpacked(files, part + "-labels-idx1-ubyte.gz", 8);
            assertThat(images).hasSize(40 * 6);
            assertThat(digits).hasSize(40);
            for (int i = 0; i < 40; i++) {
                int number = images[6 * i];
                assertThat(Arrays.copyOfRange(images, 6 * i, 6 * i + 6)).containsOnly(number);
                assertThat((int) digits[i]).isEqualTo(number % 10);
                drawn.add(number);
            }
        }
        assertThat(drawn).hasSize(80);
        assertThat(files).hasSize(4);
        DigitsTool.make(mnist, 40)
                .forEach((file, content) -> assertThat(content).as(file).isEqualTo(files.get(file)));
    }

    private static byte[] unpacked(Map<String, byte[]> files, String file, int header) throws IOException {
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Objects.requireNonNull(files.get(file), file)))) {
            in.skipNBytes(header);
            return in.readAllBytes();
        }
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ShippedDigits.class.getResourceAsStream("digits/" + file), () -> "no resource " + file)) {
            return in.readAllBytes();
        }
    }
}
