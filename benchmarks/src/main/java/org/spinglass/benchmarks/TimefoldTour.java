// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.NextElementShadowVariable;
import ai.timefold.solver.core.api.domain.variable.PlanningListVariable;
import ai.timefold.solver.core.api.domain.variable.PreviousElementShadowVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;

/** A tour that begins and ends in the first city. */
@PlanningSolution
@NullUnmarked
public final class TimefoldTour implements TimefoldShelf.Plan {
    @PlanningEntityCollectionProperty
    List<Traveller> travellers = new ArrayList<>();

    @PlanningEntityCollectionProperty
    @ValueRangeProvider
    List<Visit> visits = new ArrayList<>();

    @PlanningScore
    HardSoftScore score;

    /** Empty, as Timefold wants it. */
    public TimefoldTour() {}

    static TimefoldTour of(SplittableRandom random) {
        int[][] far = ShelfModels.cities(random);
        TimefoldTour plan = new TimefoldTour();
        plan.travellers.add(new Traveller(0));
        for (int city = 1; city < far.length; city++) {
            plan.visits.add(new Visit(city, far[city]));
        }
        return plan;
    }

    @Override
    public HardSoftScore getScore() {
        return score;
    }

    /** Who travels. */
    @PlanningEntity
    public static final class Traveller {
        @PlanningId
        int id;

        @PlanningListVariable
        List<Visit> visits = new ArrayList<>();

        /** Empty, as Timefold wants it. */
        public Traveller() {}

        Traveller(int id) {
            this.id = id;
        }
    }

    /** A city but the first. */
    @PlanningEntity
    public static final class Visit {
        @PlanningId
        int city;

        int[] far;

        @PreviousElementShadowVariable(sourceVariableName = "visits")
        Visit previous;

        @NextElementShadowVariable(sourceVariableName = "visits")
        Visit next;

        /** Empty, as Timefold wants it. */
        public Visit() {}

        Visit(int city, int[] far) {
            this.city = city;
            this.far = far;
        }

        /** The way here, and home from the last. */
        int way() {
            return far[previous == null ? 0 : previous.city] + (next == null ? far[0] : 0);
        }
    }

    /** The rules. */
    public static final class Rules implements ConstraintProvider {
        /** As Timefold wants it. */
        public Rules() {}

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEach(Visit.class)
                        .penalize(HardSoftScore.ONE_SOFT, Visit::way)
                        .asConstraint("length")
            };
        }
    }
}
