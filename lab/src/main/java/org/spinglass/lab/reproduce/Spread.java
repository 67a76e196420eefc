// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.Arrays;

/**
 * Mean and standard deviation of some values.
 *
 * @param count of values, at least 1
 * @param mean of them
 * @param sd with {@code count - 1} in the denominator; NaN for one value
 */
record Spread(int count, double mean, double sd) {
    static Spread of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double sd = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
        return new Spread(values.length, mean, sd);
    }
}
