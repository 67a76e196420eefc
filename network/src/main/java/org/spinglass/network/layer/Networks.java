// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.spinglass.network.NetworkException;

/** The architectures of the paper, some deeper ones, and one for tables, under plain names. They know no input shape. */
public final class Networks {
    /** The name of the network that is used when none is asked for. */
    public static final String DEFAULT = "lenet";

    /** The name of the network that is used for tables of features when none is asked for. */
    public static final String TABLE = "table";

    private static final List<BuiltIn> ALL = List.of(
            new BuiltIn("linear", 32, "1a", "one linear layer"),
            new BuiltIn("spectral-linear", 33, "1b", "spectral pool to 4x2, one linear layer"),
            new BuiltIn("mlp", 34, "2a", "spectral pool to 8x8, linear layers 128, 64, classes"),
            new BuiltIn("maxpool-mlp", 35, "2b", "max pool by windows of 8x12 to 4x2, linear layers 8, classes"),
            new BuiltIn("spectral-conv", 36, "3a", "spectral pool to 8x8, one 8x8 convolution"),
            new BuiltIn("cnn", 37, "3b", "5x5 convolutions 10, 30, classes with spectral pools between"),
            new BuiltIn("small-spectral-conv", 38, "4a", "spectral pool to 4x4, one 4x4 convolution"),
            new BuiltIn("small-cnn", 39, "4b", "spectral pool to 4x4, convolutions 3x3 to 4, 2x2 to classes"),
            new BuiltIn("lenet", 40, "6", "LeNet-5 with spectral pools, LeakyReLU(0.001) after each weight layer"),
            new BuiltIn("small-lenet", 40, "later-sqa", "lenet with 6, 12, 24 channels and a linear layer of 18"),
            new BuiltIn("linear-activated", 32, "5a", "linear with LeakyReLU(0.001) after each weight layer"),
            new BuiltIn("mlp-activated", 34, "5b", "mlp with LeakyReLU(0.001) after each weight layer"),
            new BuiltIn(
                    "spectral-conv-activated", 36, "5c", "spectral-conv with LeakyReLU(0.001) after each weight layer"),
            new BuiltIn("cnn-activated", 37, "5d", "cnn with LeakyReLU(0.001) after each weight layer"),
            new BuiltIn(
                    "small-vgg", 0, "", "3x3 convolutions 16, 16, 32, 64 with max pools, linear layers 64, classes"),
            new BuiltIn("resnet-8", 0, "", "residual network of 3 blocks with 8, 16, 32 channels"),
            new BuiltIn("resnet-20", 0, "", "residual network of 9 blocks with 8, 16, 32 channels"),
            new BuiltIn(TABLE, 0, "", "for tables: linear layers 64, 32, classes with LeakyReLU(0.1) between"));

    private Networks() {}

    /**
     * An architecture that comes with the program.
     *
     * @param name its name
     * @param equation number of the paper's equation that defines it; 0 of one that is not the paper's (the activated ones: it without activation;
     *     small-lenet: the larger network)
     * @param figure the paper's figure that shows its training; {@code later-sqa} is of the author's later version,
     *     nothing of one that is not the paper's
     * @param description a line for help texts
     */
    public record BuiltIn(String name, int equation, String figure, String description) {}

    /** What may be chosen for any architecture. */
    public record Options(boolean bias, Crop crop) {
        /** No biases and the centred crop. */
        public static final Options DEFAULT = new Options(false, Crop.CENTRED);
    }

    /** All architectures that come with the program, in the order of the paper. */
    public static List<BuiltIn> all() {
        return ALL;
    }

    /**
     * An architecture by its name.
     *
     * @throws NetworkException when there is none; the message lists the names, and asks for one that is near
     */
    public static NetworkSpec spec(String name) {
        if (ALL.stream().noneMatch(builtIn -> builtIn.name().equals(name))) {
            String names = ALL.stream().map(BuiltIn::name).collect(Collectors.joining(", "));
            String question = question(name);
            String those = question.isEmpty() ? "there are: " : question + "There are: ";
            throw new NetworkException("unknown network '%s'; %s%s".formatted(name, those, names));
        }
        return BuiltInLayers.spec(name);
    }

    /**
     * A network by the name of its architecture.
     *
     * @param name one of {@link #all()}
     * @param input shape of one sample
     * @param classes number of classes
     * @param options biases and crop
     * @throws NetworkException when there is no such architecture, or the input does not fit it
     */
    public static Network named(String name, Shape input, int classes, Options options) {
        return spec(name).withBias(options.bias()).withCrop(options.crop()).on(input, classes);
    }

    /** Whether the nearest name was meant; nothing where none is near, that is within a change in three letters. */
    private static String question(String name) {
        return ALL.stream()
                .map(BuiltIn::name)
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .filter(known -> distance(name, known) <= Math.max(1, name.length() / 3))
                .map(known -> "did you mean " + known + "? ")
                .orElse("");
    }

    /** Levenshtein's distance: insertions, deletions and replacements from one word to the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
