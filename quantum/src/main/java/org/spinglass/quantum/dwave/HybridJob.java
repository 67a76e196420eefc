// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a hybrid solver is to search.
 *
 * @param timeLimit of the search, without the ways there and back and the queue; null for the least that the solver has for
 *     so many variables
 * @param label for people; empty for none
 * @param seed of the random numbers, for solvers that take one
 */
public record HybridJob(@Nullable Duration timeLimit, String label, OptionalLong seed) {
    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException when it is not above 0
     */
    public HybridJob {
        if (timeLimit != null && !timeLimit.isPositive()) {
            throw new IllegalArgumentException("timeLimit is " + timeLimit + "; expected more than 0");
        }
    }

    /** A search as long as the solver has it at least. */
    public static HybridJob standard() {
        return new HybridJob(null, "", OptionalLong.empty());
    }

    /** For so long. */
    public HybridJob withTimeLimit(Duration value) {
        return new HybridJob(value, label, seed);
    }
}
