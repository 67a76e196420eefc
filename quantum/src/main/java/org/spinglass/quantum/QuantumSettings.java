// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import org.spinglass.quantum.embedding.ChainStrength;

/**
 * How models are brought to a processor. Immutable; {@code with...} methods return changed copies.
 *
 * @param parameters of every anneal; its reads are those of one call of the processor
 * @param chainStrength holds chains together
 * @param unembedding reads broken chains
 * @param gauges spin-reversal transforms, over which the reads of a problem are divided; 0 for none
 * @param blockSpins spins that are annealed together where a model does not fit as a whole, at least 1
 * @param passes over all blocks of such a model, at least 1
 * @param label with which the labels of jobs begin, for people; may be empty
 */
public record QuantumSettings(
        AnnealParameters parameters,
        ChainStrength chainStrength,
        Unembedding unembedding,
        int gauges,
        int blockSpins,
        int passes,
        String label) {
    /** Spins of a block unless told otherwise: chains of seven qubits, and some ten blocks side by side on a Pegasus P16. */
    public static final int BLOCK_SPINS = 64;

    private static final String LABEL = "spinglass";

    public QuantumSettings {
        require(gauges >= 0 && gauges <= parameters.reads(), "gauges", gauges, "0 to the number of reads");
        require(blockSpins >= 1, "blockSpins", blockSpins, "at least 1");
        require(passes >= 1, "passes", passes, "at least 1");
    }

    private static void require(boolean holds, String name, int value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + expected);
        }
    }

    /** Torque compensation, majority votes, no gauges, blocks of {@value #BLOCK_SPINS} spins, one pass. */
    public static QuantumSettings of(AnnealParameters parameters) {
        return new QuantumSettings(parameters, ChainStrength.DEFAULT, Unembedding.DEFAULT, 0, BLOCK_SPINS, 1, LABEL);
    }

    /** With other parameters of the anneal. */
    public QuantumSettings withParameters(AnnealParameters value) {
        return new QuantumSettings(value, chainStrength, unembedding, gauges, blockSpins, passes, label);
    }

    /** With other chains. */
    public QuantumSettings withChainStrength(ChainStrength value) {
        return new QuantumSettings(parameters, value, unembedding, gauges, blockSpins, passes, label);
    }

    /** With another way to read broken chains. */
    public QuantumSettings withUnembedding(Unembedding value) {
        return new QuantumSettings(parameters, chainStrength, value, gauges, blockSpins, passes, label);
    }

    /** With spin-reversal transforms. */
    public QuantumSettings withGauges(int value) {
        return new QuantumSettings(parameters, chainStrength, unembedding, value, blockSpins, passes, label);
    }

    /** With blocks of another size. */
    public QuantumSettings withBlockSpins(int value) {
        return new QuantumSettings(parameters, chainStrength, unembedding, gauges, value, passes, label);
    }

    /** With more passes over the blocks. */
    public QuantumSettings withPasses(int value) {
        return new QuantumSettings(parameters, chainStrength, unembedding, gauges, blockSpins, value, label);
    }

    /** With labels of jobs that begin otherwise. */
    public QuantumSettings withLabel(String value) {
        return new QuantumSettings(parameters, chainStrength, unembedding, gauges, blockSpins, passes, value);
    }
}
