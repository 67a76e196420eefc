// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images where programs that fetch and unpack them leave them, by the names that they give them. */
class LocalCopiesTest {
    private static final byte[] IMAGES = IdxWriter.idx(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
    private static final byte[] LABELS = IdxWriter.idx(new byte[] {7, 3}, 2);

    @TempDir
    Path temporary;

    private DataSet load(String name, Path folder) {
        return DataStore.standard().load(name, folder, DownloadListener.silent());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
    }

    private void writePairs(String folder) throws IOException {
        write(temporary.resolve(folder).resolve("train-images-idx3-ubyte"), IMAGES);
        write(temporary.resolve(folder).resolve("train-labels-idx1-ubyte.gz"), IdxWriter.gzip(LABELS));
    }

    @ParameterizedTest
    @CsvSource({
        "train-images.idx3-ubyte, train-labels.idx1-ubyte",
        "train-images.idx3-ubyte.gz, train-labels-idx1-ubyte",
        "train-images-idx3-ubyte.gz, train-labels.idx1-ubyte.gz",
        "TRAIN-IMAGES.IDX3-UBYTE, Train-Labels.idx1-ubyte",
        "train-images-idx3-ubyte/train-images-idx3-ubyte, train-labels-idx1-ubyte/train-labels-idx1-ubyte",
        "train-images.idx3-ubyte/train-images-idx3-ubyte, train-labels-idx1-ubyte.gz/train-labels.idx1-ubyte",
        "emnist-letters-train-images-idx3-ubyte.gz, emnist-letters-train-labels-idx1-ubyte",
        "train_images_idx3_ubyte, train-labels.ubyte",
    })
    void filesOfAnyUsualName(String images, String labels) throws IOException {
        write(temporary.resolve(images), IMAGES);
        write(temporary.resolve(labels), IdxWriter.gzip(LABELS));
        LabelledImages read = Images.of(load("mnist", temporary).training());
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.label(0)).isEqualTo(7);
        assertThat(read.image(1)).containsExactly(5, 6, 7, 8);
    }

