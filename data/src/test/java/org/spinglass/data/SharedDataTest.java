package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Reads the real data sets, where they are at hand. */
class SharedDataTest {
    private static DataSet load(String name, int training, int test) {
        Path folder = SharedFiles.require("data/" + name);
        DataSet data = DataStore.standard().load(name, folder.getParent(), DownloadListener.silent());
        assertThat(data.name()).isEqualTo(name);
        assertThat(data.training().count()).isEqualTo(training);
        assertThat(data.validation()).isNull();
        assertThat(Objects.requireNonNull(data.test()).count()).isEqualTo(test);
        return data;
    }

    private static int[] labels(LabelledImages images, int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = images.label(i);
        }
        return labels;
    }

    @Test
    void mnist() {
        DataSet data = load("mnist", 60_000, 10_000);
        assertThat(labels(data.training(), 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        double sum = 0;
        for (byte pixel : data.training().pixels()) {
            sum += pixel & 0xff;
        }
        assertThat(sum / data.training().pixels().length / 255)
                .as("the published mean of MNIST's training pixels")
                .isBetween(0.13065, 0.13067);
    }

    @Test
    void fashionMnist() {
        DataSet data = load("fashion-mnist", 60_000, 10_000);
        assertThat(labels(data.training(), 5)).containsExactly(9, 0, 0, 3, 0);
        Split split = Split.draw(data, 100, 50, 1);
        assertThat(split.training().size()).isEqualTo(ImageSize.STANDARD);
    }

    @Test
    void cifar10() {
        DataSet data = load("cifar-10", 6_000, 2_000);
        int[] counts = new int[10];
        for (int label : labels(data.training(), 6_000)) {
            counts[label]++;
        }
        assertThat(counts).containsOnly(600);
    }

    /** SHA-256 of MNIST's files before compression, as published by those who distribute them. */
    @Test
    void mnistIsTheOriginal() throws IOException, NoSuchAlgorithmException {
        Path folder = SharedFiles.require("data/mnist");
        Map<String, String> published = Map.of(
                "train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                "train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                "t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                "t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
        for (Map.Entry<String, String> file : published.entrySet()) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(file.getKey() + ".gz")))) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
                assertThat(HexFormat.of().formatHex(digest)).as(file.getKey()).isEqualTo(file.getValue());
            }
        }
    }
}
