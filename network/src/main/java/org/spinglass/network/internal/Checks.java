// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal;

import java.util.Locale;
import org.spinglass.network.NetworkException;

/** Range checks that throw {@link NetworkException} with the value and what was expected. */
public final class Checks {
    private Checks() {}

    public static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new NetworkException(name + " must be at least 1, not " + value);
        }
    }

    /** {@code value} as the length of an array. */
    public static int size(String name, double value) {
        if (value > Integer.MAX_VALUE - 8) {
            throw new NetworkException(String.format(
                    Locale.ROOT, "%s of %.0f values is more than one array can hold (2147483639)", name, value));
        }
        return (int) value;
    }

    public static void index(String name, int value, int length) {
        if (value < 0 || value >= length) {
            throw new NetworkException(name + " must be from 0 to " + (length - 1) + ", not " + value);
        }
    }
}
