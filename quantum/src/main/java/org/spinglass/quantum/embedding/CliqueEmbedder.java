// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Embeds complete graphs in graphs of a topology, also where qubits and couplers are missing: every chain is one vertical
 * and one horizontal wire that cross, which keeps chains short and of nearly equal length. The same graph and number always
 * give the same embedding. Immutable and safe for use from several threads.
 *
 * <p>Where wires of an embedding cross without a coupler, one of the two qubits is left out and another embedding is looked
 * for, until all crossings have theirs; this is done several times with other choices.
 */
public final class CliqueEmbedder {
    private static final int ANY = Integer.MAX_VALUE;
    private static final int TRIES = 4;
    private static final int SMALL = 4;

    private final Topology topology;
    private final WorkingGraph graph;
    private final FragmentGrid grid;
    private final MissingCrossings missing;

    /**
     * An embedder. Cost: the couplers of the topology.
     *
     * @param graph of qubits of the topology
     * @throws IllegalArgumentException when the graph has labels or couplers that the topology has not
     */
    public CliqueEmbedder(Topology topology, WorkingGraph graph) {
        this.topology = topology;
        this.graph = graph;
        this.grid = FragmentGrid.of(topology);
        this.missing = new MissingCrossings(topology, graph);
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
     * A complete graph of so many variables with the shortest longest chain found. Cost on Pegasus of size 16: 20 to 70
     * milliseconds where no couplers are missing, some seconds with hundreds of them.
     *
     * @param variables at least 1
     * @return empty where the graph has no such clique of bent wires
     */
    public Optional<Embedding> find(int variables) {
        return find(variables, new boolean[graph.labels()]);
    }

    /** The largest complete graph found, with its shortest longest chain; empty where no two qubits are coupled. */
    public Optional<Embedding> largest() {
        Embedding best = null;
        for (int n = SMALL; n > 1 && best == null; n--) {
            best = SmallClique.find(graph, n, new boolean[graph.labels()]).orElse(null);
        }
        for (int seed = 0; seed < TRIES; seed++) {
            boolean[] left = left(new boolean[graph.labels()]);
            SplittableRandom random = new SplittableRandom(seed);
            boolean isDone = false;
            while (!isDone) {
                Embedding widest = widest(left, best == null ? 0 : best.variables());
                isDone = widest == null || leaveOut(missing.conflicts(widest), left, random) == 0;
                Embedding whole = widest == null ? null : missing.withoutConflicts(widest);
                best = whole != null && (best == null || whole.variables() > best.variables()) ? whole : best;
            }
        }
        return best == null
                ? Optional.empty()
                : Optional.of(find(best.variables()).orElse(best));
    }

    /**
     * Embeddings of the same complete graph that share no qubit: one after the other, each with the shortest longest chain
     * that the qubits left over allow. Later ones may have longer chains.
     *
     * @param most embeddings at most, at least 1
     * @return none where not even one fits
     */
    public List<Embedding> copies(int variables, int most) {
        boolean[] used = new boolean[graph.labels()];
        List<Embedding> copies = new ArrayList<>();
        Optional<Embedding> next = find(variables, used);
        while (next.isPresent()) {
            copies.add(next.get());
            for (int v = 0; v < variables; v++) {
                for (int q : next.get().chain(v)) {
                    used[q] = true;
                }
            }
            next = copies.size() < most ? find(variables, used) : Optional.empty();
        }
        return copies;
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
        Embedding best = null;
        for (int seed = 0; seed < TRIES; seed++) {
            boolean[] left = left(used);
            SplittableRandom random = new SplittableRandom(seed);
            int below = best == null ? ANY : best.longest();
            Embedding found = shortest(left, variables, below);
            Embedding whole = found;
            while (found != null && (whole = chosen(found, variables)) == null) {
                leaveOut(missing.conflicts(found.first(variables)), left, random);
                found = shortest(left, variables, below);
            }
            best = found == null ? best : whole;
            if (missing.isEmpty()) {
                break;
            }
        }
        return Optional.ofNullable(best);
    }

    /** So many chains without conflicts, the shortest; null where there are not enough. */
    private @Nullable Embedding chosen(Embedding found, int variables) {
        Embedding first = found.first(variables);
        if (missing.conflicts(first).isEmpty()) {
            return first;
        }
        Embedding whole = missing.withoutConflicts(found);
        return whole == null || whole.variables() < variables ? null : whole.first(variables);
    }

    private boolean[] left(boolean[] used) {
        boolean[] left = new boolean[graph.labels()];
        for (int q : graph.qubits()) {
            left[q] = !used[q];
        }
        return left;
    }

    /** Takes away one qubit of every conflict, and returns the number of conflicts. */
    private static int leaveOut(List<int[]> conflicts, boolean[] left, SplittableRandom random) {
        for (int[] ends : conflicts) {
            if (left[ends[0]] && left[ends[1]]) {
                left[ends[random.nextInt(2)]] = false;
            }
        }
        return conflicts.size();
    }

    /** The clique of most chains, of more than a number. */
    private @Nullable Embedding widest(boolean[] left, int above) {
        WireCounts wires = new WireCounts(grid, graph, left);
        BentWireSearch search = new BentWireSearch(wires);
        Embedding best = null;
        int most = above;
        for (int width = search.widest(); width * grid.kinds() * grid.wires() > most; width--) {
            int chains = search.solve(width, ANY);
            if (chains > most) {
                most = chains;
                best = embedding(wires, search.ells(), ANY);
            }
        }
        return best;
    }

    /** An embedding of so many variables or more with the shortest longest chain, if below a length. */
    private @Nullable Embedding shortest(boolean[] left, int variables, int below) {
        WireCounts wires = new WireCounts(grid, graph, left);
        BentWireSearch search = new BentWireSearch(wires);
        Embedding best = null;
        int longest = below;
        for (int width = Math.ceilDiv(variables, grid.kinds() * grid.wires()); width <= search.widest(); width++) {
            // a chain of w + 1 fragments has at least this many qubits, one of them vertical and one horizontal
            int low = Math.max(2, Math.ceilDiv(width + 1, grid.fragments()));
            if (low >= longest) {
                break;
            }
            int high = longest == ANY ? 2 * Math.ceilDiv(width + 1, grid.fragments()) + 2 : longest - 1;
            if (search.solve(width, high) < variables) {
                continue;
            }
            while (low < high) {
                int middle = (low + high) / 2;
                if (search.solve(width, middle) >= variables) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            search.solve(width, low);
            best = embedding(wires, search.ells(), low);
            longest = low;
        }
        return best;
    }

    /** The chains of ells, the shortest first. */
    private static Embedding embedding(WireCounts wires, List<BentWireSearch.Ell> ells, int longest) {
        List<int[]> chains = new ArrayList<>();
        for (BentWireSearch.Ell ell : ells) {
            chains.addAll(EllChains.of(wires, ell, longest));
        }
        chains.sort(Comparator.comparingInt(chain -> chain.length));
        return Embedding.of(chains.toArray(int[][]::new));
    }
}
