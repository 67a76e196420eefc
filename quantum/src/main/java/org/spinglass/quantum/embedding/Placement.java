// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** Finds places for models on a processor. Implementations keep what they found; safe for use from several threads. */
public interface Placement {

    /** The most variables of a complete model that fits, 0 where none does. */
    int largestClique(Topology topology, WorkingGraph graph);

    /**
     * Embeddings of a model that share no qubit, the first of them the one to take for a single problem.
     *
     * @param most embeddings that can be used
     * @param goesOn asked now and then by a search; once false it ends with what it has
     * @return empty where none was found
     */
    List<Embedding> embeddings(
            SourceGraph source, Topology topology, WorkingGraph graph, int most, BooleanSupplier goesOn);
}
