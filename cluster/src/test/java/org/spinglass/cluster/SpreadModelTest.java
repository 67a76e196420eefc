// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.work.HereWorkplace;
import org.spinglass.lab.work.SpreadReads;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceProvider;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.PenaltyRound;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/** Models of named variables and rules whose rounds are drawn on a cluster. */
final class SpreadModelTest {
    /** A knapsack of 40 things of which neighbours exclude each other. */
    private static Model knapsack() {
        SplittableRandom random = new SplittableRandom(5);
        Model model = new Model();
        Variables take = model.binaries("take", 40);
        Sum worth = new Sum();
        Sum weight = new Sum();
        for (Variable one : take) {
            worth.add(random.nextInt(10, 100), one);
            weight.add(random.nextInt(5, 60), one);
        }
        model.maximise(worth.toExpression());
        model.require("weight", weight.toExpression().atMost(400));
        for (int k = 0; k < 40; k += 2) {
            model.require("pair " + k, Rule.atMostOne(take.get(k), take.get(k + 1)));
        }
        return model;
    }

    /** The same model, unchanged: the seed alone decides, here and there, round by round. */
    @Test
    void answersAreThoseOfOneMachine() {
        Model model = knapsack();
        WorkplaceProvider spark = WorkplaceProvider.find("spark").orElseThrow();
        try (Workplace place = spark.open("local[2]", Map.of(), "models");
                Workers two = Workers.of(2)) {
            for (Sampler sampler : List.of(SimulatedAnnealing.singleSpin(), new MemeticSearch())) {
                ModelRequest request = ModelRequest.of(3).withSampler(sampler).withReads(16);
                ModelSolution here = ModelSolver.solve(model, request);
                try (SpreadReads spread = new SpreadReads(place)) {
                    requireSame(
                            ModelSolver.solve(model, request.withDrawing(spread).withWorkers(two)), here);
                }
            }
            ModelRequest islands =
                    ModelRequest.of(3).withSampler(new MemeticSearch()).withReads(8);
            try (HereWorkplace machine = new HereWorkplace(1);
                    SpreadReads alone = new SpreadReads(machine, OptionalInt.of(3));
                    SpreadReads spread = new SpreadReads(place, OptionalInt.of(3))) {
                requireSame(
                        ModelSolver.solve(model, islands.withDrawing(spread)),
                        ModelSolver.solve(model, islands.withDrawing(alone)));
            }
        }
    }

    private static void requireSame(ModelSolution there, ModelSolution here) {
        assertThat(here.isFeasible()).isTrue();
        assertThat(there.best().values()).isEqualTo(here.best().values());
        assertThat(there.rounds())
                .extracting(PenaltyRound::energy, PenaltyRound::weights, PenaltyRound::feasible)
                .containsExactlyElementsOf(here.rounds().stream()
                        .map(round ->
                                org.assertj.core.groups.Tuple.tuple(round.energy(), round.weights(), round.feasible()))
                        .toList());
    }
}
