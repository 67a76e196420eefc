// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;

/**
 * Couplings and fields in single precision, for samplers that move in real numbers and read states off in the end: rounding
 * changes their way and not the energies that are told.
 */
public final class SingleCopy {
    /** Sums of a few thousand such numbers, and products of them with inverse temperatures, stay within single precision. */
    private static final double LARGEST = 0x1.0p100;

    private SingleCopy() {}

    /** The couplings, in the layout of the model; the live array where single precision holds them. */
    public static float[] couplings(PlainIsing model) {
        requireRange(model);
        return Numbers.singleCouplings(ModelArrays.of(model).numbers(), unit(model));
    }

    /** The fields; the live array where single precision holds them. */
    public static float[] fields(PlainIsing model) {
        return Numbers.singleFields(ModelArrays.of(model).numbers(), unit(model));
    }

    private static double unit(PlainIsing model) {
        return ModelArrays.of(model).unit();
    }

    private static void requireRange(PlainIsing model) {
        double[] largest = {0};
        for (int i = 0; i < model.spins(); i++) {
            largest[0] = Math.max(largest[0], Math.abs(model.field(i)));
        }
        Interactions.of(model, (i, j, value) -> largest[0] = Math.max(largest[0], Math.abs(value)));
        if (largest[0] > LARGEST || largest[0] < 1 / LARGEST && largest[0] > 0) {
            throw new IllegalArgumentException("the largest coupling or field is " + largest[0]
                    + "; samplers that move in single precision take " + 1 / LARGEST + " to " + LARGEST
                    + ": expected another sampler, such as sa or tabu, or the problem in other units");
        }
    }
}
