// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.search.LocalSearch;

/**
 * More answers, around those that were found: as many variables are changed at random as two answers are to differ in, and
 * the others are repaired. Half of them are improved too, as the next best answer may be as near as can be or a valley of
 * its own.
 */
final class Surroundings {
    /** Tries for each answer that is wanted. */
    private static final int TRIES = 40;

    private final FlatModel flat;
    private final LocalSearch local;
    private final AnswerPool pool;
    private final ModelRequest request;

    Surroundings(FlatModel flat, LocalSearch local, AnswerPool pool, ModelRequest request) {
        this.flat = flat;
        this.local = local;
        this.pool = pool;
        this.request = request;
    }

    /**
     * Looks for them, around a feasible answer.
     *
     * @param found is told of each that is new, and puts it into the pool
     * @param isOver asked now and then; ends it early
     */
    void look(SplittableRandom random, Consumer<int[]> found, BooleanSupplier isOver) {
        int apart = request.distance();
        if (!pool.best().isFeasible() || apart > flat.variables()) {
            return;
        }
        for (int pass = 0; pass < TRIES && !isOver.getAsBoolean(); pass++) {
            List<int[]> chosen = pool.apart(request.answers(), apart);
            for (int k = 0; k < request.answers() && !isOver.getAsBoolean(); k++) {
                int[] from = chosen.get(random.nextInt(chosen.size()));
                boolean isImproved = random.nextBoolean();
                Optional<int[]> moved = local.moved(from, apart, isImproved, random.nextLong(), isOver);
                if (moved.isPresent() && pool.isNew(moved.get())) {
                    found.accept(moved.get());
                }
            }
        }
    }
}
