// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What several searches have at each of some moments: the middle one, and those a quarter from either end; infinite where
 * the search in question has nothing yet.
 *
 * @param times in seconds, rising
 */
record TimeCurve(double[] times, double[] lower, double[] median, double[] upper) {
    private static final double FIRST = 0.1;
    private static final int A_DECADE = 20;

    /** Moments from 0.1 s to a limit, twenty to each power of ten. */
    static double[] times(double limit) {
        int count = (int) Math.ceil(A_DECADE * Math.log10(limit / FIRST)) + 1;
        double[] times = new double[count];
        for (int t = 0; t < count; t++) {
            times[t] = Math.min(limit, FIRST * Math.pow(10, (double) t / A_DECADE));
        }
        times[count - 1] = limit;
        return times;
    }

    /** Of searches, each with a value for every time. */
    static TimeCurve of(double[] times, List<double[]> searches) {
        double[][] all = new double[3][times.length];
        for (int t = 0; t < times.length; t++) {
            int at = t;
            double[] sorted =
                    searches.stream().mapToDouble(search -> search[at]).sorted().toArray();
            for (int q = 0; q < 3; q++) {
                all[q][t] = quantile(sorted, 0.25 * (q + 1));
            }
        }
        return new TimeCurve(times, all[0], all[1], all[2]);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : (1 - rest) * sorted[below] + rest * sorted[below + 1];
    }

    /** At powers of ten and at the end. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < times.length; t++) {
            if (t % A_DECADE == 0 || t == times.length - 1) {
                text.append(String.format(
                        Locale.ROOT, "%5.1f s: %.3f [%.3f-%.3f]  ", times[t], median[t], lower[t], upper[t]));
            }
        }
        return text.toString().stripTrailing();
    }

    /** Times at which the search that is behind most has something. */
    int[] known() {
        int[] known = new int[times.length];
        int count = 0;
        for (int t = 0; t < times.length; t++) {
            if (Double.isFinite(upper[t])) {
                known[count++] = t;
            }
        }
        return Arrays.copyOf(known, count);
    }
}
