// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.samplers.SimulatedAnnealing;

/** Searches that end once an answer is good enough. */
final class TargetTest {
    private static final Duration LONG = Duration.ofHours(2);

    private static Model knapsack(int items, boolean isMaximised) {
        SplittableRandom random = new SplittableRandom(items);
        Model model = new Model();
        Variables take = model.binaries("take", items);
        Sum worth = new Sum();
        Sum weight = new Sum();
        for (Variable one : take) {
            int value = random.nextInt(10, 100);
            worth.add(isMaximised ? value : -value, one);
            weight.add(random.nextInt(5, 60), one);
        }
        if (isMaximised) {
            model.maximise(worth.toExpression());
        } else {
            model.minimise(worth.toExpression());
        }
        model.require("weight", weight.toExpression().atMost(10 * items));
        return model;
    }

    /** With a limit of hours, which only the target can end. */
    @Test
    void anAnswerThatIsGoodEnoughEndsTheSearch() {
        double best =
                ModelSolver.solve(knapsack(70, true), ModelRequest.of(1)).best().objective();
        for (boolean isMaximised : new boolean[] {true, false}) {
            double target = isMaximised ? best : -best;
            ModelSolution found = ModelSolver.solve(
                    knapsack(70, isMaximised),
                    ModelRequest.of(2).withTimeLimit(LONG).withTarget(target));
            assertThat(found.ended()).isEqualTo(ModelSolution.End.TARGET);
            assertThat(found.isFeasible()).isTrue();
            assertThat(isMaximised ? found.best().cost() : -found.best().cost()).isGreaterThanOrEqualTo(best);
        }
    }

    /** However long it takes: the target calls a halt for samplers, which others look for some milliseconds later. */
    @Test
    void otherAnswersComeToo() {
        ModelRequest request = ModelRequest.of(3).withAnswers(6, 2).withTarget(100);
        ModelSolution quick = ModelSolver.solve(knapsack(30, true), request);
        ModelSolution slow = ModelSolver.solve(knapsack(30, true), request.withListener(answer -> {
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
            return true;
        }));
        assertThat(quick.ended()).isEqualTo(ModelSolution.End.TARGET);
        assertThat(quick.answers()).hasSize(6);
        assertThat(slow.answers().stream().map(Answer::values))
                .isEqualTo(quick.answers().stream().map(Answer::values).toList());
    }

    @Test
    void aTargetThatNobodyReachesChangesNothing() {
        Model model = knapsack(60, true);
        ModelRequest request = ModelRequest.of(3).withSampler(SimulatedAnnealing.singleSpin());
        ModelSolution plain = ModelSolver.solve(model, request);
        ModelSolution aimed = ModelSolver.solve(model, request.withTarget(1e9));
        assertThat(aimed.ended()).isEqualTo(plain.ended()).isEqualTo(ModelSolution.End.DONE);
        assertThat(aimed.best().values()).isEqualTo(plain.best().values());
        assertThat(aimed.rounds()).hasSameSizeAs(plain.rounds());
    }

    /** A state that is cheap because it breaks a rule ends no search: the first weights are too small here. */
    @Test
    void statesThatBreakRulesAreNotGoodEnough() {
        Model model = new Model();
        Variables x = model.binaries("x", 30);
        model.maximise(x.sum().squared());
        model.require("few", x.sum().atMost(4));
        ModelSolution found = ModelSolver.solve(
                model,
                ModelRequest.of(1).withSampler(SimulatedAnnealing.singleSpin()).withTarget(17));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.DONE);
        assertThat(found.isFeasible()).isTrue();
        assertThat(found.best().objective()).isEqualTo(16);
    }

    /** The repair and improvement of a single state end there too, which take long in large models. */
    @Test
    void aTargetThatIsEasyEndsTheImprovementOfAState() {
        Model model = new Model();
        Variables slot = model.integers("slot", 0, 19, 24);
        for (int k = 0; k < 4; k++) {
            int teacher = k;
            model.require(
                    "teacher " + teacher,
                    Rule.allDifferent(IntStream.range(6 * teacher, 6 * teacher + 6)
                            .mapToObj(slot::get)
                            .toList()));
            model.require(
                    "group " + teacher,
                    Rule.allDifferent(IntStream.range(0, 6)
                            .mapToObj(one -> slot.get((7 * one + teacher) % 24))
                            .toList()));
        }
        model.minimise(slot.sum());
        List<Double> heard = new ArrayList<>();
        ModelRequest request = ModelRequest.of(1);
        ModelSolver.solve(model, request.withListener(answer -> {
            heard.add(answer.cost());
            return false;
        }));
        double first = heard.getFirst();
        ModelSolution found = ModelSolver.solve(model, request.withTarget(2 * first));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.TARGET);
        assertThat(found.rounds()).isEmpty();
        assertThat(found.best().cost()).isGreaterThan(first).isLessThanOrEqualTo(2 * first);
    }

    /** What soft rules cost is part of it. */
    @Test
    void brokenSoftRulesCount() {
        Model model = new Model();
        Variables x = model.binaries("x", 4);
        model.maximise(x.sum().times(3));
        model.prefer("few", x.sum().atMost(1), 1);
        assertThat(ModelSolver.solve(model, ModelRequest.of(1).withTarget(12)).ended())
                .isEqualTo(ModelSolution.End.OPTIMAL);
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1).withTarget(3));
        assertThat(found.best().cost()).isGreaterThanOrEqualTo(3);
    }

    /** Of parts that are solved each by itself their sum is what counts. */
    @Test
    void partsReachTheTargetTogether() {
        Model model = new Model();
        Sum goal = new Sum();
        SplittableRandom random = new SplittableRandom(5);
        for (int part = 0; part < 2; part++) {
            Variables x = model.binaries("x" + part, 40);
            Sum weight = new Sum();
            for (Variable one : x) {
                goal.add(random.nextInt(10, 100), one);
                weight.add(random.nextInt(5, 60), one);
            }
            model.require("weight" + part, weight.toExpression().atMost(400));
        }
        model.maximise(goal.toExpression());
        ModelSolution whole = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(whole.rounds()).anyMatch(round -> round.part() == 2);
        double best = whole.best().objective();
        ModelSolution found =
                ModelSolver.solve(model, ModelRequest.of(2).withTimeLimit(LONG).withTarget(0.99 * best));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.TARGET);
        assertThat(found.best().objective()).isGreaterThanOrEqualTo(0.99 * best);
    }

    @Property(tries = 100)
    void theOptimumIsReachedAsATarget(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        Assume.that(IsingForm.of(model).spins() <= 16);
        ModelSolution whole = ModelSolver.solve(model, ModelRequest.of(seed));
        Assume.that(whole.isFeasible());
        ModelSolution found = ModelSolver.solve(
                model,
                ModelRequest.of(seed)
                        .withSampler(SimulatedAnnealing.singleSpin())
                        .withReads(16)
                        .withTarget(whole.best().cost()));
        assertThat(found.ended()).isIn(ModelSolution.End.TARGET, ModelSolution.End.OPTIMAL);
        assertThat(found.best().cost()).isEqualTo(whole.best().cost(), org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void targetsAreNumbers() {
        assertThatThrownBy(() -> ModelRequest.of(1).withTarget(Double.NaN))
                .hasMessage("target is NaN; expected a finite number");
    }
}
