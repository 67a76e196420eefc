// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;
import org.spinglass.ising.solve.Drawing;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Searches that begin at given values. */
final class WarmStartTest {
    /** With next to no effort of its own. */
    private static ModelRequest poor(long seed) {
        return ModelRequest.of(seed)
                .withSampler(SimulatedAnnealing.singleSpin())
                .withReads(1)
                .withSweeps(1)
                .withRounds(1);
    }

    private static ModelRequest at(ModelRequest request, Model model, int[] values) {
        Map<Variable, Integer> start = new HashMap<>();
        for (Variable variable : model.variables()) {
            start.put(variable, values[variable.index()]);
        }
        return request.withStart(start);
    }

    @Property(tries = 150)
    void noAnswerIsWorseThanAStartThatHoldsTheRules(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        FlatModel flat = model.flat();
        List<int[]> feasible = new ArrayList<>();
        RandomModels.forEach(flat, values -> {
            if (flat.isFeasible(values)) {
                feasible.add(values.clone());
            }
        });
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < Math.min(3, feasible.size()); k++) {
            int[] start = feasible.get(random.nextInt(feasible.size()));
            List<Answer> heard = new ArrayList<>();
            ModelSolution found =
                    ModelSolver.solve(model, at(poor(seed), model, start).withListener(answer -> heard.add(answer)));
            double sign = model.isMaximised() ? -1 : 1;
            assertThat(found.isFeasible()).isTrue();
            assertThat(sign * found.best().cost()).isLessThanOrEqualTo(flat.cost(start) + 1e-9);
            assertThat(sign * heard.getFirst().cost()).isEqualTo(flat.cost(start));
        }
    }

    /** Six colours that may be exchanged: presolve leaves the first vertices fewer of them than the start has. */
    @Test
    void aStartIsExchangedToFitWhatSymmetryLeaves() {
        int[][] edges = {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 5}, {5, 3}, {5, 6}, {6, 7}, {7, 0}};
        Model model = new Model();
        Variables colour = model.integers("colour", 0, 2, 30);
        for (int from = 0; from < 30; from += 8) {
            for (int[] edge : edges) {
                if (from + Math.max(edge[0], edge[1]) < 30) {
                    model.require(Rule.allDifferent(colour.get(from + edge[0]), colour.get(from + edge[1])));
                }
            }
            if (from > 0) {
                model.require(Rule.allDifferent(colour.get(from - 1), colour.get(from)));
            }
        }
        Answer first = ModelSolver.solve(model, ModelRequest.of(1)).best();
        assertThat(first.isFeasible()).isTrue();
        int[] turned = new int[30];
        for (int v = 0; v < 30; v++) {
            turned[v] = 2 - first.value(colour.get(v));
        }
        Recorder recorder = new Recorder();
        ModelSolution found =
                ModelSolver.solve(model, at(ModelRequest.of(1), model, turned).withSampler(recorder));
        assertThat(found.isFeasible()).isTrue();
        assertThat(found.notes()).contains("the values to begin with are an answer that holds all rules");
    }

    /** Forty variables with a value for each pair, of which at most half may be 1. */
    private static Variables pairs(Model model) {
        Variables x = model.binaries("x", 40);
        Sum value = new Sum();
        SplittableRandom random = new SplittableRandom(5);
        for (int k = 0; k < 40; k++) {
            for (int l = 0; l < k; l++) {
                value.add(random.nextInt(-9, 10), x.get(k), x.get(l));
            }
        }
        model.maximise(value.toExpression());
        model.require("few", x.sum().atMost(20));
        return x;
    }

    @Test
    void theSamplerBeginsAtTheValues() {
        Model model = new Model();
        Variables x = pairs(model);
        Answer good = ModelSolver.solve(model, ModelRequest.of(1)).best();
        int[] start = new int[40];
        for (int k = 0; k < 40; k++) {
            start[k] = good.value(x.get(k));
        }
        Recorder recorder = new Recorder();
        ModelSolution found = ModelSolver.solve(
                model,
                at(ModelRequest.of(2), model, start).withSampler(recorder).withRounds(2));
        assertThat(recorder.given).isNotEmpty();
        IsingForm form = IsingForm.of(model);
        for (InitialState.Given given : recorder.given) {
            assertThat(form.answer(given.states().getFirst()).objective()).isGreaterThanOrEqualTo(good.objective());
        }
        assertThat(found.best().objective()).isGreaterThanOrEqualTo(good.objective());
    }

    /** Rounds may be drawn elsewhere, and come to the same answer. */
    @Test
    void roundsAreDrawnWhereTheRequestSays() {
        Model model = new Model();
        pairs(model);
        List<Drawing.Round> drawn = new ArrayList<>();
        ModelRequest request = ModelRequest.of(3).withRounds(2);
        ModelSolution here = ModelSolver.solve(model, request);
        Drawing elsewhere = (ising, round) -> {
            drawn.add(round);
            return Drawing.HERE.draw(ising, round);
        };
        ModelSolution there = ModelSolver.solve(model, request.withDrawing(elsewhere));
        assertThat(drawn).hasSameSizeAs(there.rounds()).isNotEmpty();
        assertThat(there.best().values()).isEqualTo(here.best().values());
    }

    /** Passes calls on and keeps what it is told to begin with. */
    private static final class Recorder implements Sampler {
        private final Sampler sampler = SimulatedAnnealing.singleSpin();
        private final List<InitialState.Given> given = new ArrayList<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.BEGINS_AT_STATES, Trait.OBEYS_STOP_RULES);
        }

        @Override
        public SampleSet sample(IsingModel model, SamplingRequest request) {
            if (request.initial() instanceof InitialState.Given states) {
                given.add(states);
            }
            return sampler.sample(model, request);
        }
    }

    /** Four of eight queens are given; the others are put by presolve and repair, before any sampler is called. */
    @Test
    void someValuesAreCompleted() {
        Queens queens = Queens.on(8);
        Model model = queens.model();
        Variables column = queens.column();
        int[] known = {3, 6, 2, 7}; // of 3 6 2 7 1 4 0 5
        ModelRequest request = poor(1);
        for (int r = 0; r < known.length; r++) {
            request = request.withStart(column.get(r), known[r]);
        }
        List<Answer> heard = new ArrayList<>();
        ModelSolution found = ModelSolver.solve(model, request.withListener(answer -> heard.add(answer)));
        assertThat(found.isFeasible()).isTrue();
        for (int r = 0; r < known.length; r++) {
            assertThat(heard.getFirst().value(column.get(r))).isEqualTo(known[r]);
        }
        assertThat(found.notes()).contains("the values to begin with are an answer that holds all rules");
    }

    @Test
    void whatIsNotToBeHadIsTold() {
        Model model = new Model();
        Variables x = model.binaries("x", 30);
        model.minimise(x.sum().squared());
        model.require("one", Rule.anyOf(x));
        model.require("first two", x.get(0).plus(x.get(1)).atMost(1));
        ModelSolution found = ModelSolver.solve(
                model,
                ModelRequest.of(1)
                        .withSampler(SimulatedBifurcation.discrete())
                        .withTimeLimit(Duration.ofSeconds(1))
                        .withStart(x.get(0), 1)
                        .withStart(x.get(1), 1));
        assertThat(found.best().objective()).isEqualTo(1);
        assertThat(found.notes())
                .contains("the values to begin with were not completed to an answer that holds all rules;"
                        + " sb does not begin at them");
    }
}
