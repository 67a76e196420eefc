// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.data.LabelledImages;

/**
 * An archive of NumPy arrays, as {@code numpy.savez} writes it: {@code x_train, y_train} and, optionally, {@code x_test,
 * y_test} and {@code x_val, y_val}, as Keras has them; {@code train_images, train_labels} and so on, as MedMNIST has; or
 * {@code images, labels}, or {@code x, y}, or {@code data, target}.
 *
 * <p>Images are {@code [image][row][column]}, {@code [image][row][column][channel]} or {@code [image][channel][row][column]}
 * of bytes 0 to 255, or of floats 0 to 1 or 0 to 255, which are rounded to bytes; arrays of two dimensions are features.
 */
final class NpzFile {
    private static final String SUFFIX = ".npy";
    private static final int LARGEST = 255;
    private static final List<String> TRAINING = List.of(
            "x_train y_train", "train_images train_labels", "images labels", "x y", "data target", "data labels");
    private static final List<String> VALIDATION = List.of("x_val y_val", "val_images val_labels", "x_valid y_valid");
    private static final List<String> TEST = List.of("x_test y_test", "test_images test_labels");

    private final Path file;
    private final Map<String, NpyArray> arrays = new TreeMap<>();

    private NpzFile(Path file) {
        this.file = file;
    }

    /**
     * The set in an archive.
     *
     * @throws DataException naming the file, the array and what was expected
     */
    static OwnData read(Path file) {
        NpzFile archive = new NpzFile(file);
        try {
            archive.unpack();
            return archive.data();
        } catch (OutOfMemoryError e) {
            throw new DataException(file + ": there is not enough memory for its arrays; " + FreeMemory.MORE, e);
        }
    }

