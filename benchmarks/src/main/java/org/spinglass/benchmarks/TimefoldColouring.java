// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** A graph's vertices in as few colours as possible. */
@PlanningSolution
@NullUnmarked
public final class TimefoldColouring implements TimefoldShelf.Plan {
    @PlanningEntityCollectionProperty
    List<Vertex> vertices = new ArrayList<>();

    @ProblemFactCollectionProperty
    List<Edge> edges = new ArrayList<>();

    @ValueRangeProvider
    List<Integer> colours = IntStream.range(0, 6).boxed().toList();

    @PlanningScore
    HardSoftScore score;

    /** Empty, as Timefold wants it. */
    public TimefoldColouring() {}

    static TimefoldColouring of(SplittableRandom random) {
        TimefoldColouring plan = new TimefoldColouring();
        for (int[] edge : ShelfModels.edges(random)) {
            plan.edges.add(new Edge(edge[0], edge[1]));
        }
        for (int k = 0; k < 50; k++) {
            plan.vertices.add(new Vertex(k));
        }
        return plan;
    }

    @Override
    public HardSoftScore getScore() {
        return score;
    }

    /** Two vertices that are coloured differently. */
    public record Edge(int a, int b) {}

    /** A vertex. */
    @PlanningEntity
    public static final class Vertex {
        @PlanningId
        int id;

        @PlanningVariable
        Integer colour;

        /** Empty, as Timefold wants it. */
        public Vertex() {}

        Vertex(int id) {
            this.id = id;
        }
    }

    /** The rules. */
    public static final class Rules implements ConstraintProvider {
        /** As Timefold wants it. */
        public Rules() {}

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                factory.forEach(Edge.class)
                        .join(Vertex.class, Joiners.equal(Edge::a, vertex -> vertex.id))
                        .join(
                                Vertex.class,
                                Joiners.equal((edge, a) -> edge.b(), b -> b.id),
                                Joiners.equal((edge, a) -> a.colour, b -> b.colour))
                        .penalize(HardSoftScore.ONE_HARD)
                        .asConstraint("different"),
                factory.forEach(Vertex.class)
                        .groupBy(vertex -> vertex.colour)
                        .penalize(HardSoftScore.ONE_SOFT)
                        .asConstraint("few colours")
            };
        }
    }
}
