// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * One embedding that was made before; models of fewer variables take its first chains.
 *
 * @param embedding the chains
 */
public record FixedPlacement(Embedding embedding) implements Placement {

    @Override
    public int largestClique(Topology topology, WorkingGraph graph) {
        requireFit(graph);
        int most = embedding.variables();
        while (most > 0
                && embedding
                        .first(most)
                        .fault(graph, SourceGraph.complete(most))
                        .isPresent()) {
            most--;
        }
        return most;
    }

    /**
     * The embedding.
     *
     * @throws IllegalArgumentException when it does not suit the processor's graph
     */
    @Override
    public List<Embedding> embeddings(
            SourceGraph source, Topology topology, WorkingGraph graph, int most, BooleanSupplier goesOn) {
        requireFit(graph);
        return source.variables() <= embedding.variables()
                        && embedding.fault(graph, source).isEmpty()
                ? List.of(embedding.first(source.variables()))
                : List.of();
    }

    private void requireFit(WorkingGraph graph) {
        Optional<String> fault = embedding.fault(graph);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("the embedding does not fit the processor: " + fault.get());
        }
    }
}
