// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Shuffle;
import org.spinglass.quantum.topology.WorkingGraph;

/** One search for an embedding from the beginning. */
final class MinorTry {
    private static final int MOST_PASSES = 400;
    private static final double FIRST_PENALTY = 2;
    private static final double PENALTY_GROWTH = 1.3;
    private static final double MOST_PENALTY = 64;

    private final int[][] neighbours;
    private final ChainSet chains;
    private final ChainRouter router;
    private final SplittableRandom random;
    private final int patience;
    private final BooleanSupplier isOpen;

    MinorTry(WorkingGraph graph, SourceGraph source, SplittableRandom random, int patience, BooleanSupplier isOpen) {
        this.neighbours = neighbours(source);
        this.chains = new ChainSet(graph, neighbours);
        this.random = random;
        this.router = new ChainRouter(graph, neighbours, chains, random);
        this.patience = patience;
        this.isOpen = isOpen;
    }

    private static int[][] neighbours(SourceGraph source) {
        int[] degrees = new int[source.variables()];
        for (int end : source.pairs()) {
            degrees[end]++;
        }
        int[][] neighbours = new int[degrees.length][];
        Arrays.setAll(neighbours, v -> new int[degrees[v]]);
        for (int e = 0; e < source.pairs().length; e += 2) {
            int u = source.pairs()[e];
            int v = source.pairs()[e + 1];
            neighbours[u][--degrees[u]] = v;
            neighbours[v][--degrees[v]] = u;
        }
        return neighbours;
    }

    Optional<Embedding> run() {
        if (!layAll() || !part()) {
            return Optional.empty();
        }
        int[][] best = chains.copy();
        int idle = 0;
        while (idle < patience && isOpen.getAsBoolean()) {
            shorten();
            idle = isBetter(chains.copy(), best) ? 0 : idle + 1;
            best = chains.copy();
        }
        return Optional.of(Embedding.of(best));
    }

    /** Lays all chains, which may overlap; those with the most placed neighbours next. */
    private boolean layAll() {
        int n = neighbours.length;
        int[] placed = new int[n];
        boolean[] isLaid = new boolean[n];
        for (int step = 0; step < n; step++) {
            int next = -1;
            int ties = 0;
            for (int v = 0; v < n; v++) {
                if (!isLaid[v]) {
                    ties = next < 0 || placed[v] > placed[next] ? 0 : ties;
                    if ((next < 0 || placed[v] >= placed[next]) && random.nextInt(++ties) == 0) {
                        next = v;
                    }
                }
            }
            if (!isOpen.getAsBoolean() || !router.route(next, FIRST_PENALTY)) {
                return false;
            }
            chains.prune(next);
            isLaid[next] = true;
            for (int v : neighbours[next]) {
                placed[v]++;
            }
        }
        return true;
    }

    /** Lays chains anew until none overlap. */
    private boolean part() {
        double penalty = FIRST_PENALTY;
        int least = chains.overlaps();
        int idle = 0;
        for (int pass = 0; pass < MOST_PASSES && least > 0 && idle < 4 * patience; pass++) {
            for (int v : order()) {
                if (!isOpen.getAsBoolean()) {
                    return false;
                }
                relay(v, penalty);
            }
            int overlaps = chains.overlaps();
            idle = overlaps < least ? 0 : idle + 1;
            least = Math.min(least, overlaps);
            if (overlaps == 0) {
                return true;
            }
            router.remember();
            penalty = Math.min(MOST_PENALTY, penalty * PENALTY_GROWTH);
        }
        return chains.overlaps() == 0;
    }

    private void relay(int variable, double penalty) {
        int[] old = chains.chain(variable);
        chains.clear(variable);
        if (!router.route(variable, penalty)) {
            chains.set(variable, old);
        }
        chains.prune(variable);
        for (int v : neighbours[variable]) {
            chains.prune(v);
        }
    }

    /** Lays every chain anew on free qubits and undoes what makes chains worse. */
    private void shorten() {
        for (int v : order()) {
            if (!isOpen.getAsBoolean()) {
                return;
            }
            int[][] old = chains.copy();
            relay(v, 0);
            if (isBetter(old, chains.copy())) {
                chains.setAll(old);
            }
        }
    }

    /** Whether chains are better: a shorter longest one, fewer of that length, or fewer qubits. */
    private static boolean isBetter(int[][] chains, int[][] than) {
        return Arrays.compare(score(chains), score(than)) < 0;
    }

    private static int[] score(int[][] chains) {
        int longest = 0;
        int count = 0;
        int qubits = 0;
        for (int[] chain : chains) {
            count = chain.length > longest ? 0 : count;
            longest = Math.max(longest, chain.length);
            count += chain.length == longest ? 1 : 0;
            qubits += chain.length;
        }
        return new int[] {longest, count, qubits};
    }

    private int[] order() {
        return Shuffle.order(neighbours.length, random::nextInt);
    }
}
