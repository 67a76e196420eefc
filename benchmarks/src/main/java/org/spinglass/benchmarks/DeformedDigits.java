// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.spinglass.data.Augmentation;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;

/**
 * Writes any number of digits as IDX files that {@code train --data} reads: those of MNIST's training part one after the other,
 * again and again, each deformed as {@link Augmentation#SIGNS} says.
 *
 * <p>Arguments: the folder of MNIST; how many; a seed; the folder to write.
 */
public final class DeformedDigits {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    private DeformedDigits() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException(
                    "expected the folder of MNIST, how many, a seed and the folder to write");
        }
        DataSet mnist = DataStore.standard().load("mnist", Path.of(arguments[0]), DownloadListener.silent());
        int count = Integer.parseInt(arguments[1]);
        if (!(mnist.training() instanceof LabelledImages images)) {
            throw new IllegalStateException("MNIST has images");
        }
        ImageSize size = images.size();
        Samples samples = Samples.of(images, IntStream.range(0, images.count()).toArray(), size)
                .augmented(Augmentation.SIGNS, Long.parseLong(arguments[2]));
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        float[] values = new float[samples.sampleLength()];
        byte[] pixels = new byte[values.length];
        try (DataOutputStream out = open(folder.resolve("train-images-idx3-ubyte"));
                DataOutputStream labels = open(folder.resolve("train-labels-idx1-ubyte"))) {
            for (int number : new int[] {IMAGES, count, size.height(), size.width()}) {
                out.writeInt(number);
            }
            labels.writeInt(LABELS);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                int sample = i % samples.count();
                samples.copy(sample, i / samples.count(), values, 0);
                for (int at = 0; at < values.length; at++) {
                    pixels[at] = (byte) Math.round(255 * values[at]);
                }
                out.write(pixels);
                labels.writeByte(samples.label(sample));
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }
}
