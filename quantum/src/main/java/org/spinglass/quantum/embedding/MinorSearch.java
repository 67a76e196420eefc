// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Embeds any graph in any other, by a heuristic in the manner of Cai, Macready and Roy (A practical heuristic for finding
 * graph minors, 2014). Chains are laid one after the other, each along shortest paths from those of its neighbours, and may
 * overlap at first; then they are torn out and laid anew, with growing costs of qubits that several want (as routers of
 * circuits negotiate, McMurchie and Ebeling 1995), until none overlap; then again to make them shorter. Immutable; {@code
 * with...} methods return changed copies. The same seed gives the same embedding unless the clock ends the search.
 *
 * <p>Complete graphs fit better with {@link CliqueEmbedder}.
 *
 * @param seed of all choices
 * @param tries searches from the beginning at most, until one succeeds; at least 1
 * @param patience passes over all chains without improvement after which the search ends; at least 1
 * @param timeLimit after which the best found so far is returned, or nothing; null for none
 */
public record MinorSearch(
        long seed, int tries, int patience, @Nullable Duration timeLimit) {
    private static final int TRIES = 10;
    private static final int PATIENCE = 10;

    public MinorSearch {
        if (tries < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    tries + " tries with a patience of " + patience + " passes; expected at least 1 each");
        }
        if (timeLimit != null && (timeLimit.isNegative() || timeLimit.isZero())) {
            throw new IllegalArgumentException("the time limit is " + timeLimit + "; expected a time above 0");
        }
    }

    /** Ten tries, a patience of ten passes, and no time limit. */
    public static MinorSearch of(long seed) {
        return new MinorSearch(seed, TRIES, PATIENCE, null);
    }

    /** With another number of tries. */
    public MinorSearch withTries(int value) {
        return new MinorSearch(seed, value, patience, timeLimit);
    }

    /** With another patience. */
    public MinorSearch withPatience(int value) {
        return new MinorSearch(seed, tries, value, timeLimit);
    }

    /** With a time limit. */
    public MinorSearch withTimeLimit(Duration value) {
        return new MinorSearch(seed, tries, patience, value);
    }

    /** An embedding, or none where all tries failed. */
    public Optional<Embedding> find(WorkingGraph graph, SourceGraph source) {
        return find(graph, source, () -> true);
    }

    /**
     * An embedding, or none where all tries failed. Cost: a pass takes for each variable shortest paths from the chains of
     * all its neighbours; a complete graph of 32 variables on Pegasus of size 16 takes some seconds.
     *
     * @param goesOn asked before every chain; once false, the best found so far is returned
     */
    public Optional<Embedding> find(WorkingGraph graph, SourceGraph source, BooleanSupplier goesOn) {
        if (source.variables() > graph.qubits().length) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        Duration limit = timeLimit;
        BooleanSupplier isOpen =
                limit == null ? goesOn : () -> goesOn.getAsBoolean() && System.nanoTime() - start < limit.toNanos();
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int attempt = 0; attempt < tries && isOpen.getAsBoolean(); attempt++) {
            MinorTry one = new MinorTry(graph, source, seeds.split(), patience, isOpen);
            Optional<Embedding> found = one.run();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
