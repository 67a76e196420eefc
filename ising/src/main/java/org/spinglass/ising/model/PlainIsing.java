// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Objects;
import org.spinglass.ising.internal.arrays.ExactEnergy;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.arrays.Terms;
import org.spinglass.ising.internal.arrays.UpperTriangle;

/**
 * One energy over plain spins, with its couplings stored one by one:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 */
public sealed interface PlainIsing extends IsingModel permits DenseIsing, SparseIsing {

    @Override
    default int instances() {
        return 1;
    }

    /** Number of pairs with a stored coupling; of a dense model those whose coupling is not zero. */
    int interactions();

    /** h_i. */
    double field(int i);

    /** The constant part of the energy. */
    double offset();

    /**
     * A model with all pairs in one array, dense or sparse as {@link DenseIsing#suits} says.
     *
     * @param fields h, length N; taken over, not copied
     * @param upper J_ij of the pairs i &lt; j, row-major, {@code N (N - 1) / 2} of them; used up
     * @param offset constant energy
     * @throws IllegalArgumentException when lengths do not fit or a value is not finite
     */
    static PlainIsing ofTriangle(double[] fields, double[] upper, double offset) {
        return SpinTerms.ofSpins(Terms.of(fields, UpperTriangle.ofPacked(fields.length, upper), offset))
                .model();
    }

    /** As {@link #ofTriangle}, with the numbers taken as decimal ones as {@link IsingBuilder#readDecimals} does. */
    static PlainIsing ofDecimalTriangle(double[] fields, double[] upper, double offset) {
        return SpinTerms.ofSpins(Terms.of(fields, UpperTriangle.ofPacked(fields.length, upper), offset)
                        .readDecimals())
                .model();
    }

    /**
     * An instance of any model as a plain one: a plain model itself, of an encoded one its expansion into spins.
     *
     * @throws IndexOutOfBoundsException when there is no such instance
     */
    static PlainIsing of(IsingModel model, int instance) {
        return switch (model) {
            case PlainIsing plain -> {
                Objects.checkIndex(instance, 1);
                yield plain;
            }
            case EncodedQuadratic encoded -> encoded.toIsing(instance);
        };
    }

    /**
     * The energy of a state, computed from the numbers that the model was given and rounded once: the double next to
     * the true value, whatever cancels. Where a model was made from decimal numbers ({@link IsingBuilder#readDecimals})
     * the true value is that of the decimals.
     *
     * <p>Cost: N + M additions of a sparse model, N^2 / 2 of a dense one; some three times as much where sums would be
     * rounded.
     *
     * @throws IllegalArgumentException when there is no such instance or the number of spins differs from
     *     {@link #spins()}
     */
    @Override
    default double energy(int instance, Spins state) {
        if (instance != 0 || state.size() != spins()) {
            throw new IllegalArgumentException("instance " + instance + " with " + state.size()
                    + " spins, of a model of 1 instance with " + spins() + " spins");
        }
        return ExactEnergy.valueOf(ModelArrays.of(this), state.toArray());
    }

    /**
     * The energy of one state less that of another, computed as {@link #energy} is and rounded once.
     *
     * @throws IllegalArgumentException when the number of spins differs from {@link #spins()}
     */
    default double energyChange(Spins from, Spins to) {
        if (from.size() != spins() || to.size() != spins()) {
            throw new IllegalArgumentException(from.size() + " and " + to.size() + " spins for " + this);
        }
        return ExactEnergy.difference(ModelArrays.of(this), from.toArray(), to.toArray(), 1);
    }

    /**
     * Whether samplers follow the local fields of this model in single precision, as that holds the couplings and
     * fields and all their sums by rows; they use double precision otherwise.
     */
    default boolean isSingle() {
        return ModelArrays.of(this).numbers() instanceof Numbers.Single;
    }
}
