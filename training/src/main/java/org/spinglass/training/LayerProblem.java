// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;

/**
 * The spin glasses of one weight layer, solved one after the other: what one solve found may change the next glass.
 *
 * <p>Energies are losses, constants included. Used by one thread.
 */
public interface LayerProblem {

    /** Number of glasses, at least 1. */
    int glasses();

    /** The next glass, given what was accepted of those before it. */
    EncodedQuadratic glass(int index);

    /**
     * Writes the best states found of a glass into the layer's weights.
     *
     * @param glass the glass of this index, as {@link #glass} gave it
     */
    void accept(int index, EncodedQuadratic glass, SampleSet found);
}
