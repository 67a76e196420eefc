// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data and networks that cannot be used: one line, exit code 2, no folder for the run. */
final class BadInputTest {
    @TempDir
    private Path temp;

    private Path out;

    @BeforeEach
    void place() {
        out = temp.resolve("out/run");
    }

    private void assertRefused(Cli.Result result, String... parts) {
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).startsWith("spinglass: ").contains(parts).doesNotContain("Exception");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    private Cli.Result trainOn(Path folder) {
        return Cli.train("--data-dir", folder.toString(), "--out", out.toString());
    }

    private Path data(byte[] images, byte[] labels) throws IOException {
        return IdxFiles.write(temp.resolve("data"), images, labels);
    }

    @Test
    void missingDataFolder() {
        assertRefused(trainOn(temp.resolve("none")), temp.resolve("none").toString(), "no such folder", "mnist");
    }

    @Test
    void emptyDataFolder() throws IOException {
        assertRefused(trainOn(Files.createDirectory(temp.resolve("empty"))), IdxFiles.IMAGES);
    }

    @Test
    void testImagesOfAnotherSize() throws IOException {
        Path folder = data(IdxFiles.images(200), IdxFiles.labels(200));
        byte[] small = Arrays.copyOf(IdxFiles.images(20), 16 + 20 * 14 * 14);
        small[11] = 14;
        small[15] = 14;
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), small);
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxFiles.labels(20));
        assertRefused(trainOn(folder), "mnist: test has", "14x14", "28x28", "must be alike");
    }

    @Test
    void truncatedImages() throws IOException {
        byte[] images = IdxFiles.images(200);
        assertRefused(
                trainOn(data(Arrays.copyOf(images, images.length - 1000), IdxFiles.labels(200))), IdxFiles.IMAGES);
        assertRefused(trainOn(data(Arrays.copyOf(images, 7), IdxFiles.labels(200))), IdxFiles.IMAGES);
    }

    @Test
    void wrongMagicNumber() throws IOException {
        byte[] images = IdxFiles.images(200);
        images[3] = 9;
        assertRefused(trainOn(data(images, IdxFiles.labels(200))), IdxFiles.IMAGES);
    }

    @Test
    void differingCounts() throws IOException {
        assertRefused(trainOn(data(IdxFiles.images(200), IdxFiles.labels(199))), "200", "199");
    }

    @Test
    void labelThatIsNoClass() throws IOException {
        byte[] labels = IdxFiles.labels(200);
        labels[20] = 11;
        assertRefused(trainOn(data(IdxFiles.images(200), labels)), IdxFiles.LABELS, "11");
    }

    @Test
    void moreSamplesThanThereAre() throws IOException {
        assertRefused(trainOn(data(IdxFiles.images(120), IdxFiles.labels(120))), "--validation: 50", "leave 20");
        assertRefused(trainOn(data(IdxFiles.images(99), IdxFiles.labels(99))), "--samples: 100", "99");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- conv2d: {channels: 6, kernel: 40} | layer 1 (conv2d 40x40)",
                "- spectral-pool: {height: 64, width: 64} | layer 1 (spectral-pool",
                "- linear: {outputs: 7} | layer 1",
                "- conv3d: {channels: 6} | net.yaml:3",
                "- linear: {outputs: -1} | net.yaml:3",
                "- linear: [ | net.yaml:"
            })
    void networkThatDoesNotFit(String layer, String expected) throws IOException {
        boolean isLast = layer.contains("outputs: 7");
        Path file = temp.resolve("net.yaml");
        Files.writeString(
                file,
                "name: net\nlayers:\n  " + layer.strip() + "\n" + (isLast ? "" : "  - linear: {outputs: classes}\n"));
        Cli.Result result = Cli.run("train", "--network", file.toString(), "--out", out.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).hasSize(1);
        if (isLast) {
            assertThat(result.err()).contains("7 values", "10 classes");
        } else {
            assertThat(result.err()).containsIgnoringCase(expected.strip());
        }
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @Test
    void theNetworkHasAsManyClassesAsThereAreLabels() throws IOException {
        byte[] labels = IdxFiles.labels(300);
        for (int i = 8; i < labels.length; i++) {
            labels[i] = (byte) (1 + i % 26);
        }
        Path raw = Files.createDirectories(temp.resolve("copies/EMNIST/raw"));
        Files.write(raw.resolve("emnist-letters-train-images-idx3-ubyte"), IdxFiles.images(300));
        Files.write(raw.resolve("emnist-letters-train-labels-idx1-ubyte"), labels);
        Path out = temp.resolve("letters");
        Cli.Result result =
                Cli.train("--data-dir", temp.resolve("copies").toString(), "--epochs", "1", "--out", out.toString());
        assertThat(result.code()).as(result.err()).isZero();
        byte[] weights = Files.readAllBytes(out.resolve("weights.safetensors"));
        assertThat(new String(weights, 0, 2000, StandardCharsets.ISO_8859_1)).contains("\"classes\":\"26\"");
    }

    @Test
    void localDataIsTrainedOn() throws IOException {
        Cli.Result result = Cli.train(
                "--data-dir",
                data(IdxFiles.images(200), IdxFiles.labels(200)).toString(),
                "--out",
                out.toString(),
                "--epochs",
                "1");
        assertThat(result.code()).isZero();
        assertThat(Files.readString(out.resolve("summary.json"))).contains("\"data\" : \"mnist\"");
    }
}
