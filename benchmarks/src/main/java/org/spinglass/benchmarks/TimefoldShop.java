// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** Steps of jobs on machines, all done as soon as possible. */
@PlanningSolution
@NullUnmarked
public final class TimefoldShop implements TimefoldShelf.Plan {
    @PlanningEntityCollectionProperty
    List<Step> steps = new ArrayList<>();

    @ValueRangeProvider
    List<Integer> starts =
            IntStream.rangeClosed(0, ShelfModels.Jobs.HORIZON).boxed().toList();

    @PlanningScore
    HardSoftScore score;

    /** Empty, as Timefold wants it. */
    public TimefoldShop() {}

    static TimefoldShop of(SplittableRandom random) {
        ShelfModels.Jobs jobs = ShelfModels.Jobs.of(random);
        TimefoldShop plan = new TimefoldShop();
        for (int job = 0; job < jobs.time().length; job++) {
            for (int step = 0; step < jobs.time()[job].length; step++) {
                plan.steps.add(
                        new Step(plan.steps.size(), job, step, jobs.machine()[job][step], jobs.time()[job][step]));
            }
        }
        return plan;
    }

    @Override
    public HardSoftScore getScore() {
        return score;
    }

    /** A step. */
    @PlanningEntity
    public static final class Step {
        @PlanningId
        int id;

        int job;
        int place;
        int machine;
        int time;

        @PlanningVariable
        Integer start;

        /** Empty, as Timefold wants it. */
        public Step() {}

        Step(int id, int job, int place, int machine, int time) {
            this.id = id;
            this.job = job;
            this.place = place;
            this.machine = machine;
            this.time = time;
        }

        int end() {
            return start + time;
        }
    }

    /** The rules. */
    public static final class Rules implements ConstraintProvider {
        /** As Timefold wants it. */
        public Rules() {}

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEach(Step.class)
                        .join(
                                Step.class,
                                Joiners.equal(step -> step.job, step -> step.job),
                                Joiners.equal(step -> step.place + 1, step -> step.place))
                        .filter((step, next) -> next.start < step.end())
                        .penalize(HardSoftScore.ONE_HARD, (step, next) -> step.end() - next.start)
                        .asConstraint("in turn"),
                factory.forEachUniquePair(
                                Step.class,
                                Joiners.equal(step -> step.machine),
                                Joiners.overlapping(step -> step.start, Step::end))
                        .penalize(
                                HardSoftScore.ONE_HARD,
                                (a, b) -> Math.min(a.end(), b.end()) - Math.max(a.start, b.start))
                        .asConstraint("one at a time"),
                factory.forEach(Step.class)
                        .groupBy(ConstraintCollectors.max((Step step) -> step.end()))
                        .penalize(HardSoftScore.ONE_SOFT, end -> end)
                        .asConstraint("soon")
            };
        }
    }
}
