// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import org.spinglass.quantum.embedding.Embedding;

/** Hears how the chains of each problem held that a {@link QuantumSampler} has annealed. */
@FunctionalInterface
public interface ChainListener {
    /** Hears nothing. */
    ChainListener NONE = (embedding, breaks, reads) -> {};

    /**
     * A problem was annealed. Called by the thread that samples, once for each problem of each call of the processor.
     *
     * @param embedding where its variables were
     * @param breaks how often each chain was broken, as a fraction of the reads, those that were discarded included; a
     *     copy for the listener
     * @param reads of the call
     */
    void read(Embedding embedding, double[] breaks, int reads);
}
