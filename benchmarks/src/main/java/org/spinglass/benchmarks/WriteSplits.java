// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;

/**
 * Writes what a run trains and is scored on as an archive of NumPy, for programs that are compared with it: of each seed s
 * the arrays {@code x_train_s, y_train_s, x_val_s, y_val_s}, and of all {@code x_test, y_test}; images are float32, {@code
 * [image][channel][row][column]}, resized to 32 x 32.
 *
 * <p>Arguments: a folder with the data set; its name; training samples; images left over; seeds, separated by commas; the
 * file to write.
 */
public final class WriteSplits {
    private static final ImageSize SIZE = new ImageSize(32, 32);

    private WriteSplits() {}

    /** Writes it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 6) {
            throw new IllegalArgumentException("expected DIR NAME SAMPLES LEFT-OVER SEED,SEED... FILE");
        }
        DataSet data = DataStore.standard().load(arguments[1], Path.of(arguments[0]), DownloadListener.silent());
        int samples = Integer.parseInt(arguments[2]);
        int leftOver = Integer.parseInt(arguments[3]);
        try (ZipOutputStream archive =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[5]))))) {
            archive.setLevel(1);
            for (String seed : arguments[4].split(",")) {
                Split split = Split.draw(data, samples, leftOver, Long.parseLong(seed));
                write(archive, split.training(), "train_" + seed);
                write(archive, split.validation(), "val_" + seed);
            }
            write(archive, Objects.requireNonNull(Split.test(data, SIZE), "the data set has no test images"), "test");
        }
    }

    private static void write(ZipOutputStream archive, Samples samples, String name) throws IOException {
        ByteBuffer values = bytes(samples.values().length);
        values.asFloatBuffer().put(samples.values());
        String shape = samples.count() + ", " + samples.channels() + ", " + SIZE.height() + ", " + SIZE.width();
        write(archive, "x_" + name, "<f4", shape, values);
        ByteBuffer labels = bytes(samples.labels().length);
        labels.asIntBuffer().put(samples.labels());
        write(archive, "y_" + name, "<i4", samples.count() + ",", labels);
    }

    private static ByteBuffer bytes(int numbers) {
        return ByteBuffer.allocate(Math.multiplyExact(numbers, 4)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An array in NumPy's format 1.0: magic, version, the length of a header that ends a multiple of 64 bytes, values. */
    private static void write(ZipOutputStream archive, String name, String type, String shape, ByteBuffer values)
            throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        archive.putNextEntry(new ZipEntry(name + ".npy"));
        archive.write(new byte[] {
            (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), (byte) (header.length() >> 8)
        });
        archive.write(header.getBytes(StandardCharsets.US_ASCII));
        archive.write(values.array());
        archive.closeEntry();
    }
}
