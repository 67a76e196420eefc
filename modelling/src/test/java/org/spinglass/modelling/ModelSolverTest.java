// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.modelling.internal.flat.FlatModel;

final class ModelSolverTest {
    private static final int MOST_SPINS = 16;

    @Property(tries = 150)
    void smallModelsAreAnsweredWithProof(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        FlatModel flat = model.flat();
        Assume.that(IsingForm.of(model).spins() <= MOST_SPINS);
        double least = least(flat);
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(seed));
        if (least == Double.POSITIVE_INFINITY) {
            assertThat(found.ended()).isEqualTo(ModelSolution.End.INFEASIBLE);
            assertThat(found.best().isFeasible()).isFalse();
            assertThat(found.best().broken()).isNotEmpty();
        } else {
            assertThat(found.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
            assertThat(found.best().isFeasible()).isTrue();
            double sign = model.isMaximised() ? -1 : 1;
            assertThat(sign * found.best().cost()).isEqualTo(least, within(1e-9));
            assertThat(found.bound().orElseThrow()).isEqualTo(found.best().cost(), within(1e-9));
        }
    }

    @Property(tries = 60)
    void anAnnealerFindsThemToo(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        Assume.that(IsingForm.of(model).spins() <= MOST_SPINS);
        double least = least(model.flat());
        ModelSolution found = ModelSolver.solve(
                model,
                ModelRequest.of(seed)
                        .withSampler(SimulatedAnnealing.singleSpin())
                        .withReads(16));
        assertThat(found.isFeasible()).isEqualTo(least < Double.POSITIVE_INFINITY);
        if (found.isFeasible()) {
            double sign = model.isMaximised() ? -1 : 1;
            assertThat(sign * found.best().cost()).isEqualTo(least, within(1e-9));
        }
    }

    private static double least(FlatModel flat) {
        double[] least = {Double.POSITIVE_INFINITY};
        RandomModels.forEach(flat, values -> {
            if (flat.isFeasible(values)) {
                least[0] = Math.min(least[0], flat.cost(values));
            }
        });
        return least[0];
    }

    /** The optimum by dynamic programming. */
    @Test
    void aKnapsackIsFilledAsWellAsItCanBe() {
        Knapsack knapsack = new Knapsack(60, 3);
        ModelSolution found = ModelSolver.solve(knapsack.model, ModelRequest.of(1));
        assertThat(found.isFeasible()).isTrue();
        assertThat(found.best().objective()).isEqualTo(knapsack.optimum());
        assertThat(found.rounds()).hasSizeBetween(1, ModelRequest.ROUNDS);
    }

    private static final class Knapsack {
        private final Model model = new Model();
        private final Variables take;
        private final double[] values;
        private final double[] weights;
        private final int room;

        Knapsack(int items, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            values = random.doubles(items, 10, 100).map(Math::rint).toArray();
            weights = random.doubles(items, 5, 60).map(Math::rint).toArray();
            room = items * 10;
            take = model.binaries("take", items);
            model.maximise(Expression.dot(values, take));
            model.require("weight", Expression.dot(weights, take).atMost(room));
        }

        double optimum() {
            double[] best = new double[room + 1];
            for (int i = 0; i < values.length; i++) {
                for (int w = room; w >= weights[i]; w--) {
                    best[w] = Math.max(best[w], best[w - (int) weights[i]] + values[i]);
                }
            }
            return best[room];
        }
    }

    @Test
    void queensDoNotAttackEachOther() {
        int n = 8;
        Queens queens = Queens.on(n);
        Model model = queens.model();
        Variables column = queens.column();
        Answer answer = ModelSolver.solve(model, ModelRequest.of(1)).best();
        assertThat(answer.broken()).isEmpty();
        for (int r = 0; r < n; r++) {
            for (int s = r + 1; s < n; s++) {
                int far = Math.abs(answer.value(column.get(r)) - answer.value(column.get(s)));
                assertThat(far).isNotZero().isNotEqualTo(s - r);
            }
        }
    }

