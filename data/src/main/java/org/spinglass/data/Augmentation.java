// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How images are deformed at random while a network trains on them, so that it learns what does not matter. Every image is
 * deformed otherwise in every epoch: mirrored or not, sheared, stretched along both axes, turned and moved, by amounts drawn
 * evenly from both sides of zero. In a text: the name of a preset, or {@code name=value} with commas between, such as {@code
 * shift=0.1,flip=true}.
 *
 * @param shift most that images move, over their width or height, 0 to 0.5
 * @param rotation most that they turn, in degrees, 0 to 180
 * @param zoom most that each axis is stretched: by {@code exp(-zoom)} to {@code exp(zoom)}; 0 to 1
 * @param shear most that rows move against each other, over their distance, 0 to 1
 * @param flip whether one of two is mirrored, left to right
 */
public record Augmentation(double shift, double rotation, double zoom, double shear, boolean flip) {
    /** For handwriting and signs, which may not be mirrored. */
    public static final Augmentation SIGNS = new Augmentation(0.06, 10, 0.1, 0.15, false);

    /** For photographs and clothes, which may. */
    public static final Augmentation PHOTOS = new Augmentation(0.06, 0, 0, 0, true);

    private static final Map<String, Augmentation> PRESETS = Map.of("signs", SIGNS, "photos", PHOTOS);

    private static final String EXPECTED =
            "expected signs, photos, or some of shift, rotation, zoom, shear=NUMBER and flip=true with commas between";

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the number and what was expected
     */
    public Augmentation {
        require("shift", shift, 0.5);
        require("rotation", rotation, 180);
        require("zoom", zoom, 1);
        require("shear", shear, 1);
    }

    private static void require(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected 0 to " + most);
        }
    }

    /**
     * What a text says.
     *
     * @throws IllegalArgumentException when it is neither a preset nor a list, or a number is out of its range
     */
    public static Augmentation parse(String text) {
        Augmentation preset = PRESETS.get(text.toLowerCase(Locale.ROOT));
        if (preset != null) {
            return preset;
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            if (pair.length != 2 || given.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException("'" + part + "'; " + EXPECTED);
            }
        }
        Augmentation made = new Augmentation(
                number(given, "shift"),
                number(given, "rotation"),
                number(given, "zoom"),
                number(given, "shear"),
                isTrue(given.remove("flip")));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("'" + given.keySet().iterator().next() + "'; " + EXPECTED);
        }
        return made;
    }

    private static double number(Map<String, String> given, String name) {
        String value = given.remove(name);
        try {
            return value == null ? 0 : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value + "'; expected a number", e);
        }
    }

    private static boolean isTrue(@Nullable String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("flip is '" + value + "'; expected true or false");
        }
        return "true".equals(value);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return "shift=" + shift + ",rotation=" + rotation + ",zoom=" + zoom + ",shear=" + shear + ",flip=" + flip;
    }
}
