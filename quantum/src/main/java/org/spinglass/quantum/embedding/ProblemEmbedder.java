// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Embeds any problem: complete graphs by bent wires, others also by the heuristic, whichever takes fewer qubits. Immutable.
 *
 * @param cliques for complete graphs, on the graph to embed in
 * @param search for others
 */
public record ProblemEmbedder(CliqueEmbedder cliques, MinorSearch search) {

    /** Complete graphs up to this size are also looked for by the heuristic where bent wires do not fit. */
    private static final int SMALL = 16;

    /**
     * An embedding of a source, or none where none was found.
     *
     * @param goesOn asked now and then; once false, the best found so far is returned
     */
    public Optional<Embedding> find(SourceGraph source, BooleanSupplier goesOn) {
        Optional<Embedding> clique = cliques.find(source.variables());
        if (source.isComplete() && (clique.isPresent() || source.variables() > SMALL)) {
            return clique;
        }
        Optional<Embedding> found = search.find(cliques.graph(), source, goesOn);
        return clique.isEmpty()
                        || found.isPresent()
                                && found.get().qubits() < clique.get().qubits()
                ? found
                : clique;
    }
}
