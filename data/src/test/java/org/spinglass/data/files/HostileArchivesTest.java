// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.data.DataException;

/** Archives of arrays that want more than they are worth, or elsewhere. */
class HostileArchivesTest {
    @TempDir
    private Path folder;

    private static byte[] header(String descr, String shape) {
        String header = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer out = ByteBuffer.allocate(10 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        return out.put(header.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] header, long zeros) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(header);
        byte[] some = new byte[1 << 20];
        for (long left = zeros; left > 0; left -= some.length) {
            zip.write(some, 0, (int) Math.min(left, some.length));
        }
    }

    private ZipOutputStream zip(String name) throws IOException {
        return new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name))));
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void anArrayThatDeliversMoreThanItsShapeIsRefusedAtOnce() throws IOException {
        Path file = folder.resolve("bomb.npz");
        try (ZipOutputStream zip = zip("bomb.npz")) {
            entry(zip, "x.npy", header("|u1", "(2, 8, 8)"), 1L << 29);
        }
        assertThat(Files.size(file)).isLessThan(4_000_000);

        assertThatThrownBy(() -> HostileFilesTest.load(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + " (x): has more than 128 bytes of elements; expected 128, by its shape (2, 8, 8)");
    }

    @Test
    void anArrayThatIsMoreThanTheFreeMemoryIsRefusedBeforeItIsRead() {
        long most = Runtime.getRuntime().maxMemory();

        assertThatThrownBy(() -> FreeMemory.require("a.npz (x)", most + 1))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "a\\.npz \\(x\\): needs [0-9]+ MB of memory, and [0-9]+ MB are free; SPINGLASS_OPTS.*");
        FreeMemory.require("a.npz (x)", 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<U999999999; (2,); its elements are of type U999999999; expected",
                "|S0; (100000, 100000); its elements are of type S0; expected",
                "|u1; (-2, 8, 8); its shape is (-2, 8, 8); expected whole numbers",
                "|u1; (12345678901, 8); its shape is (12345678901, 8); expected whole numbers",
                "|u1; (999999999, 999999999, 0); which cannot be held",
                "|u1; (2, 8, 0); has shape (2, 8, 0); expected some values",
                "|u1; (2, 0); has shape (2, 0); expected some values",
                "|u1; (0, 8); has shape (0, 8); expected some values",
                "|u1; (); has shape ()",
            })
    void shapesThatCannotBeAreRefused(String descr, String shape, String expected) throws IOException {
        Path file = folder.resolve("shape.npz");
        try (ZipOutputStream zip = zip("shape.npz")) {
            entry(zip, "x.npy", header(descr, shape), shape.equals("()") ? 1 : 0);
            entry(zip, "y.npy", header("|u1", "(2,)"), 2);
        }
        assertThatThrownBy(() -> HostileFilesTest.load(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void namesInAnArchiveLeadNowhere() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Path file = inner.resolve("paths.npz");
        try (ZipOutputStream zip = zip("a/b/paths.npz")) {
            for (String name : List.of("../../x.npy", "/tmp/x.npy", "..\\x.npy", "a/x.npy", "../y.npy")) {
                entry(zip, name, header("|u1", "(2, 8, 8)"), 128);
            }
        }
        List<Path> before = all();

        assertThatThrownBy(() -> HostileFilesTest.load(file))
                .hasMessageStartingWith(file + ": holds none of the arrays looked for");
        assertThat(all()).isEqualTo(before);
    }
}
