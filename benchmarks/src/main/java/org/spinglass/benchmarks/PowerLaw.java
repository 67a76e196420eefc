// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code y ~ x^exponent}, fitted by least squares on the logarithms.
 *
 * @param exponent slope of the line through the logarithms
 * @param error its standard error; NaN of two points
 */
record PowerLaw(double exponent, double error) {

    /** Through two points at least, whose coordinates are positive. */
    static <P> PowerLaw of(List<P> points, ToDoubleFunction<P> x, ToDoubleFunction<P> y) {
        int n = points.size();
        double[] across = points.stream().mapToDouble(x).map(Math::log).toArray();
        double[] up = points.stream().mapToDouble(y).map(Math::log).toArray();
        double meanX = Arrays.stream(across).average().orElseThrow();
        double meanY = Arrays.stream(up).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += Math.pow(across[i] - meanX, 2);
            xy += (across[i] - meanX) * (up[i] - meanY);
        }
        double slope = xy / xx;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += Math.pow(up[i] - meanY - slope * (across[i] - meanX), 2);
        }
        return new PowerLaw(slope, Math.sqrt(squares / (n - 2) / xx));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f +- %.2f", exponent, error);
    }
}
