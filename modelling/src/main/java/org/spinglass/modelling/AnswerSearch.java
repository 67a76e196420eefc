// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.search.LocalSearch;

/** What a part's search does on the rules themselves: the first answer, repair and improvement of states, more answers. */
final class AnswerSearch {
    /** States of a round that are repaired and improved, the best. */
    private static final int IMPROVED = 8;

    /** A first answer has this part of its time in any case. */
    private static final double LEAST_OF_FIRST = 0.25;

    private final PartSearch part;
    private final ModelSearch whole;
    private final ModelRequest request;
    private final FlatModel flat;
    private final LocalSearch local;
    private final SplittableRandom random;

    AnswerSearch(PartSearch part, ModelSearch whole, ModelRequest request, FlatModel flat, SplittableRandom random) {
        this.part = part;
        this.whole = whole;
        this.request = request;
        this.flat = flat;
        this.local = new LocalSearch(flat);
        this.random = random;
    }

    /**
     * Makes a first answer, with a time limit in so many seconds; a part of them even where presolve took all the time.
     */
    void begin(int[] start, double seconds) {
        long least = System.nanoTime() + (long) (seconds * LEAST_OF_FIRST * 1e9);
        BooleanSupplier isOver = overAfter(seconds);
        improveAll(
                List.of(start),
                hasLimit() ? () -> System.nanoTime() < least ? whole.isCalledOff() : isOver.getAsBoolean() : isOver);
        spread(seconds);
    }

    /** Whether the order of values is annealed, as of tours, where there is a time limit. */
    boolean annealsOrders() {
        return local.annealsOrders();
    }

    private boolean hasLimit() {
        return request.timeLimit() != null;
    }

    void add(int[] values) {
        if (part.pool().add(values)) {
            whole.improved();
        }
    }

    /**
     * Repairs and improves the best answer and the best states of a round, and looks for better ones from there; with a
     * time limit in so many seconds, which are not used up where the sampler alone finds better ones.
     *
     * @param states the best first, those that break no rule added already
     * @param before the cost of the best answer before that
     */
    void improve(List<int[]> states, double before, double seconds) {
        List<int[]> chosen = new ArrayList<>(states.subList(0, Math.min(IMPROVED, states.size())));
        chosen.addFirst(part.pool().best().values());
        double sampled = part.cost();
        double since = whole.seconds();
        improveAll(chosen, overAfter(0.5 * seconds)); // the other half is the best answer's
        boolean isBestBySampler = sampled < before && part.cost() == sampled;
        if (!hasLimit()) {
            BooleanSupplier isOver = part::isEnded;
            add(local.bettered(part.pool().best().values(), random.nextLong(), whole.most(part), isOver));
        } else if (!isBestBySampler) {
            persist(seconds - (whole.seconds() - since));
        }
    }

    private void improveAll(List<int[]> states, BooleanSupplier isOver) {
        for (int[] state : states) {
            if (!isOver.getAsBoolean() || part.pool().isEmpty()) {
                add(local.improved(state, random.nextLong(), whole.most(part), isOver));
            }
        }
    }

    /** Goes on from the best answer for so many seconds. */
    void persist(double seconds) {
        BooleanSupplier isOver = overAfter(seconds);
        if (!isOver.getAsBoolean()) {
            int[] best = part.pool().best().values();
            add(local.persisted(best, random.nextLong(), whole.most(part), seconds, isOver, this::add));
        }
    }

    /** Whether the search has ended; with a time limit after so many seconds too. */
    private BooleanSupplier overAfter(double seconds) {
        long end = end(seconds);
        return () -> part.isEnded() || end != Long.MAX_VALUE && System.nanoTime() >= end;
    }

    private long end(double seconds) {
        return hasLimit() ? System.nanoTime() + (long) (seconds * 1e9) : Long.MAX_VALUE;
    }

    /**
     * Looks for more answers around those that there are, where several are wanted; a target that was reached does not
     * end it, a time limit does after so many seconds.
     */
    void spread(double seconds) {
        if (request.answers() > 1) {
            long end = end(seconds);
            new Surroundings(flat, local, part.pool(), request)
                    .look(
                            random,
                            this::add,
                            () -> whole.isStopped() // and not where the target calls a halt
                                    || Halt.isCalledAround()
                                    || part.isLate()
                                    || end != Long.MAX_VALUE && System.nanoTime() >= end);
        }
    }
}
