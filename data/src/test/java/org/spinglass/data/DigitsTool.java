// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the digits that ship with the program: 2,000 to train on and 2,000 to validate on, drawn at random without
 * replacement from the 60,000 training images of MNIST. The classes are as frequent as they were drawn. The seed is
 * fixed, so that each run makes the same files.
 *
 * <p>Usage, from the module's folder after {@code test-compile}: {@code java -cp target/classes:target/test-classes
 * org.spinglass.data.DigitsTool MNIST_FOLDER src/main/resources/org/spinglass/data/digits}, after which {@code git diff}
 * finds nothing.
 */
final class DigitsTool {
    private static final int PER_PART = 2000;
    private static final long SEED = 2026;
    private static final int CLASSES = 10;

    private DigitsTool() {}

    /** Reads MNIST's training images from the first folder and writes the digits to the second. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: DigitsTool MNIST_FOLDER OUTPUT_FOLDER");
        }
        Path output = Files.createDirectories(Path.of(arguments[1]));
        for (Map.Entry<String, byte[]> file :
                make(Path.of(arguments[0]), PER_PART).entrySet()) {
            Files.write(output.resolve(file.getKey()), file.getValue());
        }
    }

    /** The four files by name, of so many images a part. */
    static Map<String, byte[]> make(Path mnist, int perPart) {
        LabelledImages all;
        try (ByteSource images = ByteSource.open(mnist.resolve("train-images-idx3-ubyte.gz"));
                ByteSource labels = ByteSource.open(mnist.resolve("train-labels-idx1-ubyte.gz"))) {
            all = IdxPair.read(images, labels, CLASSES);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        IndexDraw draw = new IndexDraw(all.count());
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String part : new String[] {"training", "validation"}) {
            int[] chosen = draw.next(perPart, random);
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            ByteArrayOutputStream labels = new ByteArrayOutputStream();
            for (int index : chosen) {
                pixels.writeBytes(all.image(index));
                labels.write(all.label(index));
            }
            ImageSize size = all.size();
            byte[] images = IdxWriter.idx(pixels.toByteArray(), perPart, size.height(), size.width());
            files.put(part + "-images-idx3-ubyte.gz", IdxWriter.gzip(images));
            files.put(part + "-labels-idx1-ubyte.gz", IdxWriter.gzip(IdxWriter.idx(labels.toByteArray(), perPart)));
        }
        return files;
    }
}
