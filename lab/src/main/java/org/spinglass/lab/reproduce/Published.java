// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the paper says of a curve: accuracies on held-out images, as fractions.
 *
 * @param mean of the last epoch
 * @param sd standard deviation of the last epoch over the runs; null where the paper gives none
 * @param best mean of the best epoch; null where it does not differ or is not given
 * @param runs that the paper averages over; null where it does not say
 * @param isApproximate whether the mean was read off a picture
 */
public record Published(
        @JsonProperty(required = true) double mean,
        @Nullable Double sd,
        @Nullable Double best,
        @Nullable Integer runs,
        @JsonProperty("approximate") boolean isApproximate) {
    /** Runs behind a published number where the paper does not say how many: that of most of its figures. */
    public static final int USUAL_RUNS = 10;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public Published {
        requireFraction("mean", mean);
        requireFraction("sd", sd == null ? 0 : sd);
        requireFraction("best", best == null ? 1 : best);
        if (best != null && best < mean) {
            throw new IllegalArgumentException("best is " + best + "; expected at least the mean, " + mean);
        }
        if (runs != null && runs < 1) {
            throw new IllegalArgumentException("runs is " + runs + "; expected at least 1");
        }
    }

    private static void requireFraction(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + " is " + value + "; expected a fraction, 0 to 1");
        }
    }
}
