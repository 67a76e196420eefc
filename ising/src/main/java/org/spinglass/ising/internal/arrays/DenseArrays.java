// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Optional;
import org.spinglass.compute.VectorOps;

/**
 * Of a model with all pairs.
 *
 * @param numbers the full matrix, N x N, row-major, and the fields
 * @param evaluation how energies are computed
 * @param known its whole numbers, once they are made
 */
public record DenseArrays(Numbers numbers, Evaluation evaluation, KnownCouplings known) implements ModelArrays {

    @Override
    public double sum(byte[] sigma) {
        int spins = sigma.length;
        double sum = 0;
        for (int i = 0; i < spins; i++) {
            double field = numbers.field(i);
            int row = i * spins;
            switch (numbers) {
                case Numbers.Single single -> {
                    float[] couplings = single.coupling();
                    for (int j = 0; j < i; j++) {
                        field += sigma[j] * (double) couplings[row + j];
                    }
                }
                case Numbers.Wide wide -> {
                    double[] couplings = wide.coupling();
                    for (int j = 0; j < i; j++) {
                        field += sigma[j] * couplings[row + j];
                    }
                }
            }
            sum += sigma[i] * field;
        }
        return sum;
    }

    @Override
    public void forEachPair(PairVisitor visitor) {
        for (int i = 0; i < spins(); i++) {
            forEachPair(i, visitor);
        }
    }

    @Override
    public void forEachPair(int i, PairVisitor visitor) {
        int n = spins();
        for (int j = i + 1; j < n; j++) {
            double value = numbers.coupling(i * n + j);
            if (value != 0) {
                visitor.visit(i, j, value);
            }
        }
    }

    @Override
    public Optional<IntegerCouplings> integers(VectorOps ops) {
        return numbers instanceof Numbers.Single single
                ? known.get(ops, () -> IntegerCouplings.ofMatrix(single.coupling(), single.field(), unit(), ops))
                : Optional.empty();
    }
}
