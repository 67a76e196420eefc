// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;

/** Pictures and folders that want more than they are worth, or elsewhere. */
class HostileFilesTest {
    static final FileOptions SMALL = FileOptions.STANDARD.withSize(new ImageSize(8, 8));

    @TempDir
    private Path folder;

    static OwnData load(Path path) {
        return DataFiles.load(path, SMALL.withThreads(3), FileListener.silent());
    }

    private static void picture(Path file, int grey) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int k = 0; k < 64; k++) {
            image.getRaster().setSample(k % 8, k / 8, 0, grey);
        }
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    /** Two classes of a picture each. */
    private Path pets() throws IOException {
        picture(folder.resolve("pets/cat/1.png"), 10);
        picture(folder.resolve("pets/dog/1.png"), 200);
        return folder.resolve("pets");
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        out.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }

    private static byte[] packedZeros(long count) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (long left = count; left > 0; left -= zeros.length) {
                deflater.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }
        return packed.toByteArray();
    }

    /** A black picture in grey, with a text of so many zeros where there are any. */
    private static byte[] png(int side, long text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        byte[] kind = {8, 0, 0, 0, 0};
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13).putInt(side).putInt(side).put(kind).array());
        if (text > 0) {
            byte[] keyword = "Comment\0\0".getBytes(StandardCharsets.US_ASCII);
            byte[] packed = packedZeros(text);
            chunk(
                    out,
                    "zTXt",
                    ByteBuffer.allocate(keyword.length + packed.length)
                            .put(keyword)
                            .put(packed)
                            .array());
        }
        chunk(out, "IDAT", packedZeros((long) side * (side + 1)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    @Test
    void aSmallFileOfALargePictureIsReadLikeAnyOther() throws IOException {
        Path pets = pets();
        for (int k = 0; k < 3; k++) {
            Path large = Files.write(pets.resolve("cat/large" + k + ".png"), png(9000, 0));
            assertThat(Files.size(large)).isLessThan(100_000);
        }

        OwnData data = load(pets);

        assertThat(data.leftOut()).isEmpty();
        assertThat(data.largest()).isEqualTo(new ImageSize(9000, 9000));
        assertThat(((LabelledImages) data.set().training()).image(1)).containsOnly(0);
    }

    @Test
    void textsWithinAPictureAreNotUnpacked() throws IOException {
        byte[] bomb = png(8, 1L << 30);
        assertThat(bomb.length).isLessThan(6_000_000);

        Picture picture = PictureFile.read("bomb.png", bomb);

        assertThat(picture.orientation()).isEqualTo(1);
        assertThat(PngExif.of(bomb).length).isLessThan(100);
    }

    @Test
    void exifOfAPngIsObeyed() throws IOException {
        ByteBuffer exif = ByteBuffer.allocate(8 + 2 + 12 + 4);
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
        exif.putShort((short) 6);
        byte[] plain = png(8, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 33);
        chunk(out, "eXIf", exif.array());
        out.write(plain, 33, plain.length - 33);

        assertThat(PictureFile.read("turned.png", out.toByteArray()).orientation())
                .isEqualTo(6);
        assertThat(PngExif.of(Arrays.copyOf(plain, 40)).length).isEqualTo(33);
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        Path pets = pets();
        picture(folder.resolve("elsewhere/1.png"), 90);
        Files.createSymbolicLink(pets.resolve("bird"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(pets.resolve("around"), folder);
        Files.createSymbolicLink(pets.resolve("itself"), pets.resolve("itself"));
        Files.createSymbolicLink(pets.resolve("cat/up"), pets.resolve("cat"));
        Files.createSymbolicLink(pets.resolve("cat/lost.png"), pets.resolve("nothing.png"));
        Files.createSymbolicLink(pets.resolve("cat/self.png"), pets.resolve("cat/self.png"));

        OwnData data = load(pets);

        assertThat(data.set().classNames()).containsExactly("bird", "cat", "dog");
        assertThat(data.set().training().count()).isEqualTo(3);
        assertThat(data.leftOut())
                .containsExactly(
                        pets.resolve("around") + ": is a link to a folder that it is in, and is not followed",
                        pets.resolve("cat/lost.png") + ": is a link that leads nowhere",
                        pets.resolve("cat/self.png") + ": is a link that leads nowhere",
                        pets.resolve("cat/up") + ": is a link to a folder that it is in, and is not followed");
    }

    @Test
    void hiddenFoldersAreNamedWhereTheyLookLikeClasses() throws IOException {
        Path pets = pets();
        picture(pets.resolve("..hidden/1.png"), 90);
        picture(pets.resolve("cat/.thumbnails/1.png"), 90);
        Files.createDirectories(pets.resolve(".git/objects"));

        OwnData data = load(pets);

        assertThat(data.set().classNames()).containsExactly("cat", "dog");
        assertThat(data.set().training().count()).isEqualTo(2);
        assertThat(data.leftOut())
                .containsExactly(pets.resolve("..hidden") + ": has pictures, but a name of what is hidden; left out");
    }

    @Test
    void emptyPicturesAreNamed() throws IOException {
        Path pets = pets();
        Path empty = Files.createFile(pets.resolve("cat/0.png"));

        assertThat(load(pets).leftOut()).containsExactly(empty + ": is empty; expected a picture");
    }

    /** Makes something unreadable; false where the system reads it all the same, as root does. */
    private static boolean isClosed(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        return !Files.isReadable(path);
    }

    @Test
    void whatMayNotBeReadIsNamed() throws IOException {
        Path pets = pets();
        Path file = pets.resolve("cat/2.png");
        picture(file, 1);
        picture(pets.resolve("dog/inner/2.png"), 1);
        Path closed = pets.resolve("dog/inner");
        assumeTrue(isClosed(file), "this user reads all");

        assertThat(load(pets).leftOut()).containsExactly(file + ": cannot be read: permission denied");
        assertThat(isClosed(closed)).isTrue();
        try {
            assertThatThrownBy(() -> load(pets))
                    .isInstanceOf(DataException.class)
                    .hasMessage(closed + ": cannot be listed: permission denied");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Makes folders and pictures of names that are no UTF-8, which the JVM itself cannot; false where the system cannot. */
    private static boolean rename(Path inFolder, String from, String escaped) throws IOException, InterruptedException {
        String command = "mv '" + from + "' \"$(printf '" + escaped + "')\"";
        return new ProcessBuilder("sh", "-c", command)
                        .directory(inFolder.toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void namesThatAreNoUtf8AreReadOrRefused() throws IOException, InterruptedException {
        Path pets = pets();
        picture(pets.resolve("ant/1.png"), 50);
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "names are in another encoding");
        assumeTrue(rename(pets.resolve("dog"), "1.png", "\\377.png"), "the system has UTF-8 names only");

        List<String> heard = new ArrayList<>();
        DataFiles.load(pets, SMALL, new FileListener() {
            @Override
            public void leftOut(String reason) {
                heard.add(reason);
            }
        });
        assertThat(heard).isEmpty();

        assertThat(rename(pets, "ant", "z\\376") && rename(pets, "cat", "z\\377"))
                .isTrue();
        assertThatThrownBy(() -> load(pets))
                .isInstanceOf(DataException.class)
                .hasMessage(pets + ": has two folders whose names read z\ufffd; expected names in UTF-8, each its own");
    }
}