    @Test
    void rulesThatContradictEachOtherAreSaidTo() {
        Model model = new Model();
        Variable x = model.integer("x", 0, 7);
        Variable y = model.integer("y", 0, 7);
        model.minimise(x);
        model.require("sum", x.plus(y).atLeast(9));
        model.require("product", x.times(y).atMost(3));
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.isFeasible()).isFalse();
        assertThat(found.best().broken()).isNotEmpty();
        assertThat(found.best().toString()).contains("infeasible").contains("broken by");
    }

    @Test
    void softRulesAreBrokenWhereThatIsWorthIt() {
        Model model = new Model();
        Variables x = model.binaries("x", 4);
        model.maximise(x.sum().times(3));
        Constraint few = model.prefer("few", x.sum().atMost(1), 1);
        Answer best = ModelSolver.solve(model, ModelRequest.of(1)).best();
        assertThat(best.cost()).isEqualTo(9 - 4.0); // 6 - 1 and 9 - 4 are both 5
        assertThat(best.isFeasible()).isTrue();
        assertThat(best.objective() - Math.pow(best.brokenBy(few), 2)).isEqualTo(best.cost());
        model.remove(few);
        model.prefer("few", x.sum().atMost(1), 4);
        assertThat(ModelSolver.solve(model, ModelRequest.of(1)).best().objective())
                .isEqualTo(3);
    }

    @Test
    void answersImproveAndAreToldOnTheWay() {
        Knapsack knapsack = new Knapsack(60, 5);
        List<Double> heard = new ArrayList<>();
        ModelSolution found = ModelSolver.solve(
                knapsack.model, ModelRequest.of(1).withListener(answer -> heard.add(answer.objective())));
        assertThat(heard).isNotEmpty().isSorted();
        assertThat(heard.getLast()).isEqualTo(found.best().objective());
        ModelSolution stopped = ModelSolver.solve(
                knapsack.model, ModelRequest.of(1).withListener(answer -> answer.objective() < heard.getFirst()));
        assertThat(stopped.ended()).isEqualTo(ModelSolution.End.CANCELLED);
        assertThat(stopped.best().objective()).isEqualTo(heard.getFirst());
    }

    /** Also while nothing better is found. */
    @Test
    void aListenerHearsHowFarTheSearchIsAndMayEndIt() {
        List<ModelProgress> heard = new ArrayList<>();
        AnswerListener listener = new AnswerListener() {
            @Override
            public boolean goesOn(Answer answer) {
                return true;
            }

            @Override
            public boolean goesOn(ModelProgress progress) {
                heard.add(progress);
                return heard.size() < 20;
            }
        };
        ModelSolution found = ModelSolver.solve(
                new Knapsack(300, 5).model,
                ModelRequest.of(1).withTimeLimit(Duration.ofHours(1)).withListener(listener));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.CANCELLED);
        assertThat(found.best().isFeasible()).isTrue();
        assertThat(heard).hasSize(20);
        assertThat(heard).extracting(ModelProgress::elapsed).isSorted();
        assertThat(heard.getLast().rounds()).isEqualTo(ModelRequest.ROUNDS);
        assertThat(heard.getLast().cost().getAsDouble())
                .isGreaterThan(0)
                .isLessThanOrEqualTo(found.best().objective());
    }

    @Test
    void anInterruptEndsTheSearchWithWhatThereIs() {
        Thread.currentThread().interrupt();
        ModelSolution found = ModelSolver.solve(new Knapsack(60, 5).model, ModelRequest.of(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(found.ended()).isEqualTo(ModelSolution.End.CANCELLED);
        assertThat(found.answers()).hasSize(1);
    }

    @Test
    void aTimeLimitEndsTheSearch() {
        ModelSolution found =
                ModelSolver.solve(new Knapsack(300, 5).model, ModelRequest.of(1).withTimeLimit(Duration.ofMillis(400)));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.TIME_LIMIT);
        assertThat(found.isFeasible()).isTrue();
    }

    /** Squares of wide rules take longer than a millisecond; the search does not wait for them. */
    @Test
    void aTimeLimitHoldsWhileRulesAreSquared() {
        Model model = new Model();
        Variables x = model.binaries("x", 2500);
        SplittableRandom random = new SplittableRandom(8);
        for (int r = 0; r < 3; r++) {
            double[] sizes = random.doubles(x.size(), 1, 90).map(Math::rint).toArray();
            model.require("rule " + r, Expression.dot(sizes, x).atMost(20_000));
        }
        model.maximise(Expression.sum(x));
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1).withTimeLimit(Duration.ofMillis(1)));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.TIME_LIMIT);
        assertThat(found.best().isFeasible()).isTrue();
        assertThat(found.rounds()).isEmpty();
        assertThat(found.notes()).anyMatch(note -> note.startsWith("there was no time for the Ising model"));
    }

    @Test
    void severalAnswersDifferByAsMuchAsIsAskedFor() {
        Knapsack knapsack = new Knapsack(40, 6);
        ModelSolution found =
                ModelSolver.solve(knapsack.model, ModelRequest.of(1).withAnswers(5, 4));
        assertThat(found.answers()).hasSize(5);
        for (Answer a : found.answers()) {
            assertThat(a.isFeasible()).isTrue();
            assertThat(a.objective()).isLessThanOrEqualTo(found.best().objective());
            for (Answer b : found.answers()) {
                assertThat(a == b || a.distance(b) >= 4).isTrue();
            }
        }
    }

    /** The seed alone decides. */
    @Test
    void anyNumberOfThreadsGivesTheSameAnswer() {
        Model model = new Knapsack(70, 7).model;
        ModelRequest request = ModelRequest.of(3).withSampler(SimulatedAnnealing.singleSpin());
        ModelSolution one = ModelSolver.solve(model, request);
        try (Workers workers = Workers.of(3)) {
            ModelSolution three = ModelSolver.solve(model, request.withWorkers(workers));
            assertThat(three.best().values()).isEqualTo(one.best().values());
            assertThat(three.rounds().stream().map(PenaltyRound::energy))
                    .isEqualTo(one.rounds().stream().map(PenaltyRound::energy).toList());
        }
    }

    @Test
    void aGivenStartIsTheFirstAnswer() {
        Knapsack knapsack = new Knapsack(60, 8);
        ModelRequest request = ModelRequest.of(1);
        ModelSolution best = ModelSolver.solve(knapsack.model, request);
        for (Variable variable : knapsack.take) {
            request = request.withStart(variable, best.best().value(variable));
        }
        List<Double> heard = new ArrayList<>();
        ModelSolver.solve(knapsack.model, request.withListener(answer -> heard.add(answer.objective())));
        assertThat(heard.getFirst()).isGreaterThanOrEqualTo(best.best().objective());
        ModelRequest wrong = ModelRequest.of(1).withStart(knapsack.take.get(3), 2);
        assertThatThrownBy(() -> ModelSolver.solve(knapsack.model, wrong))
                .hasMessage("the starting value of take[3] is 2; expected one from 0 to 1");
    }

    @Test
    void weightsAreRaisedWhereRulesAreBroken() {
        Model model = new Model();
        Variables x = model.binaries("x", 30);
        model.maximise(x.sum().squared());
        model.require("few", x.sum().atMost(4));
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1).withSampler(SimulatedAnnealing.singleSpin()));
        assertThat(found.best().objective()).isEqualTo(16);
        assertThat(found.rounds()).hasSizeGreaterThan(1);
        for (int k = 1; k < found.rounds().size(); k++) {
            PenaltyRound before = found.rounds().get(k - 1);
            double factor = found.rounds().get(k).weights().getFirst()
                    / before.weights().getFirst();
            assertThat(factor)
                    .isEqualTo(before.feasible() == 0 ? 2 : before.feasible() == before.states() ? 0.6 : factor);
        }
    }

    @Test
    void requestsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> ModelRequest.of(1).withRounds(0)).hasMessage("rounds is 0; expected at least 1");
        assertThatThrownBy(() -> ModelRequest.of(1).withTimeLimit(Duration.ZERO))
                .hasMessage("timeLimit is PT0S; expected more than 0");
    }
}
