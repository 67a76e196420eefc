// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.DataException;
import org.spinglass.data.FeatureTable;

/** Tables that do not end, that are no text, or that are very wide. */
class HostileTablesTest {
    @TempDir
    private Path folder;

    @Test
    void aRowWithoutAnEndIsRefusedAndNotRepeated() throws IOException {
        Path line = folder.resolve("line.csv");
        Path quoted = folder.resolve("quoted.csv");
        byte[] some = "7,".repeat(1 << 19).getBytes(StandardCharsets.US_ASCII);
        byte[] lines = "some text\n".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(line);
                OutputStream other = Files.newOutputStream(quoted)) {
            out.write("x,label\n1,a\n".getBytes(StandardCharsets.US_ASCII));
            other.write("x,label\n1,a\n2,\"b\n".getBytes(StandardCharsets.US_ASCII));
            for (int k = 0; k < 100; k++) {
                out.write(some);
                other.write(lines);
            }
        }

        assertThatThrownBy(() -> HostileFilesTest.load(line))
                .isInstanceOf(DataException.class)
                .hasMessage(line + ":3: a row goes on after 16,777,216 characters; expected its end"
                        + " (is a quotation mark missing?)");
        assertThatThrownBy(() -> HostileFilesTest.load(quoted)).hasMessageContaining("is a quotation mark missing?");
    }

    @Test
    void longFieldsAreShownByTheirBeginning() throws IOException {
        String text = "z".repeat(1_000_000);
        Path number = Files.writeString(folder.resolve("number.csv"), "x,label\n1,a\n" + text + ",b\n");
        Path label = Files.writeString(folder.resolve("label.csv"), "x,label\n1,a\n2," + text + "\n");
        Path name = Files.writeString(folder.resolve("name.csv"), "image,label\na.png,a\n" + text + ".png,b\n");

        assertThatThrownBy(() -> HostileFilesTest.load(number))
                .hasMessage(number + ":3: x is '" + "z".repeat(200) + "...'; expected a number");
        assertThatThrownBy(() -> HostileFilesTest.load(label))
                .hasMessage(label + ":3: the class has 1000000 characters; expected at most 1000");
        assertThatThrownBy(() -> HostileFilesTest.load(name))
                .hasMessage(name + ":3: '" + "z".repeat(200) + "...' is no name of a file");
    }

    @Test
    void nulBytesAreNoText() throws IOException {
        Path zeros = Files.writeString(folder.resolve("zeros.csv"), "x,label\n1,a\n2,b\0\n");
        Path wide = Files.write(folder.resolve("wide.csv"), "x,label\n1,a\n".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> HostileFilesTest.load(zeros))
                .hasMessage(zeros + ":3: has a NUL byte; expected text in UTF-8");
        assertThatThrownBy(() -> HostileFilesTest.load(wide))
                .hasMessage(wide + ":1: has a NUL byte; expected text in UTF-8");
    }

    @Test
    void aTableMayHaveManyColumns() throws IOException {
        int columns = 100_000;
        StringBuilder names = new StringBuilder();
        for (int k = 0; k < columns; k++) {
            names.append('f').append(k).append(',');
        }
        Path file = Files.writeString(
                folder.resolve("many.csv"),
                names + "label\n" + "1.5,".repeat(columns) + "a\n" + "2.5,".repeat(columns) + "b\n");
        Path ragged = Files.writeString(folder.resolve("ragged.csv"), "f,".repeat(columns) + "label\n1,a\n");

        FeatureTable table = (FeatureTable) HostileFilesTest.load(file).set().training();

        assertThat(table.columns()).hasSize(columns);
        assertThat(table.count()).isEqualTo(2);
        assertThatThrownBy(() -> HostileFilesTest.load(ragged))
                .hasMessage(ragged + ":2: has 2 fields; expected 100001, as in the first row");
    }
}
