// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal;

/**
 * Sums along one dimension, over the frequencies that a spectral pool from n to m places keeps, for every pair of a place
 * p' after and a place p before the pool ({@code p' n + p}): cosine and sine of {@code 2 pi (u' p' / m -+ u p / n)}.
 */
public record FrequencySums(double[] cosMinus, double[] sinMinus, double[] cosPlus, double[] sinPlus) {
    /**
     * The sums from n to m places.
     *
     * @param lowest the lowest frequency that is kept
     */
    public static FrequencySums of(int n, int m, int lowest) {
        FrequencySums sums =
                new FrequencySums(new double[m * n], new double[m * n], new double[m * n], new double[m * n]);
        for (int after = 0; after < m; after++) {
            for (int before = 0; before < n; before++) {
                int pair = after * n + before;
                for (int place = 0; place < m; place++) {
                    double a = 2 * Math.PI * (place - m / 2) * after / m;
                    double b = 2 * Math.PI * (lowest + place) * before / n;
                    sums.cosMinus[pair] += Math.cos(a - b);
                    sums.sinMinus[pair] += Math.sin(a - b);
                    sums.cosPlus[pair] += Math.cos(a + b);
                    sums.sinPlus[pair] += Math.sin(a + b);
                }
            }
        }
        return sums;
    }
}