    private void unpack() {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                ZipInputStream zip = new ZipInputStream(stored)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(SUFFIX) && isWanted(name.substring(0, name.length() - SUFFIX.length()))) {
                    String array = name.substring(0, name.length() - SUFFIX.length());
                    arrays.put(array, NpyArray.read(file + " (" + array + ")", open(zip)));
                }
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read as an archive of arrays: " + Reasons.of(e), e);
        }
        if (arrays.isEmpty()) {
            throw new DataException(file + ": holds none of the arrays looked for: " + String.join("; ", TRAINING));
        }
    }

    private static boolean isWanted(String array) {
        return List.of(TRAINING, VALIDATION, TEST).stream()
                .flatMap(List::stream)
                .anyMatch(pair -> List.of(pair.split(" ")).contains(array));
    }

    /** The entry at hand, which is not to be closed. */
    private static InputStream open(ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() {}
        };
    }

    /** Values and labels of one part. */
    private record Part(NpyArray values, NpyArray labels) {}

    private @Nullable Part part(List<String> pairs) {
        for (String pair : pairs) {
            String[] names = pair.split(" ");
            NpyArray values = arrays.get(names[0]);
            NpyArray labels = arrays.get(names[1]);
            if (values != null && labels != null) {
                requireLabels(values, labels);
                return new Part(values, labels);
            }
        }
        return null;
    }

    private static void requireLabels(NpyArray values, NpyArray labels) {
        int count = values.shape().isEmpty() ? 0 : values.shape().getFirst();
        if (count == 0 || values.shape().contains(0)) {
            throw new DataException(
                    "%s: has shape %s; expected some values".formatted(values.name(), values.shapeText()));
        }
        if (labels.size() != count) {
            throw new DataException("%s: has shape %s; expected %s labels, one for each of %s, of shape %s"
                    .formatted(labels.name(), labels.shapeText(), count, values.name(), values.shapeText()));
        }
    }

    private OwnData data() {
        Part training = part(TRAINING);
        if (training == null) {
            throw new DataException("%s: holds %s; expected a pair of %s"
                    .formatted(file, String.join(", ", arrays.keySet()), String.join("; ", TRAINING)));
        }
        Part validation = part(VALIDATION);
        Part test = part(TEST);
        List<String> all = new ArrayList<>();
        for (Part part : new Part[] {training, validation, test}) {
            for (int i = 0; part != null && i < part.labels().size(); i++) {
                all.add(part.labels().text(i));
            }
        }
        List<String> names = ClassNames.sorted(all);
        if (names.size() < PictureFolder.FEWEST_CLASSES || names.size() > LabelledImages.MOST_CLASSES) {
            throw new DataException("%s: has labels of %s classes; expected 2 to %s"
                    .formatted(file, names.size(), LabelledImages.MOST_CLASSES));
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.npz$", "");
        DataSet set = DataSet.of(
                        name,
                        labelled(training, names),
                        validation == null ? null : labelled(validation, names),
                        test == null ? null : labelled(test, names))
                .withClassNames(names)
                .stratified();
        return OwnData.of(set, "NumPy arrays " + training.values().shapeText());
    }

    private Labelled labelled(Part part, List<String> names) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (int c = 0; c < names.size(); c++) {
            numbers.put(names.get(c), c);
        }
        int[] labels = new int[part.labels().size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = numbers.getOrDefault(part.labels().text(i), -1);
        }
        NpyArray values = part.values();
        if (values.isText()) {
            throw new DataException(values.name() + ": holds texts; expected numbers");
        }
        return values.shape().size() == 2
                ? features(values, names.size(), labels)
                : images(values, names.size(), labels);
    }

    private static FeatureTable features(NpyArray values, int classes, int[] labels) {
        float[] numbers = new float[values.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = (float) values.number(k);
            if (!Float.isFinite(numbers[k])) {
                throw new DataException(
                        "%s: element %s is %s; expected a number".formatted(values.name(), k, numbers[k]));
            }
        }
        int columns = values.shape().get(1);
        List<String> names = new ArrayList<>();
        for (int k = 1; k <= columns; k++) {
            names.add("feature " + k);
        }
        return FeatureTable.of(names, classes, numbers, labels);
    }

    private static LabelledImages images(NpyArray values, int classes, int[] labels) {
        List<Integer> shape = values.shape();
        boolean isPlain = shape.size() == 3;
        boolean isChannelsLast = shape.size() == 4 && isChannels(shape.get(3));
        boolean isChannelsFirst = shape.size() == 4 && !isChannelsLast && isChannels(shape.get(1));
        if (!isPlain && !isChannelsLast && !isChannelsFirst) {
            throw new DataException(values.name() + ": has shape " + values.shapeText()
                    + "; expected (images, rows, columns), and 1, 3 or 4 channels last or second, or (rows, features)");
        }
        int channels = isPlain ? 1 : isChannelsLast ? shape.get(3) : shape.get(1);
        int height = isChannelsFirst ? shape.get(2) : shape.get(1);
        int width = isChannelsFirst ? shape.get(3) : shape.get(2);
        int kept = channels == 4 ? 3 : channels; // without transparency
        double scale = scale(values);
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(labels.length, kept), height * width)];
        int at = 0;
        for (int image = 0; image < labels.length; image++) {
            for (int channel = 0; channel < kept; channel++) {
                for (int place = 0; place < height * width; place++) {
                    int k = isChannelsFirst
                            ? (image * channels + channel) * height * width + place
                            : (image * height * width + place) * channels + channel;
                    pixels[at++] = (byte) Math.round(scale * values.number(k));
                }
            }
        }
        return LabelledImages.of(kept, new ImageSize(height, width), classes, pixels, labels);
    }

    private static boolean isChannels(int length) {
        return length == 1 || length == 3 || length == 4;
    }

    /** What brings the values to 0 to 255. */
    private static double scale(NpyArray values) {
        double largest = 0;
        for (int k = 0; k < values.size(); k++) {
            double value = values.number(k);
            if (!(value >= 0 && value <= LARGEST)) {
                throw new DataException("%s: element %s is %s; expected 0 to 255, or 0 to 1 of floats"
                        .formatted(values.name(), k, value));
            }
            largest = Math.max(largest, value);
        }
        return values.isFloat() && largest <= 1 ? LARGEST : 1;
    }
}
