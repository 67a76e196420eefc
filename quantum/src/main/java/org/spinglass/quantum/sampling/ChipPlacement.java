package org.spinglass.quantum.sampling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.embedding.CliqueEmbedder;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Complete graphs as cliques of bent wires ({@link CliqueEmbedder}), as many beside each other as fit. Keeps what it found
 * in memory, for one graph at a time.
 */
public final class ChipPlacement implements Placement {
    private final Map<Integer, Cliques> cliques = new HashMap<>();
    private @Nullable CliqueEmbedder embedder;
    private int largest;

    /** Cliques of one size, and whether these are all that fit. */
    private record Cliques(List<Embedding> found, boolean areAll) {}

    private CliqueEmbedder embedder(Topology topology, WorkingGraph graph) {
        CliqueEmbedder known = embedder;
        if (known == null || known.graph() != graph || !known.topology().equals(topology)) {
            known = new CliqueEmbedder(topology, graph);
            embedder = known;
            cliques.clear();
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
            SourceGraph source, Topology topology, WorkingGraph graph, int most) {
        CliqueEmbedder own = embedder(topology, graph);
        int n = source.variables();
        Cliques known = cliques.get(n);
        if (known == null || known.found().size() < most && !known.areAll()) {
            known = most == 1
                    ? new Cliques(own.find(n).stream().toList(), false)
                    : new Cliques(own.copies(n, Integer.MAX_VALUE), true);
            cliques.put(n, known);
        }
        return known.found().subList(0, Math.min(most, known.found().size()));
    }
}
