package org.spinglass.quantum.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Embeds complete graphs in graphs of a topology, also where qubits and couplers are missing: every chain is one vertical
 * and one horizontal wire that cross, which keeps chains short and of nearly equal length. The same graph and number always
 * give the same embedding. Safe for use from several threads.
 *
 * <p>Where a coupler between crossing wires is missing, one of its qubits is not used; several choices are tried.
 */
public final class CliqueEmbedder {
    private static final int ANY = Integer.MAX_VALUE;

    private final Topology topology;
    private final WorkingGraph graph;
    private final FragmentGrid grid;
    private final List<boolean[]> covers;

    /**
     * An embedder. Cost: the couplers of the graph.
     *
     * @param graph of qubits of the topology
     * @throws IllegalArgumentException when the graph has labels or couplers that the topology has not
     */
    public CliqueEmbedder(Topology topology, WorkingGraph graph) {
        this.topology = topology;
        this.graph = graph;
        this.grid = FragmentGrid.of(topology);
        this.covers = MissingCouplers.covers(topology, graph);
    }

    /** The topology. */
    public Topology topology() {
        return topology;
    }

    /** The graph. */
    public WorkingGraph graph() {
        return graph;
    }

    /**
     * A complete graph of so many variables with the shortest longest chain found. Cost on Pegasus of size 16: tens of
     * milliseconds for 64 variables, a second for the largest.
     *
     * @param variables at least 1
     * @return empty where the graph has no such clique of bent wires
     */
    public Optional<Embedding> find(int variables) {
        return find(variables, new boolean[graph.labels()]);
    }

    /** The largest complete graph found, with its shortest longest chain; empty where no two qubits are coupled. */
    public Optional<Embedding> largest() {
        int most = 0;
        for (boolean[] cover : covers) {
            EllProgramme programme = programme(cover);
            int perLine = grid.kinds() * grid.wires();
            for (int width = programme.widest(); width * perLine > most; width--) {
                most = Math.max(most, programme.solve(width, ANY));
            }
        }
        for (int n = 4; n > most; n--) {
            Optional<Embedding> direct = SmallClique.find(graph, n, new boolean[graph.labels()]);
            if (direct.isPresent()) {
                return direct;
            }
        }
        return most == 0 ? Optional.empty() : find(most);
    }

    /** The same as {@link #find(int)} without qubits that are used already. */
    Optional<Embedding> find(int variables, boolean[] used) {
        if (variables < 1) {
            throw new IllegalArgumentException(variables + " variables; expected at least 1");
        }
        Optional<Embedding> direct = SmallClique.find(graph, variables, used);
        if (direct.isPresent()) {
            return direct;
        }
        Found best = null;
        for (boolean[] cover : covers) {
            boolean[] left = cover.clone();
            for (int q = 0; q < left.length; q++) {
                left[q] &= !used[q];
            }
            Found found = shortest(left, variables, best == null ? ANY : best.longest);
            best = found == null ? best : found;
        }
        return best == null ? Optional.empty() : Optional.of(best.embedding);
    }

    private record Found(Embedding embedding, int longest) {}

    private EllProgramme programme(boolean[] left) {
        return new EllProgramme(new WireCounts(grid, graph, left));
    }

    /** The embedding of the shortest longest chain, if below a length. */
    private @Nullable Found shortest(boolean[] left, int variables, int below) {
        WireCounts wires = new WireCounts(grid, graph, left);
        EllProgramme programme = new EllProgramme(wires);
        Found best = null;
        int perLine = grid.kinds() * grid.wires();
        int longest = below;
        for (int width = Math.ceilDiv(variables, perLine); width <= programme.widest(); width++) {
            // a chain of w + 1 fragments has at least this many qubits, one of them vertical and one horizontal
            int least = Math.max(2, Math.ceilDiv(width + 1, grid.fragments()));
            if (least >= longest) {
                break;
            }
            if (programme.solve(width, longest == ANY ? ANY : longest - 1) < variables) {
                continue;
            }
            int low = least;
            int high = longest == ANY ? 2 * Math.ceilDiv(width + 1, grid.fragments()) + 2 : longest - 1;
            while (low < high) {
                int middle = (low + high) / 2;
                if (programme.solve(width, middle) >= variables) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            if (programme.solve(width, low) >= variables) {
                best = new Found(embedding(wires, programme.ells(), variables, low), low);
                longest = low;
            }
        }
        return best;
    }

    /** The shortest chains of ells. */
    private static Embedding embedding(WireCounts wires, List<EllProgramme.Ell> ells, int variables, int longest) {
        List<int[]> chains = new ArrayList<>();
        for (EllProgramme.Ell ell : ells) {
            chains.addAll(EllChains.of(wires, ell, longest));
        }
        chains.sort(Comparator.comparingInt(chain -> chain.length));
        return Embedding.of(chains.subList(0, variables).toArray(int[][]::new));
    }
}
