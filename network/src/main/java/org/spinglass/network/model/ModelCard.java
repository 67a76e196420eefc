// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;

/**
 * What is known of a trained network besides its layers and weights. In a model's folder it is {@code model.json}:
 *
 * <pre>{@code
 * {
 *   "format": "spinglass-model",
 *   "formatVersion": 1,
 *   "images": {"channels": 1, "height": 28, "width": 28},
 *   "network": {"height": 32, "width": 32},
 *   "classes": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
 *   "origin": {"data": "mnist", "method": "response", "version": "0.1.0"},
 *   "calibration": {"temperature": 0.14, "images": 500, "negativeLogLikelihood": 0.21, "expectedCalibrationError": 0.02}
 * }
 * }</pre>
 *
 * <p>{@code network} is the size that images are resized to for the network; {@code calibration} is left out where there is
 * none. An ensemble has the number of its networks, {@code "members": 10}. A model of tables has {@code features} in place of {@code images}, as {@link Features} tells; its {@code network} is
 * one row of as many columns. Other keys may stand beside these. Immutable.
 *
 * @param input what the network was trained on, before it was resized or scaled for it
 * @param classes names of the classes, in the order of the outputs; distinct, none of them blank
 * @param origin where the weights come from
 * @param calibration how outputs become confidences, or null where that is not known
 */
public record ModelCard(
        Input input,
        List<String> classes,
        Origin origin,
        @Nullable Calibration calibration) {
    /** What a model takes. */
    public sealed interface Input permits Images, Features {
        /** Number of channels that the network has for it, at least 1. */
        int channels();

        /** Numbers of one image or of one row. */
        long values();
    }

    /**
     * Images as the model takes them: values from 0 to 1 ({@code pixel / 255}), channel by channel (grey, or red, green and
     * blue), each row by row.
     *
     * @param channels number of channels, at least 1
     * @param height rows, at least 1
     * @param width columns, at least 1
     */
    public record Images(int channels, int height, int width) implements Input {
        /**
         * Checks the ranges.
         *
         * @throws NetworkException when a number is not positive
         */
        public Images {
            if (channels < 1 || height < 1 || width < 1) {
                throw new NetworkException("images must have channels, height and width of at least 1, not " + channels
                        + ", " + height + " and " + width);
            }
        }

        @Override
        public long values() {
            return Math.multiplyExact((long) channels * height, width);
        }

        @Override
        public String toString() {
            return channels + "x" + height + "x" + width;
        }
    }

    /**
     * Rows of a table as the model takes them: numbers in their own units, one for each feature. The network is given {@code
     * (x - mean) / deviation}, which are about 0 and 1 in the mean over what it was trained on. In {@code model.json}:
     *
     * <pre>{@code
     * "features": {"names": ["length", "width"], "means": [5.8, 3.1], "deviations": [0.83, 0.43]}
     * }</pre>
     *
     * @param names names of the features in their order; distinct, none of them blank
     * @param means one a feature, finite
     * @param deviations one a feature, positive and finite
     */
    public record Features(List<String> names, List<Float> means, List<Float> deviations) implements Input {
        /**
         * Copies the lists and checks them.
         *
         * @throws NetworkException when there is no feature, a name is blank or there twice, there are not as many of all
         *     three, or a number is out of its range
         */
        public Features {
            if (Stream.of(names, means, deviations).anyMatch(Objects::isNull)) {
                throw new NetworkException("features need names, means and deviations");
            }
            names = List.copyOf(names);
            means = List.copyOf(means);
            deviations = List.copyOf(deviations);
            checkNames("features", names);
            if (means.size() != names.size() || deviations.size() != names.size()) {
                throw new NetworkException(
                        "features have %s names, %s means and %s deviations; expected as many of each"
                                .formatted(names.size(), means.size(), deviations.size()));
            }
            for (int k = 0; k < names.size(); k++) {
                float deviation = deviations.get(k);
                if (!Float.isFinite(means.get(k)) || !(deviation > 0) || !Float.isFinite(deviation)) {
                    throw new NetworkException(
                            "feature '%s' has mean %s and deviation %s; expected a finite and a positive number"
                                    .formatted(names.get(k), means.get(k), deviation));
                }
            }
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public long values() {
            return names.size();
        }

        /**
         * Rows as the network takes them.
         *
         * @param rows whole rows, one after the other; left as they are
         * @return {@code (x - mean) / deviation} of each value
         * @throws NetworkException when the last row is not whole, or a number is not finite, scaled or not
         */
        public float[] scaled(float[] rows) {
            int features = names.size();
            if (rows.length % features != 0) {
                throw new NetworkException(
                        "%s values are no whole rows of %s features".formatted(rows.length, features));
            }
            float[] scaled = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                int k = i % features;
                scaled[i] = (rows[i] - means.get(k)) / deviations.get(k);
                if (!Float.isFinite(scaled[i])) {
                    String row = rows.length == features ? "" : " of row " + i / features;
                    throw new NetworkException(names.get(k) + row + " is " + rows[i]
                            + "; expected a finite number, also when it is scaled");
                }
            }
            return scaled;
        }
    }

    /**
     * Where weights come from.
     *
     * @param data the data that the network was trained on
     * @param method how it was trained
     * @param version version of the program that trained it
     */
    public record Origin(String data, String method, String version) {
        /**
         * Checks that all is there, as it comes from files.
         *
         * @throws NetworkException when a text is missing
         */
        public Origin {
            if (Stream.of(data, method, version).anyMatch(Objects::isNull)) {
                throw new NetworkException("an origin needs data, method and version");
            }
        }
    }

    /**
     * Copies the names and checks them.
     *
     * @throws NetworkException when there is no name, or one is blank or appears twice
     */
    public ModelCard {
        classes = List.copyOf(classes);
        checkNames("classes", classes);
    }

    /** Checks names of classes or of features. */
    static void checkNames(String what, List<String> names) {
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new NetworkException(what + " must have distinct names that are not blank, but '" + name + "' is "
                        + (name.isBlank() ? "blank" : "there twice"));
            }
        }
        if (names.isEmpty()) {
            throw new NetworkException(what + " must have at least one name");
        }
    }

    /** The same card with a calibration. */
    public ModelCard withCalibration(@Nullable Calibration calibration) {
        return new ModelCard(input, classes, origin, calibration);
    }
}
