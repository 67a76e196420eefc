// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;

final class TablesTest extends OwnFiles {
    @Test
    void aTableOfPixelsIsReadAsImages() throws IOException {
        StringBuilder text = new StringBuilder("label");
        for (int k = 0; k < 64; k++) {
            text.append(",pixel").append(k);
        }
        text.append("\n7")
                .append(",255".repeat(64))
                .append("\n3")
                .append(",0".repeat(64))
                .append('\n');

        OwnData data = load(write("table.csv", text.toString()));

        LabelledImages images = (LabelledImages) data.set().training();
        assertThat(data.source()).isEqualTo("CSV, the classes in column label, pixels of 8x8 in the others");
        assertThat(data.set().classNames()).containsExactly("3", "7");
        assertThat(images.label(0)).isEqualTo(1);
        assertThat(images.image(0)).containsOnly(-1);
    }

    @Test
    void aTableOfFeaturesIsScaledByWhatIsTrainedOn() throws IOException {
        OwnData data = load(write(
                "iris.csv", "5,10,setosa\n7,10,setosa\n1,10,virginica\n3,10,virginica\n5,10,setosa\n1,10,virginica\n"));

        DataSet set = data.set();
        Split split = Split.draw(set, 4, 2, 1);
        Samples training = split.training();

        assertThat(set.training()).isInstanceOf(FeatureTable.class);
        assertThat(set.classNames()).containsExactly("setosa", "virginica");
        assertThat(training.size()).isEqualTo(new ImageSize(1, 2));
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < 4; row++) {
            sum += training.values()[2 * row];
            squares += Math.pow(training.values()[2 * row], 2);
            assertThat(training.values()[2 * row + 1]).isZero();
        }
        assertThat(sum).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(squares / 4).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(split.scale()).isNotNull();
        assertThat(training.labels()).containsExactlyInAnyOrder(0, 0, 1, 1);
        assertThat(split.validation().labels()).containsExactlyInAnyOrder(0, 1);
    }

    private static List<Float> row(FeatureTable table, int row) {
        return List.of(table.value(row, 0), table.value(row, 1));
    }

    /** Whatever else the table holds, and however like pixels its numbers are. */
    @Test
    void theFeaturesOfAModelAreReadByName() throws IOException {
        FileOptions wanted = SMALL.withFeatures(List.of("b", "a"));
        Path named = write("named.csv", "note,a,label,b\nx y,1,u,200\nz,3,v,4\n");
        Path plain = write("plain.csv", "1,200,u\n3,4,v\n");
        Path wide = write("wide.csv", "1,2,3,u\n4,5,6,v\n");
        Path other = write("other.csv", "a,label\n1,u\n2,v\n");

        FeatureTable table = (FeatureTable)
                DataFiles.load(named, wanted, FileListener.silent()).set().training();

        assertThat(table.columns()).containsExactly("b", "a");
        assertThat(row(table, 0)).containsExactly(200f, 1f);
        assertThat(row(table, 1)).containsExactly(4f, 3f);
        assertThat(row(
                        (FeatureTable) DataFiles.load(plain, wanted, FileListener.silent())
                                .set()
                                .training(),
                        0))
                .containsExactly(1f, 200f);
        assertThatThrownBy(() -> DataFiles.load(wide, wanted, FileListener.silent()))
                .hasMessage(
                        wide + ": has 3 columns beside the classes and no names of them; expected the 2 columns b, a");
        assertThatThrownBy(() -> DataFiles.load(other, wanted, FileListener.silent()))
                .hasMessage(other + ":1: has no column 'b'; expected the 2 columns b, a; there are a, label");
        assertThatThrownBy(() -> DataFiles.load(named, wanted.withLabel("a"), FileListener.silent()))
                .hasMessage(named + ": column 'a' is to hold the classes and a feature; expected one of both");
    }

    @Test
    void aTableToTestOnHasTheFeaturesOfTheOtherByName() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        Files.writeString(tables.resolve("train.csv"), "a,b,label\n1,2,u\n3,4,v\n");
        Files.writeString(tables.resolve("test.csv"), "label,b,a\nu,6,5\n");

        FeatureTable test =
                (FeatureTable) Objects.requireNonNull(load(tables).set().test());

        assertThat(row(test, 0)).containsExactly(5f, 6f);
    }

    @Test
    void featuresNeedDifferentNames() throws IOException {
        Path twice = write("twice.csv", "a,a,label\n1,2,u\n3,4,v\n");
        assertThatThrownBy(() -> load(twice))
                .hasMessage(twice + ":1: two columns are named 'a'; expected features of different names");
        Path unnamed = write("unnamed.csv", ",a,label\n1,2,u\n3,4,v\n");
        assertThat(((FeatureTable) load(unnamed).set().training()).columns()).containsExactly("column 1", "a");
    }

    @Test
    void aTableMayNamePictureFiles() throws IOException {
        picture(folder.resolve("pictures/1.png"), 0, 8, 8);
        picture(folder.resolve("pictures/2.png"), 0xffffff, 8, 8);
        Path file = write("list.csv", "image;class\npictures/1.png;\"dark; black\"\npictures/2.png;light\n");

        OwnData data = load(file);

        assertThat(data.set().classNames()).containsExactly("dark; black", "light");
        assertThat(((LabelledImages) data.set().training()).image(1)).containsOnly(-1);
    }

    @Test
    void wrongTablesNameTheirLine() throws IOException {
        Path ragged = write("ragged.csv", "1,2,a\n3,b\n");
        Path missing = write("missing.csv", "x,y,label\n1,2,a\n1,,b\n");
        Path text = write("text.csv", "x,colour,label\n1,red,a\n1,blue,b\n");
        Path unclear = write("unclear.csv", "u,v,w\n1,2,3\n4,5,6\n");
        Path same = write("same.csv", "x,label\n1,a\n2,a\n");
        Path empty = write("empty.csv", "");

        assertThatThrownBy(() -> load(ragged)).hasMessage(ragged + ":2: has 2 fields; expected 3, as in the first row");
        assertThatThrownBy(() -> load(missing)).hasMessage(missing + ":3: y is ''; expected a number");
        assertThatThrownBy(() -> load(text)).hasMessage(text + ":2: colour is 'red'; expected a number");
        assertThatThrownBy(() -> load(unclear))
                .hasMessage(unclear
                        + ": which column holds the classes cannot be told; --label NAME says it, one of u, v, w");
        assertThatThrownBy(() -> load(same))
                .hasMessage(same + ": all rows are of class [a]; expected at least 2 classes");
        assertThatThrownBy(() -> load(empty))
                .hasMessage(empty + ": has no rows; expected a table with a row for each sample");
        assertThatThrownBy(() -> DataFiles.load(unclear, SMALL.withLabel("z"), FileListener.silent()))
                .hasMessage(unclear + ": has no column 'z'; expected one of u, v, w, or its number, 1 to 3");
        assertThat(DataFiles.load(unclear, SMALL.withLabel("3"), FileListener.silent())
                        .set()
                        .classNames())
                .containsExactly("3", "6");
    }
}
