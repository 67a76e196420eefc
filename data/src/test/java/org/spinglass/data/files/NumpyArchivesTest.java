// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.spinglass.data.LabelledImages;

final class NumpyArchivesTest extends OwnFiles {
    private static byte[] npy(String descr, String shape, byte[] elements) {
        String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer out =
                ByteBuffer.allocate(10 + header.length() + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        return out.put(header.getBytes(StandardCharsets.US_ASCII)).put(elements).array();
    }

    private Path npz(String name, Object... arrays) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int k = 0; k < arrays.length; k += 2) {
                zip.putNextEntry(new ZipEntry(arrays[k] + ".npy"));
                zip.write((byte[]) arrays[k + 1]);
            }
        }
        return file;
    }

    @Test
    void numpyArchivesAreReadInEveryUsualShape() throws IOException {
        byte[] colours = {10, 20, 30, 11, 21, 31}; // two pixels of three channels
        Path last = npz(
                "last.npz",
                "x_train",
                npy("|u1", "(2, 1, 1, 3)", colours),
                "y_train",
                npy(
                        "<i8",
                        "(2, 1)",
                        ByteBuffer.allocate(16)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(5)
                                .putLong(-1)
                                .array()));
        Path first = npz(
                "first.npz", "images", npy("|u1", "(1, 3, 1, 2)", colours), "labels", npy("|u1", "(1,)", new byte[1]));
        Path floats = npz(
                "floats.npz",
                "x",
                npy(
                        ">f4",
                        "(2, 1, 1)",
                        ByteBuffer.allocate(8).putFloat(0.2f).putFloat(1).array()),
                "y",
                npy(
                        "<U2",
                        "(2,)",
                        ByteBuffer.allocate(16)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt('o')
                                .putInt('n')
                                .putInt('a')
                                .putInt(0)
                                .array()));

        LabelledImages images = (LabelledImages) load(last).set().training();
        LabelledImages scaled = (LabelledImages) load(floats).set().training();

        assertThat(images.image(1)).containsExactly(11, 21, 31);
        assertThat(load(last).set().classNames()).containsExactly("-1", "5");
        assertThatThrownBy(() -> load(first)).hasMessage(first + ": has labels of 1 classes; expected 2 to 65536");
        assertThat(scaled.image(0)).containsExactly(51);
        assertThat(load(floats).set().classNames()).containsExactly("a", "on");
        assertThat(scaled.label(0)).isEqualTo(1);
    }

    @Test
    void wrongArchivesNameTheArray() throws IOException {
        byte[] labels = npy("|u1", "(2,)", new byte[] {0, 1});
        Path none = npz("none.npz", "weights", labels);
        Path counts = npz("counts.npz", "x", npy("|u1", "(3, 1, 1)", new byte[3]), "y", labels);
        Path cut = npz("cut.npz", "x", npy("|u1", "(2, 2, 2)", new byte[7]), "y", labels);
        Path bomb = npz("bomb.npz", "x", npy("<f8", "(100000, 100000, 100000)", new byte[8]), "y", labels);
        Path objects = npz("objects.npz", "x", npy("|O8", "(2, 1)", new byte[16]), "y", labels);

        assertThatThrownBy(() -> load(none))
                .hasMessageStartingWith(none + ": holds none of the arrays looked for: x_train y_train");
        assertThatThrownBy(() -> load(counts))
                .hasMessage(counts + " (y): has shape (2,); expected 3 labels, one for each of " + counts
                        + " (x), of shape (3, 1, 1)");
        assertThatThrownBy(() -> load(cut))
                .hasMessage(cut + " (x): has 7 bytes of elements; expected 8, by its shape (2, 2, 2)");
        assertThatThrownBy(() -> load(bomb)).hasMessageContaining("which cannot be held");
        assertThatThrownBy(() -> load(objects))
                .hasMessageContaining("its elements are of type O8; expected whole numbers");
    }
}
