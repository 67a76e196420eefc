// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

/**
 * An interval of numbers, its ends included.
 *
 * @param low the least
 * @param high the most, not below {@code low}
 */
public record Range(double low, double high) {
    public Range {
        if (!(low <= high)) {
            throw new IllegalArgumentException("range [" + low + ", " + high + "]; expected its ends in order");
        }
    }

    /** Whether a number lies within. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
