// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;

/**
 * What a few measurements come to.
 *
 * @param value their mean
 * @param deviation their standard deviation; 0 of one
 * @param count how many there are
 */
record Mean(double value, double deviation, int count) {
    static Mean of(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return new Mean(mean, values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0, values.length);
    }

    /** Standard error of the mean. */
    double error() {
        return deviation / Math.sqrt(count);
    }
}
