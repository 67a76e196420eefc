// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;

/**
 * The spin glasses of one weight layer, solved one after the other: what one solve found may change the next
 * subproblem.
 *
 * <p>Energies are losses, constants included. Used by one thread.
 */
public interface LayerProblem {

    /** Number of subproblems, at least 1. */
    int subproblems();

    /** The next subproblem, given what was accepted of those before it. */
    EncodedQuadratic subproblem(int index);

    /**
     * Writes the best states found of a subproblem into the layer's weights.
     *
     * @param subproblem the subproblem of this index, as {@link #subproblem} gave it
     */
    void accept(int index, EncodedQuadratic subproblem, SampleSet found);
}
