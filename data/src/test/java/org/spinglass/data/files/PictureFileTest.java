// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;

class PictureFileTest {
    /** A lossless WebP of 2x2 pixels, red, green, blue and white, as Chromium's canvas writes it (without its colour profile). */
    private static final String WEBP = "UklGRiwAAABXRUJQVlA4TB8AAAAvAUAAAB8gEEjeHzqN+RcQFPwf3fxHZA/gBgwR/Q8BAA==";

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage colours(int type) {
        BufferedImage image = new BufferedImage(3, 2, type);
        int[] pixels = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x000000, 0x102030};
        for (int k = 0; k < pixels.length; k++) {
            image.setRGB(k % 3, k / 3, 0xff000000 | pixels[k]);
        }
        return image;
    }

    private static byte[] read(byte[] file, int channels, int height, int width) {
        return PictureFile.read("a picture", file).pixels(channels, new ImageSize(height, width));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp"})
    void coloursAreReadAsTheyAre(String format) throws IOException {
        byte[] pixels = read(encoded(colours(BufferedImage.TYPE_INT_RGB), format), 3, 2, 3);

        assertThat(pixels)
                .containsExactly(
                        (byte) 255,
                        0,
                        0,
                        (byte) 255,
                        0,
                        0x10, //
                        0,
                        (byte) 255,
                        0,
                        (byte) 255,
                        0,
                        0x20, //
                        0,
                        0,
                        (byte) 255,
                        (byte) 255,
                        0,
                        0x30);
    }

    @Test
    void greyIsReadAsStoredAndNotBrightened() throws IOException {
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_GRAY);
        int[] values = {0, 60, 128, 255};
        for (int x = 0; x < values.length; x++) {
            image.getRaster().setSample(x, 0, 0, values[x]);
        }
        byte[] file = encoded(image, "png");

        assertThat(read(file, 1, 1, 4)).containsExactly(0, 60, (byte) 128, (byte) 255);
        assertThat(PictureFile.read("a picture", file).isGrey()).isTrue();
    }

    @Test
    void sixteenBitsOfGreyAreBroughtToEight() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 65_535);
        image.getRaster().setSample(1, 0, 0, 25_700);

        assertThat(read(encoded(image, "png"), 1, 1, 2)).containsExactly((byte) 255, 100);
    }

    @Test
    void greyOfColoursIsTheirLuma() throws IOException {
        byte[] pixels = read(encoded(colours(BufferedImage.TYPE_INT_RGB), "png"), 1, 2, 3);

        assertThat(pixels)
                .containsExactly(76, (byte) 150, 29, (byte) 255, 0, 29); // 76.245, 149.685, 29.07, 29.04 of 16, 32, 48
    }

    @Test
    void whatIsTransparentLiesOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0xff000000);

        assertThat(read(encoded(image, "png"), 1, 1, 2)).containsExactly((byte) 255, 0);
    }

    @Test
    void webpIsRead() {
        byte[] pixels = read(Base64.getDecoder().decode(WEBP), 3, 2, 2);

        assertThat(pixels)
                .containsExactly(
                        (byte) 255, 0, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 0, 0, (byte) 255, (byte) 255);
    }

    @Test
    void everyOrientationOfACameraIsSeenUpright() throws IOException {
        BufferedImage seen = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                int bright = y < 8 ? x < 12 ? 0 : 80 : x < 12 ? 160 : 255;
                seen.setRGB(x, y, bright << 16 | bright << 8 | bright);
            }
        }
        for (int orientation = 1; orientation <= 8; orientation++) {
            byte[] file = withOrientation(encoded(stored(seen, orientation), "jpeg"), orientation);

            Picture picture = PictureFile.read("a photograph", file);
            byte[] pixels = picture.pixels(1, new ImageSize(16, 24));

            assertThat(picture.width()).as("orientation %s", orientation).isEqualTo(24);
            int[] centres = {4 * 24 + 6, 4 * 24 + 18, 12 * 24 + 6, 12 * 24 + 18};
            assertThat(Arrays.stream(centres).map(k -> pixels[k] & 0xff).toArray())
                    .as("orientation %s", orientation)
                    .satisfies(values -> {
                        int[] expected = {0, 80, 160, 255};
                        for (int k = 0; k < 4; k++) {
                            assertThat(values[k]).isBetween(expected[k] - 12, expected[k] + 12);
                        }
                    });
        }
    }

    /** How a camera stores what is seen: the place of every pixel is that of the EXIF standard's table. */
    private static BufferedImage stored(BufferedImage seen, int orientation) {
        int width = seen.getWidth();
        int height = seen.getHeight();
        boolean isTurned = orientation > 4;
        BufferedImage stored =
                new BufferedImage(isTurned ? height : width, isTurned ? width : height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < stored.getHeight(); row++) {
            for (int column = 0; column < stored.getWidth(); column++) {
                boolean isRight = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
                boolean isBottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
                int along = isTurned ? row : column; // of the two, the one that runs along the columns as seen
                int down = isTurned ? column : row;
                stored.setRGB(
                        column,
                        row,
                        seen.getRGB(isRight ? width - 1 - along : along, isBottom ? height - 1 - down : down));
            }
        }
        return stored;
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(2 + 2 + 6 + 8 + 2 + 12 + 4);
        exif.putShort((short) 0xffe1).putShort((short) (exif.capacity() - 2));
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.capacity());
        return file.put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void aLargePictureIsRefusedBeforeItIsDecoded() {
        assertThatThrownBy(() -> PictureFile.read("bomb.png", png(100_000, 100_000)))
                .isInstanceOf(DataException.class)
                .hasMessage("bomb.png: has 100000 x 100000 pixels; expected at most 100,000,000");
    }

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[100]);
        deflater.finish();
        byte[] packed = new byte[200];
        chunk(out, "IDAT", Arrays.copyOf(packed, deflater.deflate(packed)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        out.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }

    @Test
    void whatIsNoPictureOrDamagedIsTold() throws IOException {
        byte[] damaged = encoded(colours(BufferedImage.TYPE_INT_RGB), "png");
        Arrays.fill(damaged, 45, 55, (byte) 7);

        assertThatThrownBy(() -> PictureFile.read("a.png", "no picture".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("a.png: is no picture; expected PNG, JPEG, GIF, BMP or WebP");
        assertThatThrownBy(() -> PictureFile.read("b.png", damaged)).hasMessageStartingWith("b.png: is damaged: ");
        assertThatThrownBy(() -> PictureFile.read("c.png", new byte[0]))
                .hasMessage("c.png: is empty; expected a picture");
    }

    /** Of some size, as a cut in the headers alone would be easy to find. */
    private static byte[] photograph(String format) throws IOException {
        if (format.equals("webp")) {
            return Base64.getDecoder().decode(WEBP);
        }
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < 40 * 30; k++) {
            image.setRGB(k % 40, k / 40, 0x10203 * k ^ k >> 3);
        }
        return encoded(image, format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "webp"})
    void aPictureThatIsCutOffAnywhereIsRefused(String format) throws IOException {
        byte[] whole = photograph(format);

        assertThat(PictureFile.read("whole", whole).width()).isPositive();
        assertThat(PictureFile.read("more", Arrays.copyOf(whole, whole.length + 100))
                        .width())
                .isPositive();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PictureFile.read("cut", cut))
                    .as("%s bytes of %s", length, whole.length)
                    .isInstanceOf(DataException.class)
                    .hasMessageMatching("cut: (is cut off: .*|is no picture; .*)");
        }
    }

    @Test
    void aJpegWhoseMissingPartIsFilledUpIsRefused() throws IOException {
        byte[] whole = photograph("jpeg");
        byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, whole.length - 200), whole.length);
        byte[] closed = Arrays.copyOf(whole, whole.length - 200);
        closed[closed.length - 2] = (byte) 0xff;
        closed[closed.length - 1] = (byte) 0xd9;

        assertThatThrownBy(() -> PictureFile.read("zeros.jpg", zeros))
                .hasMessage("zeros.jpg: is cut off: the marker of the end (FFD9) is missing");
        assertThatThrownBy(() -> PictureFile.read("closed.jpg", closed))
                .hasMessage("closed.jpg: is damaged: its pixels end before the picture is full");
    }
}
