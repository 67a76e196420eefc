// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {
    private static final int ROW = 3073;

    @TempDir
    Path folder;

    /** Rows whose label is {@code first}, {@code first + 1}, ..., and whose planes hold 10, 20 and 30 plus the label. */
    static byte[] rows(int first, int count) {
        byte[] rows = new byte[count * ROW];
        for (int i = 0; i < count; i++) {
            int label = first + i;
            rows[i * ROW] = (byte) label;
            for (int plane = 0; plane < 3; plane++) {
                int start = i * ROW + 1 + plane * 1024;
                Arrays.fill(rows, start, start + 1024, (byte) (10 * (plane + 1) + label));
            }
        }
        return rows;
    }

    static byte[] archive(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(plain)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + content.getKey());
                entry.setSize(content.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(content.getValue());
                tar.closeArchiveEntry();
            }
        }
        return IdxWriter.gzip(plain.toByteArray());
    }

    private DataSet read() {
        return FileLayout.CIFAR.read("cifar-10", folder);
    }

    @Test
    void readsAnyWholeNumberOfRows() {
        LabelledImages images = CifarBatch.read(ByteSource.of("batch", rows(3, 4)), CifarBatch.Kind.CIFAR_10);
        assertThat(images.count()).isEqualTo(4);
        assertThat(images.channels()).isEqualTo(3);
        assertThat(images.size()).isEqualTo(new ImageSize(32, 32));
        assertThat(images.label(2)).isEqualTo(5);
        byte[] pixels = images.image(2);
        assertThat(pixels).hasSize(3072);
        assertThat(new int[] {pixels[0], pixels[1023], pixels[1024], pixels[2047], pixels[2048], pixels[3071]})
                .containsExactly(15, 15, 25, 25, 35, 35);
    }

    @Test
    void saysWhereABatchEndsEarly() {
        assertThatThrownBy(() -> CifarBatch.read(
                        ByteSource.of("batch", Arrays.copyOf(rows(0, 2), 5000)), CifarBatch.Kind.CIFAR_10))
                .isInstanceOf(DataException.class)
                .hasMessage("batch: truncated: 6146 bytes expected up to the end of row 1, 5000 found (a row has 3073"
                        + " bytes)");
        assertThatThrownBy(() -> CifarBatch.read(ByteSource.of("batch", new byte[0]), CifarBatch.Kind.CIFAR_10))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("3073 bytes expected up to the end of row 0, 0 found");
    }

    @Test
    void namesTheLabelThatIsOutOfRange() {
        assertThatThrownBy(() -> CifarBatch.read(ByteSource.of("batch", rows(9, 2)), CifarBatch.Kind.CIFAR_10))
                .isInstanceOf(DataException.class)
                .hasMessage("batch: label 10 at offset 3073 (row 1), expected 0 to 9");
    }

    @Test
    void joinsTheBatchesThatExistInTheirOrder() throws IOException {
        Files.write(folder.resolve("data_batch_5.bin"), rows(6, 1));
        Files.write(folder.resolve("data_batch_2.bin"), rows(2, 2));
        Files.write(folder.resolve("test_batch.bin"), rows(8, 1));
        DataSet data = read();
        assertThat(new int[] {
                    data.training().label(0),
                    data.training().label(1),
                    data.training().label(2)
                })
                .containsExactly(2, 3, 6);
        assertThat(Images.of(data.training()).image(2)[0]).isEqualTo((byte) 16);
        assertThat(data.validation()).isNull();
        LabelledImages test = Images.of(data.test());
        assertThat(test.label(0)).isEqualTo(8);
    }

    @Test
    void readsTheArchiveLikeItsFiles() throws IOException {
        Map<String, byte[]> batches = Map.of(
                "data_batch_1.bin", rows(1, 2),
                "data_batch_3.bin", rows(4, 1),
                "test_batch.bin", rows(0, 3));
        Files.write(folder.resolve("cifar-10-binary.tar.gz"), archive(batches));
        DataSet packed = read();
        Files.delete(folder.resolve("cifar-10-binary.tar.gz"));
        for (Map.Entry<String, byte[]> batch : batches.entrySet()) {
            Files.write(folder.resolve(batch.getKey()), batch.getValue());
        }
        assertThat(packed.digest()).isEqualTo(read().digest());
        assertThat(packed.training().count()).isEqualTo(3);
    }

    @Test
    void namesTheArchiveAndTheEntryThatIsDamaged() throws IOException {
        Path archive = folder.resolve("cifar-10-binary.tar.gz");
        Files.write(archive, archive(Map.of("data_batch_1.bin", new byte[100])));
        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(archive + " entry cifar-10-batches-bin/data_batch_1.bin: truncated: ");

        Files.write(archive, archive(Map.of("readme.html", new byte[100])));
        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessage(archive + ": holds none of data_batch_1.bin to data_batch_5.bin");

        Files.write(archive, Arrays.copyOf(archive(Map.of("data_batch_1.bin", rows(0, 9))), 200));
        assertThatThrownBy(this::read).isInstanceOf(DataException.class).hasMessageStartingWith(archive.toString());

        Files.writeString(archive, "<html>not an archive</html>");
        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(archive + ": cannot be read as a gzip-compressed tar file: ");
    }
}
