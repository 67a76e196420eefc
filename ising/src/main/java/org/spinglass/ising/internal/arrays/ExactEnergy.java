// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import org.spinglass.ising.internal.numbers.ExactSum;
import org.spinglass.ising.internal.numbers.Total;

/** Energies of plain models, computed from the numbers given and rounded once. */
public final class ExactEnergy {
    private ExactEnergy() {}

    /** The energy of a state, in the model's own numbers. */
    public static Total of(ModelArrays model, byte[] sigma) {
        Evaluation evaluation = model.evaluation();
        GivenTerms given = evaluation.given();
        if (given != null) {
            return given.energy(sigma);
        }
        if (evaluation.addsExactly()) {
            return evaluation.offset().plus(model.sum(sigma));
        }
        ExactSum sum = new ExactSum();
        sum.add(evaluation.offset());
        Numbers numbers = model.numbers();
        for (int i = 0; i < sigma.length; i++) {
            sum.add(sigma[i] * numbers.field(i));
        }
        model.forEachPair((i, j, value) -> sum.add(sigma[i] * sigma[j] * value));
        return sum.total();
    }

    /** The energy of a state. */
    public static double valueOf(ModelArrays model, byte[] sigma) {
        return of(model, sigma).over(model.evaluation().decimals(), 1);
    }

    /** The energy of one state less that of another, over a whole number. */
    public static double difference(ModelArrays model, byte[] from, byte[] to, int divisor) {
        ExactSum sum = new ExactSum();
        sum.add(of(model, to));
        sum.subtract(of(model, from));
        return sum.total().over(model.evaluation().decimals(), divisor);
    }
}
