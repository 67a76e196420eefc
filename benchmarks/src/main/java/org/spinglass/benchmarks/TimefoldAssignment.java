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
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;

/** Departments in places, those with much traffic close together. */
@PlanningSolution
@NullUnmarked
public final class TimefoldAssignment implements TimefoldShelf.Plan {
    @PlanningEntityCollectionProperty
    List<Department> departments = new ArrayList<>();

    @ValueRangeProvider
    List<Place> places = new ArrayList<>();

    @PlanningScore
    HardSoftScore score;

    /** Empty, as Timefold wants it. */
    public TimefoldAssignment() {}

    static TimefoldAssignment of(SplittableRandom random) {
        ShelfModels.Site site = ShelfModels.Site.of(random);
        TimefoldAssignment plan = new TimefoldAssignment();
        for (int k = 0; k < site.far().length; k++) {
            plan.departments.add(new Department(k, site.flow()[k]));
            plan.places.add(new Place(k, site.far()[k]));
        }
        return plan;
    }

    @Override
    public HardSoftScore getScore() {
        return score;
    }

    /**
     * A place.
     *
     * @param far from each place
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Place(int id, int[] far) {}

    /** A department. */
    @PlanningEntity
    public static final class Department {
        @PlanningId
        int id;

        int[] flow;

        @PlanningVariable
        Place place;

        /** Empty, as Timefold wants it. */
        public Department() {}

        Department(int id, int[] flow) {
            this.id = id;
            this.flow = flow;
        }
    }

    /** The rules. */
    public static final class Rules implements ConstraintProvider {
        /** As Timefold wants it. */
        public Rules() {}

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEachUniquePair(Department.class, Joiners.equal(department -> department.place))
                        .penalize(HardSoftScore.ONE_HARD)
                        .asConstraint("one each"),
                factory.forEachUniquePair(Department.class)
                        .penalize(
                                HardSoftScore.ONE_SOFT,
                                (a, b) ->
                                        (a.flow[b.id] + b.flow[a.id]) * a.place.far()[b.place.id()])
                        .asConstraint("ways")
            };
        }
    }
}