    @Test
    void aPlainFileGoesBeforeACompressedOneAndTestImagesMayBeCalledTest() throws IOException {
        writePairs(".");
        write(temporary.resolve("train-images-idx3-ubyte.gz"), new byte[] {1, 2, 3});
        write(temporary.resolve("test-images.idx3-ubyte"), IMAGES);
        write(temporary.resolve("test-labels.idx1-ubyte"), IdxWriter.idx(new byte[] {0, 1}, 2));
        DataSet data = load("mnist", temporary);
        assertThat(Images.of(data.training()).image(0)).containsExactly(1, 2, 3, 4);
        assertThat(Objects.requireNonNull(data.test()).label(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "mnist",
                "MNIST/raw",
                "raw",
                "archive",
                "data/mnist",
                "MNIST_data",
                "mnist-original/raw",
                "EMNIST/raw"
            })
    void foldersOfTorchvisionAndOfArchives(String folder) throws IOException {
        writePairs(folder);
        write(temporary.resolve("FashionMNIST/raw/train-images-idx3-ubyte"), new byte[1]);
        assertThat(load("mnist", temporary).training().count()).isEqualTo(2);
    }

    @Test
    void eachSetIsReadFromTheFolderOfItsName() throws IOException {
        writePairs("FashionMNIST/raw");
        write(temporary.resolve("MNIST/raw/train-images-idx3-ubyte"), new byte[1]);
        assertThat(load("fashion-mnist", temporary).training().label(1)).isEqualTo(3);
        Files.createDirectories(temporary.resolve("FashionMNIST/processed"));
        assertThat(load("fashion-mnist", temporary.resolve("FashionMNIST/processed"))
                        .training()
                        .count())
                .isEqualTo(2);
        assertThat(load("fashion-mnist", temporary.resolve("FashionMNIST/raw"))
                        .training()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void foldersThatMayEachBeMeantAreNamed() throws IOException {
        writePairs("a");
        writePairs("b");
        assertThatThrownBy(() -> load("mnist", temporary))
                .isInstanceOf(DataException.class)
                .hasMessage(temporary + ": there are images in " + temporary.resolve("a") + " and "
                        + temporary.resolve("b") + "; expected one folder, so name the one that is meant");
        for (String set : new String[] {"emnist-digits", "emnist-letters"}) {
            write(temporary.resolve("gzip").resolve(set + "-train-images-idx3-ubyte"), IMAGES);
            write(temporary.resolve("gzip").resolve(set + "-train-labels-idx1-ubyte"), LABELS);
        }
        assertThatThrownBy(() -> load("mnist", temporary.resolve("gzip")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there are several sets, emnist-digits, emnist-letters; expected one");
    }

    @Test
    void whatIsThereInsteadIsNamed() throws IOException {
        write(temporary.resolve("mnist.npz"), new byte[1]);
        assertThatThrownBy(() -> load("mnist", temporary))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("no mnist files: looked for train-images-idx3-ubyte or train-images.idx3-ubyte")
                .hasMessageEndingWith("it holds mnist.npz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data_batch_1.bin",
                "cifar-10-batches-bin/data_batch_1.bin",
                "cifar-10-batches-bin/DATA_BATCH_1.BIN",
                "cifar10/cifar-10-batches-bin/data_batch_1.bin",
                "archive/data_batch_1.bin.gz"
            })
    void batchesWhereTarLeavesThem(String file) throws IOException {
        write(temporary.resolve(file), CifarTest.rows(2, 3));
        write(temporary.resolve("cifar-10-batches-py/data_batch_1"), new byte[1]);
        assertThat(load("cifar-10", temporary).training().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-10-binary.tar.gz", "cifar-10-binary.tgz", "cifar/cifar-10-binary.tar.gz"})
    void anArchiveIsReadAsItIs(String file) throws IOException {
        write(temporary.resolve(file), CifarTest.archive(Map.of("data_batch_1.bin", CifarTest.rows(2, 3))));
        assertThat(load("cifar-10", temporary).training().count()).isEqualTo(3);
    }

    private DataSet labelled(byte[] training, byte... test) throws IOException {
        write(
                temporary.resolve("train-images-idx3-ubyte"),
                IdxWriter.idx(new byte[training.length], training.length, 1, 1));
        write(temporary.resolve("train-labels-idx1-ubyte"), IdxWriter.idx(training, training.length));
        write(temporary.resolve("t10k-images-idx3-ubyte"), IdxWriter.idx(new byte[test.length], test.length, 1, 1));
        write(temporary.resolve("t10k-labels-idx1-ubyte"), IdxWriter.idx(test, test.length));
        return load("mnist", temporary);
    }

    private static byte[] counted(int first, int last) {
        byte[] labels = new byte[last - first + 1];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (first + i);
        }
        return labels;
    }

    @Test
    void thereAreAsManyClassesAsLabels() throws IOException {
        assertThat(labelled(counted(0, 9), (byte) 3).training().classes()).isEqualTo(10);
        assertThat(labelled(counted(0, 46), (byte) 3).training().classes()).isEqualTo(47);
        assertThat(labelled(counted(0, 1), (byte) 4).training().classes()).isEqualTo(5);
        assertThat(labelled(counted(0, 255), (byte) 4).training().classes()).isEqualTo(256);
        DataSet letters = labelled(counted(1, 26), (byte) 1, (byte) 26);
        assertThat(letters.training().classes()).isEqualTo(26);
        assertThat(letters.training().label(0)).isZero();
        assertThat(Objects.requireNonNull(letters.test()).classes()).isEqualTo(26);
        assertThat(letters.test().label(1)).isEqualTo(25);
        DataSet fromZero = labelled(counted(1, 26), (byte) 0);
        assertThat(fromZero.training().classes()).isEqualTo(27);
        assertThat(fromZero.training().label(0)).isEqualTo(1);
    }
}
