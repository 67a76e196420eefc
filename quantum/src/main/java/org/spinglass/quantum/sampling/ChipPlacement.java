package org.spinglass.quantum.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinglass.quantum.embedding.CliqueEmbedder;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** Cliques by {@link CliqueEmbedder}, one after the other on the qubits that are left; kept in memory for one graph. */
public final class ChipPlacement implements Placement {
    private final Map<Integer, List<Embedding>> cliques = new HashMap<>();
    private int largest = -1;

    @Override
    public synchronized int largestClique(Topology topology, WorkingGraph graph) {
        if (largest < 0) {
            largest = new CliqueEmbedder(topology, graph)
                    .largest()
                    .map(Embedding::variables)
                    .orElse(0);
        }
        return largest;
    }

    @Override
    public synchronized List<Embedding> embeddings(
            SourceGraph source, Topology topology, WorkingGraph graph, int most) {
        List<Embedding> known = cliques.computeIfAbsent(source.variables(), n -> new ArrayList<>());
        while (known.size() < most) {
            int[] used = known.stream()
                    .flatMapToInt(embedding ->
                            IntStream.range(0, embedding.variables()).flatMap(v -> IntStream.of(embedding.chain(v))))
                    .sorted()
                    .toArray();
            WorkingGraph left = new Faults(used, new int[0]).removedFrom(graph);
            Optional<Embedding> found = new CliqueEmbedder(topology, left).find(source.variables());
            if (found.isEmpty()) {
                break;
            }
            known.add(found.get());
        }
        return known.subList(0, Math.min(most, known.size()));
    }
}
