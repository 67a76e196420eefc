// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

/** What the spin of a variable is where the qubits of its chain disagree. Immutable. */
public sealed interface Unembedding {
    /** The vote of most qubits. */
    Unembedding DEFAULT = new MajorityVote();

    /** The spin of most qubits; +1 where there is a tie. */
    record MajorityVote() implements Unembedding {}

    /**
     * The spin of one qubit of each chain, drawn once for all rows of an answer.
     *
     * @param seed of the draw
     */
    record WeightedRandom(long seed) implements Unembedding {}

    /** Rows with broken chains are left out. */
    record Discard() implements Unembedding {}

    /**
     * Broken variables are set one after the other, each against its local field of intact variables and those set
     * before, the one with the largest field first.
     */
    record MinimizeEnergy() implements Unembedding {}
}
