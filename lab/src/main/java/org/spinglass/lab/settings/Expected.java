// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.util.List;

/** What values are expected to be; what is not is refused with its key, itself, and what was expected. */
public final class Expected {
    private Expected() {}

    /**
     * A whole number within a range.
     *
     * @param most of the range; the largest number of its type for no limit
     * @throws IllegalArgumentException when it is not
     */
    public static void range(String key, int value, int least, int most) {
        if (value < least || value > most) {
            String expected = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
            throw new IllegalArgumentException(key + " is " + value + "; expected " + expected);
        }
    }

    /**
     * One of some names.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static void oneOf(String key, String value, List<String> names) {
        if (!names.contains(value)) {
            throw new IllegalArgumentException(key + " is '" + value + "'; expected " + String.join(" or ", names));
        }
    }
}
