// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.data.DataException;

class UnlabelledRowsTest {
    private static final List<String> FEATURES = List.of("length", "width");

    @TempDir
    private Path folder;

    private final List<String> rows = new ArrayList<>();

    private UnlabelledRows reader(List<String> features) {
        return new UnlabelledRows(features, new UnlabelledSamples.Sink() {
            @Override
            public void sample(String name, float[] values) {
                rows.add(name + " " + Arrays.toString(values));
            }

            @Override
            public void failed(String reason) {
                rows.add(reason);
            }
        });
    }

    private void read(List<String> features, String text) {
        reader(features).read("t", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void columnsAreFoundByName() {
        read(FEATURES, "\ufeffkind; width ;id;length\r\na;1,5;x;2\r\nb;3;y;4\r\n".replace("1,5", "1.5"));
        assertThat(rows).containsExactly("t row 0 [2.0, 1.5]", "t row 1 [4.0, 3.0]");
    }

    @Test
    void withoutNamesColumnsAreInOrder() {
        read(FEATURES, "2,1.5\n\n4,-3e2\n");
        assertThat(rows).containsExactly("t row 0 [2.0, 1.5]", "t row 1 [4.0, -300.0]");
    }

    /** Names that are numbers are names where all of them are there; a column without one has its number. */
    @Test
    void namesMayBeNumbersOrMissing() {
        read(List.of("2019", "2020"), "2020,2019\n1,2\n");
        read(List.of("2019", "2020"), "2020,5\n");
        read(List.of("column 1", "b"), ",b,c\n7,8,9\n");
        assertThat(rows).containsExactly("t row 0 [2.0, 1.0]", "t row 0 [2020.0, 5.0]", "t row 0 [7.0, 8.0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            length,height/1,2       | t:1: has no column 'width'; expected the 2 columns length, width; there are length, height
            a,b/1,2                 | t:1: has no column 'length'; expected the 2 columns length, width; there are a, b
            length,width,width/1,2,3 | t:1: two columns are named 'width'; expected one
            1,2,3                   | t:1: has 3 columns and no names of them; expected the 2 columns length, width
            1,2,setosa              | t:1: has 3 columns and no names of them; expected the 2 columns length, width
            1                       | t:1: has 1 columns and no names of them; expected the 2 columns length, width
            width,length            | t: has no rows; expected a table with a row for each sample
            ''                      | t: has no rows; expected a table with a row for each sample
            """)
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> read(FEATURES, text.replace('/', '\n')))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2/3,x                 | t:2: width is 'x'; expected a number
            1,n/3,4                 | t:1: width is 'n'; expected a number
            width,length/1,2/3      | t:3: has 1 fields; expected 2, as in the first row
            width,length/1,         | t:2: length is ''; expected a number
            width,length/1e99,1     | t:2: width is '1e99'; expected a number
            width,length/"a/b",1    | t:3: width is 'a?b'; expected a number
            """)
    void aRowThatCannotBeReadIsToldAndTheOthersAreRead(String text, String message) {
        read(FEATURES, text.replace('/', '\n') + "\n5,6\n");
        assertThat(rows).contains(message).last().asString().matches("t row \\d \\[[56].0, [56].0]");
    }

    @Test
    void longFieldsAreCutInMessages() {
        read(FEATURES, "width,length\n1," + "x".repeat(100_000) + "\n");
        assertThat(rows).containsExactly("t:2: length is '" + "x".repeat(200) + "...'; expected a number");
    }

    @Test
    void filesAreReadByPath() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "width\tlength\n1\t2\n");
        reader(FEATURES).read(file);
        assertThat(rows).containsExactly(file + " row 0 [2.0, 1.0]");
        Path missing = folder.resolve("missing.csv");
        assertThatThrownBy(() -> reader(FEATURES).read(missing))
                .hasMessage(missing + ": no such file; expected a table (CSV) with the 2 columns length, width");
        assertThatThrownBy(() -> reader(List.of("x")).read(folder))
                .hasMessage(folder + ": is no file; expected a table (CSV) with the column x");
    }
}
