// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.HashMap;
import java.util.Map;

/**
 * Work space that one {@link TargetProblem} after another uses, so that a trainer allocates its largest arrays once. A
 * problem made with it, and its subproblem, are good until the next problem or subproblem is made. Used by one thread.
 */
public final class TargetBuffers {
    /** Elements of all matrices J of a subproblem, at most, if more than one output has its own: 128 MB. */
    private static final int LARGEST_GLASS = 1 << 25;

    /** Places of a class, on average, that make it worth to sum them up apart. */
    private static final int PLACES_A_CLASS = 256;

    private final int largestSubproblem;
    private final int placesAClass;
    private final Map<Integer, float[]> couplings = new HashMap<>();
    private final Map<Integer, double[]> sums = new HashMap<>();
    private float[] seen = {};
    private float[] square = {};

    /** Empty; arrays are made when they are first needed. */
    public TargetBuffers() {
        this(LARGEST_GLASS, PLACES_A_CLASS);
    }

    /** With limits of its own, for tests. */
    TargetBuffers(int largestSubproblem, int placesAClass) {
        this.largestSubproblem = largestSubproblem;
        this.placesAClass = placesAClass;
    }

    /** Elements of all matrices J of a subproblem, at most, if more than one output has its own. */
    int largestSubproblem() {
        return largestSubproblem;
    }

    /** Places of a class, on average, that make it worth to sum them up apart. */
    int placesAClass() {
        return placesAClass;
    }

    /** An array of that length exactly, of any content. */
    float[] couplings(int length) {
        return couplings.computeIfAbsent(length, float[]::new);
    }

    /** The sum of this number, at least {@code length} elements of any content. */
    double[] sum(int number, int length) {
        return sums.compute(number, (_, kept) -> kept == null || kept.length < length ? new double[length] : kept);
    }

    /** At least {@code length} elements of any content, for rows of inputs. */
    float[] seen(int length) {
        seen = seen.length < length ? new float[length] : seen;
        return seen;
    }

    /** At least {@code length} elements of any content, for a matrix. */
    float[] square(int length) {
        square = square.length < length ? new float[length] : square;
        return square;
    }
}
