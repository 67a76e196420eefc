// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.util.List;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Spins;

/** Where the reads of an anneal start. */
public sealed interface InitialState {

    /** Every spin up or down with equal probability. */
    record Random() implements InitialState {}

    /**
     * At the present weights: each weight of an {@link EncodedQuadratic} at the level next to its centre, on the side
     * to which the energy falls. Plain spins have no present weights.
     */
    record Present() implements InitialState {}

    /**
     * Given states.
     *
     * @param states read r of instance i starts at element {@code i reads + r}
     */
    record Given(List<Spins> states) implements InitialState {
        public Given {
            states = List.copyOf(states);
        }

        /**
         * Refuses states that do not suit the reads of a model.
         *
         * @throws IllegalArgumentException when they are not one for each read of each instance, or of another size
         */
        public void requireFits(IsingModel model, int reads) {
            if (states.size() != model.instances() * reads) {
                throw new IllegalArgumentException(states.size() + " initial states for " + model.instances()
                        + " instances of " + reads + " reads");
            }
            for (Spins state : states) {
                if (state.size() != model.spins()) {
                    throw new IllegalArgumentException(
                            "an initial state of " + state.size() + " spins for a model of " + model.spins());
                }
            }
        }
    }

    /** {@link Random}. */
    static InitialState random() {
        return new Random();
    }

    /** {@link Present}. */
    static InitialState present() {
        return new Present();
    }

    /** {@link Given}. */
    static InitialState given(List<Spins> states) {
        return new Given(states);
    }
}
