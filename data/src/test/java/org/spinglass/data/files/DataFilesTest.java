// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;

class DataFilesTest {
    private static final FileOptions SMALL = FileOptions.STANDARD.withSize(new ImageSize(8, 8));

    @TempDir
    private Path folder;

    private static void picture(Path file, int rgb, int width, int height) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < width * height; k++) {
            image.setRGB(k % width, k / width, rgb);
        }
        String name = file.getFileName().toString();
        assertThat(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()))
                .isTrue();
    }

    private OwnData load(Path path) {
        return DataFiles.load(path, SMALL, FileListener.silent());
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void aFolderOfClassNamedFoldersIsRead() throws IOException {
        picture(folder.resolve("pets/dog/a.png"), 0x404040, 20, 10);
        picture(folder.resolve("pets/cat/deep/b.jpeg"), 0x808080, 5, 40);
        picture(folder.resolve("pets/cat/c.bmp"), 0xffffff, 30, 30);
        Files.writeString(folder.resolve("pets/cat/notes.txt"), "no picture, and nobody says so");
        Files.createDirectories(folder.resolve("pets/.hidden"));

        OwnData data = load(folder.resolve("pets"));

        DataSet set = data.set();
        LabelledImages images = (LabelledImages) set.training();
        assertThat(set.name()).isEqualTo("pets");
        assertThat(set.classNames()).containsExactly("cat", "dog");
        assertThat(images.count()).isEqualTo(3);
        assertThat(images.channels()).isEqualTo(1);
        assertThat(images.size()).isEqualTo(new ImageSize(8, 8));
        assertThat(images.label(0)).isZero();
        assertThat(images.label(2)).isEqualTo(1);
        assertThat(images.image(2)).containsOnly(0x40);
        assertThat(data.smallest()).isEqualTo(new ImageSize(40, 5));
        assertThat(data.largest()).isEqualTo(new ImageSize(30, 30));
        assertThat(set.isStratified()).isTrue();
    }

    @Test
    void onePictureInColourMakesAllThreeChannels() throws IOException {
        picture(folder.resolve("a/1.png"), 0x404040, 8, 8);
        picture(folder.resolve("b/2.png"), 0xff0000, 8, 8);

        LabelledImages images = (LabelledImages) load(folder).set().training();
        LabelledImages grey = (LabelledImages) DataFiles.load(folder, SMALL.withGrey(true), FileListener.silent())
                .set()
                .training();

        assertThat(images.channels()).isEqualTo(3);
        assertThat(images.image(0)).containsOnly(0x40);
        assertThat(grey.channels()).isEqualTo(1);
        assertThat(grey.image(1)).containsOnly(76);
    }

    @Test
    void partsStandInFoldersOfTheirNames() throws IOException {
        for (String part : List.of("train", "test", "val")) {
            picture(folder.resolve("top/" + part + "/1/a.png"), 0, 8, 8);
            picture(folder.resolve("top/" + part + "/10/a.png"), 0, 8, 8);
            picture(folder.resolve("top/" + part + "/2/a.png"), 0, 8, 8);
        }

        DataSet set = load(folder).set();

        assertThat(set.classNames()).containsExactly("1", "2", "10");
        assertThat(set.test()).isNotNull();
        assertThat(set.validation()).isNotNull();
    }

    @Test
    void unreadablePicturesAreNamedAndLeftOut() throws IOException {
        picture(folder.resolve("a/1.png"), 0, 8, 8);
        picture(folder.resolve("b/2.png"), 0, 8, 8);
        Files.writeString(folder.resolve("b/3.png"), "damaged");
        Files.writeString(folder.resolve("b/4.heic"), "of another kind");
        List<String> heard = new ArrayList<>();

        OwnData data = DataFiles.load(folder, SMALL.withThreads(3), new FileListener() {
            @Override
            public void leftOut(String reason) {
                heard.add(reason);
            }
        });

        assertThat(data.leftOut()).isEqualTo(heard).hasSize(2);
        assertThat(heard.get(0)).endsWith("4.heic: is of kind heic; expected PNG, JPEG, GIF, BMP or WebP");
        assertThat(heard.get(1)).endsWith("3.png: is no picture; expected PNG, JPEG, GIF, BMP or WebP");
        assertThat(data.set().training().count()).isEqualTo(2);
    }

    @Test
    void foldersThatAreNoClassesAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        picture(folder.resolve("one/only/1.png"), 0, 8, 8);
        picture(folder.resolve("test/train/a/1.png"), 0, 8, 8);
        picture(folder.resolve("test/train/b/1.png"), 0, 8, 8);
        picture(folder.resolve("test/test/c/1.png"), 0, 8, 8);

        assertThatThrownBy(() -> load(folder.resolve("empty")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no folder with pictures (PNG, JPEG, GIF, BMP or WebP); expected at least 2");
        assertThatThrownBy(() -> load(folder.resolve("one")))
                .hasMessageContaining("only one folder with pictures, only");
        assertThatThrownBy(() -> load(folder.resolve("test")))
                .hasMessageContaining("there is no class c among the training pictures; expected a, b");
        assertThatThrownBy(() -> load(folder.resolve("missing")))
                .hasMessageContaining("missing: no such file or folder; expected a folder of class-named folders");
    }

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
