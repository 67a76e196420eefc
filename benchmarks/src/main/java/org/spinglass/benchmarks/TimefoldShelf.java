// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Problems of the shelf as Timefold's documentation has such ones modelled: entities, and constraint streams. */
final class TimefoldShelf {
    /** By the names of {@link ShelfModels}. */
    private static final Map<String, Function<SplittableRandom, Plan>> ALL = Map.of(
            "colouring", TimefoldColouring::of,
            "salesman", TimefoldTour::of,
            "assignment", TimefoldAssignment::of,
            "job-shop", TimefoldShop::of);

    private TimefoldShelf() {}

    /** A problem before or after it was solved. */
    interface Plan {
        /** Hard: what is broken, at most 0. Soft: the cost with a minus. */
        HardSoftScore getScore();
    }

    /** The configuration of a problem. */
    static SolverConfig config(
            Class<? extends Plan> plan, Class<? extends ConstraintProvider> rules, Class<?>... entities) {
        return new SolverConfig()
                .withSolutionClass(plan)
                .withEntityClasses(entities)
                .withConstraintProviderClass(rules)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT);
    }

    /**
     * What was found.
     *
     * @param cost infinite where rules are broken
     * @param seconds that it took
     */
    record Found(double cost, double seconds) {}

    static boolean has(String problem) {
        return ALL.containsKey(problem);
    }

    /** Solves a problem on one thread, for so many seconds. */
    static Found solve(String problem, double seconds, long seed) {
        Function<SplittableRandom, Plan> make = ALL.get(problem);
        if (make == null) {
            throw new IllegalArgumentException("no problem " + problem + " for Timefold");
        }
        Plan plan = make.apply(new SplittableRandom(seed));
        SolverConfig config = switch (plan) {
            case TimefoldColouring p ->
                config(p.getClass(), TimefoldColouring.Rules.class, TimefoldColouring.Vertex.class);
            case TimefoldTour p ->
                config(p.getClass(), TimefoldTour.Rules.class, TimefoldTour.Traveller.class, TimefoldTour.Visit.class);
            case TimefoldAssignment p ->
                config(p.getClass(), TimefoldAssignment.Rules.class, TimefoldAssignment.Department.class);
            case TimefoldShop p -> config(p.getClass(), TimefoldShop.Rules.class, TimefoldShop.Step.class);
            default -> throw new IllegalStateException(plan.toString());
        };
        long began = System.nanoTime();
        config.withRandomSeed(seed).withTerminationSpentLimit(Duration.ofMillis(Math.round(1000 * seconds)));
        Plan solved = SolverFactory.<Plan>create(config).buildSolver().solve(plan);
        HardSoftScore score = solved.getScore();
        return new Found(
                score.hardScore() < 0 ? Double.POSITIVE_INFINITY : -score.softScore(),
                (System.nanoTime() - began) * 1e-9);
    }
}
