// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;

/**
 * Of a model with some pairs, in compressed rows: each coupling stands in the rows of both its spins.
 *
 * @param starts of the rows, length N + 1
 * @param neighbours of each spin, ascending within a row
 * @param numbers the couplings, as the neighbours, and the fields
 * @param evaluation how energies are computed
 * @param known its whole numbers, once they are made
 */
@SuppressWarnings("ArrayRecordComponent")
public record SparseArrays(int[] starts, int[] neighbours, Numbers numbers, Evaluation evaluation, KnownCouplings known)
        implements ModelArrays {

    @Override
    public double sum(byte[] sigma) {
        double sum = 0;
        for (int i = 0; i < sigma.length; i++) {
            double field = numbers.field(i);
            for (int k = starts[i]; k < starts[i + 1] && neighbours[k] < i; k++) {
                field += sigma[neighbours[k]] * numbers.coupling(k);
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
        for (int k = starts[i]; k < starts[i + 1]; k++) {
            if (neighbours[k] > i) {
                visitor.visit(i, neighbours[k], numbers.coupling(k));
            }
        }
    }

    @Override
    public Optional<IntegerCouplings> integers(VectorOps ops) {
        return numbers instanceof Numbers.Single single
                ? known.get(
                        ops,
                        () -> IntegerCouplings.ofLists(starts, neighbours, single.coupling(), single.field(), unit()))
                : Optional.empty();
    }

    /**
     * Couplings and fields of a sparse model as bonds of one size; null of another model, and where they are not so.
     */
    public static @Nullable BondCouplings bondsOf(Object model) {
        return ModelArrays.of(model) instanceof SparseArrays sparse
                ? sparse.bonds().orElse(null)
                : null;
    }

    /** Couplings and fields as bonds of one size, where they are so. */
    public Optional<BondCouplings> bonds() {
        return known.bonds(() -> BondCouplings.ofLists(starts, neighbours, numbers, unit()));
    }
}
