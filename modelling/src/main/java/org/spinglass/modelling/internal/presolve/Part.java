// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * A part of a model that shares no term and no rule with the rest of it.
 *
 * @param flat its variables, numbered anew, with its terms and rules
 * @param variables the number that each of them has in the whole
 * @param rules the number that each of its rules has in the whole
 */
public record Part(FlatModel flat, int[] variables, int[] rules) {
    /** All of a model, as one part. */
    public static Part whole(FlatModel flat) {
        return new Part(
                flat,
                IntStream.range(0, flat.variables()).toArray(),
                IntStream.range(0, flat.rules().size()).toArray());
    }

    /** Values of the part, out of those of the whole. */
    public int[] of(int[] whole) {
        int[] values = new int[variables.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = whole[variables[k]];
        }
        return values;
    }

    /** Puts values of the part into those of the whole. */
    public void put(int[] values, int[] whole) {
        for (int k = 0; k < values.length; k++) {
            whole[variables[k]] = values[k];
        }
    }
}
