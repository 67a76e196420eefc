// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Complete graphs as cliques of bent wires ({@link CliqueEmbedder}), as many beside each other as fit; a single model of fewer
 * couplings also by the heuristic ({@link MinorSearch}), for up to two minutes. Keeps what it found in memory, for one
 * graph at a time, and what took a search also in files where there is a cache.
 */
public final class ChipPlacement implements Placement {
    /** How long the heuristic may look for a place of one model. */
    private static final Duration SEARCH = Duration.ofMinutes(2);

    /** The longest chain of a copy over that of the first. */
    private static final double LONGER = 1.5;

    private final @Nullable EmbeddingCache cache;
    private final Map<String, List<Embedding>> sparse = new HashMap<>();
    private final Map<Integer, Cliques> cliques = new HashMap<>();
    private @Nullable CliqueEmbedder embedder;
    private int largest;

    /** Without files. */
    public ChipPlacement() {
        this(null);
    }

    /**
     * With or without files.
     *
     * @param cache where embeddings that took a search are kept; null for nowhere
     */
    public ChipPlacement(@Nullable EmbeddingCache cache) {
        this.cache = cache;
    }

    /** Cliques of one size, and whether these are all that fit. */
    private record Cliques(List<Embedding> found, boolean areAll) {}

    private CliqueEmbedder embedder(Topology topology, WorkingGraph graph) {
        CliqueEmbedder known = embedder;
        if (known == null || known.graph() != graph || !known.topology().equals(topology)) {
            known = new CliqueEmbedder(topology, graph);
            embedder = known;
            cliques.clear();
            sparse.clear();
            largest = -1;
        }
        return known;
    }

    @Override
    public synchronized int largestClique(Topology topology, WorkingGraph graph) {
        CliqueEmbedder own = embedder(topology, graph);
        if (largest < 0) {
            largest = own.largest().map(Embedding::variables).orElse(0);
        }
        return largest;
    }

    @Override
    public synchronized List<Embedding> embeddings(
            SourceGraph source, Topology topology, WorkingGraph graph, int most, BooleanSupplier goesOn) {
        CliqueEmbedder own = embedder(topology, graph);
        if (most == 1 && !source.isComplete()) {
            ProblemEmbedder search = new ProblemEmbedder(own, MinorSearch.of(0).withTimeLimit(SEARCH));
            List<Embedding> known = sparse.get(source.fingerprint());
            if (known == null) {
                known = found(search, source, goesOn).stream().toList();
                if (goesOn.getAsBoolean()) {
                    sparse.put(source.fingerprint(), known); // what a search cut short has found may not be the best
                }
            }
            return known;
        }
        int n = source.variables();
        Cliques known = cliques.get(n);
        if (known == null || known.found().size() < most && !known.areAll()) {
            known = most == 1
                    ? new Cliques(own.find(n).stream().toList(), false)
                    : new Cliques(ofShortChains(own.copies(n, Integer.MAX_VALUE)), true);
            cliques.put(n, known);
        }
        return known.found().subList(0, Math.min(most, known.found().size()));
    }

    private Optional<Embedding> found(ProblemEmbedder search, SourceGraph source, BooleanSupplier goesOn) {
        if (cache == null) {
            return search.find(source, goesOn);
        }
        try {
            return cache.get(search.cliques().graph(), source, () -> search.find(source, goesOn));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those whose chains are not much longer than the best one's: long chains break more often than the place is worth. */
    private static List<Embedding> ofShortChains(List<Embedding> copies) {
        return copies.stream()
                .filter(copy -> copy.longest() <= LONGER * copies.getFirst().longest())
                .toList();
    }
}
