// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.numbers.Decimals;

/**
 * The arrays of a plain Ising model, for those who compute with it: live, and not to be written to. Immutable; safe for use
 * from several threads.
 */
public sealed interface ModelArrays permits DenseArrays, SparseArrays {

    /** A model that shows its arrays to those who know this room. */
    abstract class Access {
        private static volatile @Nullable Access instance;

        /** Made by the room of the models alone. */
        protected Access() {}

        /** The arrays of a plain model. */
        protected abstract ModelArrays arraysOf(Object model);

        /** Sets the way from models to their arrays, which models do when they are loaded. */
        public static void set(Access access) {
            instance = access;
        }
    }

    /** The arrays of a plain model. */
    static ModelArrays of(Object model) {
        Access access = Access.instance;
        if (access == null) {
            throw new IllegalStateException("no model was ever made: " + model);
        }
        return access.arraysOf(model);
    }

    /** Is told pairs and their coefficients. */
    @FunctionalInterface
    interface PairVisitor {
        /** One pair, i &lt; j. */
        void visit(int i, int j, double value);
    }

    /** Couplings and fields. */
    Numbers numbers();

    /** How energies are computed from them. */
    Evaluation evaluation();

    /** Its whole numbers, once they are made. */
    KnownCouplings known();

    /** Number of spins. */
    default int spins() {
        return numbers().fields();
    }

    /** What one of the numbers is worth, as they are whole multiples of a power of ten. */
    default double unit() {
        return Decimals.unit(evaluation().decimals());
    }

    /** {@code sum_{i<j} J_ij sigma_i sigma_j + sum_i h_i sigma_i}, in double precision. */
    double sum(byte[] sigma);

    /** Tells the coupled pairs by row and column, each once, with their couplings in the model's own numbers. */
    void forEachPair(PairVisitor visitor);

    /** Tells the coupled pairs {@code i < j} of one row. */
    void forEachPair(int i, PairVisitor visitor);

    /** Couplings and fields as 16-bit whole numbers of a unit, where they are so. */
    Optional<IntegerCouplings> integers(VectorOps ops);
}
