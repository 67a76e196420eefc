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
 * none. Other keys may stand beside these. Immutable.
 *
 * @param images the images that the network was trained on, before they were resized for it
 * @param classes names of the classes, in the order of the outputs; distinct, none of them blank
 * @param origin where the weights come from
 * @param calibration how outputs become confidences, or null where that is not known
 */
public record ModelCard(
        Images images,
        List<String> classes,
        Origin origin,
        @Nullable Calibration calibration) {
    /**
     * Images as the model takes them: values from 0 to 1 ({@code pixel / 255}), channel by channel (grey, or red, green and
     * blue), each row by row.
     *
     * @param channels number of channels, at least 1
     * @param height rows, at least 1
     * @param width columns, at least 1
     */
    public record Images(int channels, int height, int width) {
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
        public String toString() {
            return channels + "x" + height + "x" + width;
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
        check(classes);
    }

    static void check(List<String> classes) {
        HashSet<String> seen = new HashSet<>();
        for (String name : classes) {
            if (name.isBlank() || !seen.add(name)) {
                throw new NetworkException("classes must have distinct names that are not blank, but '" + name + "' is "
                        + (name.isBlank() ? "blank" : "there twice"));
            }
        }
        if (classes.isEmpty()) {
            throw new NetworkException("classes must have at least one name");
        }
    }

    /** The same card with a calibration. */
    public ModelCard withCalibration(@Nullable Calibration calibration) {
        return new ModelCard(images, classes, origin, calibration);
    }
}
