// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;

/**
 * Decodes a picture: PNG, JPEG, GIF (its first frame), BMP or WebP, known by its content and not by its name. What a camera
 * says about its orientation (EXIF) is obeyed.
 */
final class PictureFile {
    /** A picture of more pixels is refused before any memory is taken for them. */
    static final long MOST_PIXELS = 100_000_000;

    /** A file of more bytes is none that pictures of so many pixels need. */
    private static final long MOST_BYTES = 1L << 29;

    private static final int NORMAL = 1;

    /** Of libjpeg's warning about coded pixels that end too early; it fills the rest with grey. */
    private static final String TOO_FEW_PIXELS = "premature end of data segment";

    private PictureFile() {}

    /**
     * The picture in a file.
     *
     * @throws DataException naming the file and why it cannot be read
     */
    static Picture read(Path file) {
        return read(file, new Room(), picture -> picture);
    }

    /**
     * What is made of the picture in a file, in the room that pictures have.
     *
     * @throws DataException as {@link #read(Path)}
     */
    static <T> T read(Path file, Room room, Function<Picture, T> use) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(
                        file + ": has " + Files.size(file) + " bytes; a picture has at most " + MOST_BYTES);
            }
            return read(file.toString(), Files.readAllBytes(file), room, use);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + Reasons.of(e), e);
        }
    }

    /**
     * The picture in bytes.
     *
     * @param name stands in messages
     * @throws DataException naming why it cannot be read
     */
    static Picture read(String name, byte[] bytes) {
        return read(name, bytes, new Room(), picture -> picture);
    }

    /** What to say of a picture that is too large for the memory at hand. */
    static String noMemory(String name) {
        return name + ": there is not enough memory for this picture; " + FreeMemory.MORE;
    }

    private static <T> T read(String name, byte[] bytes, Room room, Function<Picture, T> use) {
        if (bytes.length == 0) {
            throw new DataException(name + ": is empty; expected a picture");
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(in);
            if (reader == null) {
                throw new DataException(name + ": is no picture; expected PNG, JPEG, GIF, BMP or WebP");
            }
            String missing = PictureEnd.missing(format(reader), bytes);
            if (missing != null) {
                reader.dispose();
                throw new DataException(name + ": is cut off: " + missing);
            }
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > MOST_PIXELS) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "%s: has %d x %d pixels; expected at most %,d",
                            name,
                            width,
                            height,
                            MOST_PIXELS));
                }
                return room.with((long) width * height, () -> use.apply(decoded(reader, bytes)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof DataException ours) {
                throw ours;
            }
            if (e instanceof UncheckedIOException wrapped) {
                throw new DataException(name + ": is damaged: " + damage(wrapped.getCause()), e);
            }
            throw new DataException(name + ": is damaged: " + damage(e), e);
        }
    }

    private static Picture decoded(ImageReader reader, byte[] bytes) {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try {
            BufferedImage image = reader.read(0);
            if (warnings.stream().anyMatch(warning -> warning.contains(TOO_FEW_PIXELS))) {
                throw new IIOException("its pixels end before the picture is full");
            }
            return new Picture(image, orientation(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable ImageReader reader(ImageInputStream in) {
        ImageIO.setUseCache(false);
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            String format = format(reader);
            if (format.matches("png|jpe?g|gif|bmp|webp")) {
                return reader;
            }
        }
        return null;
    }

    private static String format(ImageReader reader) {
        try {
            return reader.getFormatName().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        }
    }

    /** 1 to 8 as EXIF numbers them; 1 where nothing is said. */
    private static int orientation(byte[] bytes) {
        try {
            byte[] said = PngExif.isPng(bytes) ? PngExif.of(bytes) : bytes;
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(said), said.length);
            ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            if (exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
                return NORMAL;
            }
            int orientation = exif.getInt(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation >= NORMAL && orientation <= Picture.ORIENTATIONS ? orientation : NORMAL;
        } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
            return NORMAL; // what cannot be read says nothing about the pixels, which could be
        }
    }

    private static String damage(@Nullable Throwable e) {
        String message = e == null ? null : e.getMessage();
        return e instanceof IIOException && message != null && !message.isBlank()
                ? message.strip().replaceAll("\\s+", " ")
                : "its pixels cannot be decoded";
    }

    /** Height and width as they are seen, after the turn that EXIF asks for. */
    static ImageSize size(Picture picture) {
        return new ImageSize(picture.height(), picture.width());
    }
}
