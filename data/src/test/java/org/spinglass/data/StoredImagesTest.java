// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.data.files.DataFiles;

/** Images that stay in their files are those that are read, wherever the parts of them are. */
class StoredImagesTest {
    private static final ImageSize SIZE = new ImageSize(4, 3);
    private static final int AREA = 12;

    @TempDir
    Path folder;

    private static byte[] noise(int count, long seed) {
        byte[] bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Writes a set of grey images whose classes repeat; the pixels tell the image. */
    private URI idx(int count, boolean isGzip) throws IOException {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 3);
        }
        write("train-images-idx3-ubyte", IdxWriter.idx(noise(count * AREA, 1), count, 4, 3), isGzip);
        write("train-labels-idx1-ubyte", IdxWriter.idx(labels, count), isGzip);
        write("t10k-images-idx3-ubyte", IdxWriter.idx(noise(5 * AREA, 2), 5, 4, 3), isGzip);
        write("t10k-labels-idx1-ubyte", IdxWriter.idx(new byte[] {0, 1, 2, 1, 0}, 5), isGzip);
        return folder.toUri();
    }

    private void write(String name, byte[] content, boolean isGzip) throws IOException {
        Files.write(folder.resolve(isGzip ? name + ".gz" : name), isGzip ? IdxWriter.gzip(content) : content);
    }

    private static DataSet read(Path folder) {
        return Objects.requireNonNull(DataStore.inFolder(folder));
    }

    private static float[] values(Samples samples, int sample, int epoch) {
        float[] values = new float[samples.sampleLength()];
        samples.copy(sample, epoch, values, 0);
        return values;
    }

    private static void requireSame(Samples one, int first, Samples other) {
        assertThat(other.classes()).isEqualTo(one.classes());
        for (int i = 0; i < other.count(); i++) {
            assertThat(other.label(i)).isEqualTo(one.label(first + i));
            assertThat(values(other, i, 0)).isEqualTo(values(one, first + i, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allImagesAreThoseOfTheFileInItsOrder(boolean isGzip) throws IOException {
        DataSet read = read(Path.of(idx(40, isGzip)));
        DataSet stored = DataStore.inPlace(folder.toUri());
        assertThat(stored.training().isLike(read.training())).isTrue();
        assertThat(read.training().isLike(stored.training())).isTrue();
        assertThat(stored.training().classCounts()).isEqualTo(read.training().classCounts());
        Samples all = Samples.of(
                (LabelledImages) read.training(), IntStream.range(0, 40).toArray(), SIZE);
        Split split = Split.draw(stored, 40, 0, 9, SIZE);
        requireSame(all, 0, split.training());
        assertThat(split.training().classCounts()).containsExactly(14, 13, 13);
        assertThat(Objects.requireNonNull(split.test()).count()).isEqualTo(5);
        Samples larger = Split.draw(stored, 40, 0, 9, new ImageSize(8, 8)).training();
        requireSame(
                Samples.of(
                        (LabelledImages) read.training(), IntStream.range(0, 40).toArray(), new ImageSize(8, 8)),
                0,
                larger);
    }

    @ParameterizedTest
    @CsvSource({"40, 10, 30, false", "41, 7, 20, true", "300, 100, 7, false", "40, 1, 39, false", "40, 39, 1, true"})
    void heldOutImagesAreNotTrainedOn(int count, int heldOut, int samples, boolean isGzip) throws IOException {
        DataSet stored = DataStore.inPlace(idx(count, isGzip));
        Split split = Split.draw(stored, samples, heldOut, 3, SIZE);
        assertThat(split.training().count()).isEqualTo(samples);
        assertThat(split.validation().count()).isEqualTo(heldOut);
        Set<Integer> seen = new HashSet<>();
        for (Samples part : new Samples[] {split.training(), split.validation()}) {
            for (int i = 0; i < part.count(); i++) {
                seen.add(Arrays.hashCode(values(part, i, 0)));
            }
        }
        assertThat(seen).hasSize(samples + heldOut);
        Split other = Split.draw(stored, samples, heldOut, 4, SIZE);
        if (heldOut > 1 && heldOut < 39) {
            assertThat(other.validation().values())
                    .isNotEqualTo(split.validation().values());
        }
    }

    /** Classes that take turns, and of which every range has the same number, would else be held out one alone. */
    @Test
    void heldOutImagesAreOfAllClasses() throws IOException {
        int[] counts = Split.draw(DataStore.inPlace(idx(3000, false)), 100, 300, 0, SIZE)
                .validation()
                .classCounts();
        assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsAndTheirBytesAreThoseOfTheWhole(boolean isGzip) throws IOException {
        Samples whole =
                Split.draw(DataStore.inPlace(idx(97, isGzip)), 50, 20, 3, SIZE).training();
        for (int[] range : new int[][] {{0, 50}, {0, 1}, {7, 20}, {49, 1}, {30, 0}}) {
            Samples part = whole.part(range[0], range[1]);
            assertThat(part.count()).isEqualTo(range[1]);
            requireSame(whole, range[0], part);
            byte[] bytes = SamplesBytes.of(part);
            assertThat(bytes.length).isLessThan(1000);
            Samples sent = SamplesBytes.read(bytes);
            assertThat(sent.count()).isEqualTo(range[1]);
            requireSame(whole, range[0], sent);
            requireSame(whole.augmented(Augmentation.SIGNS, 5).part(range[0], range[1]), 0, SamplesBytes.read(bytes));
        }
    }

    /** Made samples are those of the whole, in every part and in every process, and each is another. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void madeSamplesAreAFunctionOfTheirNumber(boolean isInPlace) throws IOException {
        URI where = idx(23, false);
        DataSet set = isInPlace ? DataStore.inPlace(where) : read(folder);
        Split split = Split.drawDeformed(set, 101, 4, 3, SIZE, Augmentation.SIGNS);
        Samples made = split.training();
        assertThat(made.count()).isEqualTo(101);
        assertThat(Arrays.stream(made.classCounts()).sum()).isEqualTo(101);
        int[] counts = new int[3];
        Arrays.stream(made.labels()).forEach(label -> counts[label]++);
        assertThat(made.classCounts()).isEqualTo(counts);
        Set<Integer> different = new HashSet<>();
        for (int i = 0; i < 101; i++) {
            different.add(Arrays.hashCode(values(made, i, 0)));
            assertThat(values(made, i, 1)).isEqualTo(values(made, i, 0));
        }
        assertThat(different).hasSize(101);
        for (int[] range : new int[][] {{0, 101}, {0, 33}, {33, 34}, {100, 1}, {50, 0}}) {
            Samples part = made.part(range[0], range[1]);
            requireSame(made, range[0], part);
            assertThat(part.part(range[1] / 2, range[1] - range[1] / 2).classCounts())
                    .isEqualTo(made.part(range[0] + range[1] / 2, range[1] - range[1] / 2)
                            .classCounts());
            Samples sent = SamplesBytes.read(SamplesBytes.of(part));
            requireSame(made, range[0], sent);
        }
        assertThat(values(
                        Split.drawDeformed(set, 101, 4, 3, SIZE, Augmentation.PHOTOS)
                                .training(),
                        0,
                        0))
                .isNotEqualTo(values(made, 0, 0));
        assertThat(values(made.augmented(Augmentation.SIGNS, 1), 0, 1)).isNotEqualTo(values(made, 0, 0));
    }

    @Test
    void fewerThanThereAreCanBeDeformed() throws IOException {
        Split split = Split.drawDeformed(DataStore.inPlace(idx(23, false)), 7, 4, 3, SIZE, Augmentation.SIGNS);
        assertThat(split.training().count()).isEqualTo(7);
        assertThat(split.training().labels()).hasSize(7);
    }

    @Test
    void batchesOfCifarAreRead() throws IOException {
        int row = 3073;
        byte[][] batches = {noise(7 * row, 1), noise(4 * row, 2), noise(3 * row, 3)};
        for (byte[] batch : batches) {
            for (int at = 0; at < batch.length; at += row) {
                batch[at] = (byte) Math.floorMod(batch[at], 10);
            }
        }
        Files.write(folder.resolve("data_batch_1.bin"), batches[0]);
        Files.write(folder.resolve("data_batch_2.bin"), batches[1]);
        Files.write(folder.resolve("test_batch.bin"), batches[2]);
        DataSet read = read(folder);
        DataSet stored = DataStore.inPlace(folder.toUri());
        for (boolean isGrey : new boolean[] {false, true}) {
            LabelledImages images = (LabelledImages) (isGrey ? DataFiles.inGrey(read) : read).training();
            Samples all = Samples.of(images, IntStream.range(0, 11).toArray(), ImageSize.STANDARD);
            DataSet set = isGrey ? DataFiles.inGrey(stored) : stored;
            Samples there = Split.draw(set, 11, 0, 1, ImageSize.STANDARD).training();
            requireSame(all, 0, there);
            requireSame(all, 5, SamplesBytes.read(SamplesBytes.of(there.part(5, 4))));
        }
        Files.write(folder.resolve("data_batch_2.bin"), Arrays.copyOf(batches[1], 4 * row - 1));
        assertThatThrownBy(() -> DataStore.inPlace(folder.toUri()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data_batch_2.bin: truncated: 12292 bytes expected up to the end of 4 records")
                .hasMessageContaining("12291 found");
    }

    @Test
    void imagesWithInterleavedChannelsAreRead() throws IOException {
        write(
                "train-images-idx4-ubyte.idx".replace("4", "3"),
                IdxWriter.idx(noise(6 * 3 * AREA, 1), 6, 4, 3, 3),
                false);
        Files.move(folder.resolve("train-images-idx3-ubyte.idx"), folder.resolve("train-images-idx3-ubyte"));
        write("train-labels-idx1-ubyte", IdxWriter.idx(new byte[] {0, 1, 1, 0, 1, 0}, 6), false);
        Samples all = Samples.of(
                (LabelledImages) read(folder).training(), IntStream.range(0, 6).toArray(), SIZE);
        requireSame(
                all,
                0,
                Split.draw(DataStore.inPlace(folder.toUri()), 6, 0, 1, SIZE).training());
    }

    @Test
    void whatIsMissingOrCutOffIsNamed() throws IOException {
        assertThatThrownBy(() -> DataStore.inPlace(folder.resolve("none").toUri()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none")
                .hasMessageContaining("no such file or folder")
                .hasMessageContaining("expected a folder with IDX files");
        Files.writeString(folder.resolve("readme.txt"), "nothing");
        assertThatThrownBy(() -> DataStore.inPlace(folder.toUri()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds readme.txt; expected a folder with IDX files");
        URI where = idx(40, false);
        Samples samples = Split.draw(DataStore.inPlace(where), 30, 5, 3, SIZE).training();
        Path images = folder.resolve("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> DataStore.inPlace(where))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train-images-idx3-ubyte: truncated: 496 bytes expected")
                .hasMessageContaining("495 found");
        Files.write(images, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> values(samples, 29, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has become shorter");
        Files.write(images, Arrays.copyOf(whole, whole.length + 3));
        assertThatThrownBy(() -> DataStore.inPlace(where))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3 bytes after the end of the data");
        Files.delete(images);
        assertThatThrownBy(() -> DataStore.inPlace(where))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train-images-idx3-ubyte is missing");
    }

    /** What a compressed file lacks only who reads it notices. */
    @Test
    void aCompressedFileThatIsCutOffIsNamedWhenItIsRead() throws IOException {
        URI where = idx(4000, true);
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length / 2));
        Samples samples = Split.draw(DataStore.inPlace(where), 3000, 5, 3, SIZE).training();
        assertThatThrownBy(() -> values(samples, 2999, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz: truncated");
    }

    @Test
    void addressesThatNothingReadsAreNamed() {
        assertThatThrownBy(() -> DataStore.inPlace(URI.create("gopher://host/digits")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gopher://host/digits")
                .hasMessageContaining("expected file:");
    }

    /** The digest is of the content, not of the place, and tells other labels. */
    @Test
    void theDigestTellsOtherData() throws IOException {
        String one = DataStore.inPlace(idx(40, false)).digest();
        assertThat(DataStore.inPlace(folder.toUri()).digest()).isEqualTo(one);
        byte[] labels = new byte[40];
        labels[0] = 1;
        labels[5] = 2;
        write("train-labels-idx1-ubyte", IdxWriter.idx(labels, 40), false);
        assertThat(DataStore.inPlace(folder.toUri()).digest()).isNotEqualTo(one);
    }
}
