// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.layer.Weights;

/** Ranges, mu and lambda, at the start of a visit and as it goes on. */
class ResponseScaleTest {
    private final SmallProblems problems = new SmallProblems();

    /** Going on from moved weights, ranges and mu still around those of the start, spins have the energies they had. */
    @Property(tries = 25)
    void aVisitGoesOnWithTheSameEnergies(
            @ForAll boolean bias, @ForAll ResponseSettings.Neurons order, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(bias, 1f, seed);
        SplittableRandom random = new SplittableRandom(seed + 2);
        ResponseProblem.Scale scale = new ResponseProblem.Scale(3, 0.3f, 0.5f, 0.2f);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            Weights moved = setting.weights().copy();
            ResponseProblem.Here problem = problems.problem(setting, l, order, scale, moved.layer(l));
            EncodedQuadratic subproblem = problem.subproblem(0);
            List<Spins> states = new ArrayList<>();
            for (int instance = 0; instance < subproblem.instances(); instance++) {
                states.add(random(subproblem.spins(), random));
            }
            SamplingRequest request = SamplingRequest.of(1, 1)
                    .withInitial(InitialState.given(states))
                    .withBoundSweeps(0);
            SampleSet found = SimulatedAnnealing.singleSpin()
                    .withSchedule(BetaSchedule.custom(0))
                    .sample(subproblem, request);
            problem.accept(0, subproblem, found);
            SmallProblems.Setting after = problems.moved(setting, moved);
            ResponseProblem.Here next = problems.problem(after, l, order, scale, moved.layer(l));
            next.continueFrom(setting.weights().layer(l));
            EncodedQuadratic again = next.subproblem(0);
            if (subproblem.instances() > 1) {
                // side by side the sum of the bounds changes with the residuals, but not where the spins stand
                int[] levels = found.best(0).spins().toLevels(3);
                for (int j = 0; j < levels.length; j++) {
                    assertThat(again.value(0, j, levels[j])).isCloseTo(0, within(1e-6));
                }
                continue;
            }
            for (int k = 0; k < 10; k++) {
                Spins spins = random(subproblem.spins(), random);
                double energy = subproblem.energy(0, spins);
                assertThat(again.energy(0, spins)).isCloseTo(energy, within(1e-4 * Math.max(1, energy)));
            }
        }
    }

    private static Spins random(int size, SplittableRandom random) {
        long[] words = new long[(size + 63) / 64];
        for (int i = 0; i < words.length; i++) {
            words[i] = random.nextLong();
        }
        return Spins.ofWords(size, words);
    }

    /** Lambda over the loss: none while answers are no better than one for all, whole from half of that loss on. */
    @Test
    void decayOverTheLossBeginsWithTheLearning() {
        ResponseProblem.Scale scale = new ResponseProblem.Scale(4, 0.3f, 0.1f, 1, 0.03f, 20, 0.9);
        assertThat(scale.lambda(7, 0.95)).isZero();
        assertThat(scale.lambda(7, 0.9)).isZero();
        assertThat(scale.lambda(7, 0.675)).isCloseTo(0.5 * 0.03f * 0.675 / 20, within(1e-12));
        assertThat(scale.lambda(7, 0.45)).isCloseTo(0.03f * 0.45 / 20, within(1e-12));
        assertThat(scale.lambda(7, 0.1)).isCloseTo(0.03f * 0.1 / 20, within(1e-12));
        assertThat(new ResponseProblem.Scale(4, 0.3f, 0.1f, 0.03f).lambda(7, 0.9))
                .isEqualTo(0.03f * 7.0);
    }

    /**
     * mu as a multiple of the mean diagonal of J, lambda of that or of the loss over some squares, added to the loss.
     */
    @Property(tries = 20)
    void dampingAndDecayArePartOfTheEnergy(@ForAll boolean bias, @ForAll boolean isOfLoss, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(bias, 0.1f, seed);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            float[] matrix = setting.weights().layer(l).clone();
            ResponseProblem.Here bare =
                    problems.problem(setting, l, new ResponseProblem.Scale(2, 0.2f, 0, 0), matrix.clone());
            ResponseProblem.Here full = problems.problem(
                    setting, l, new ResponseProblem.Scale(2, 0.2f, 0.5f, 1, 0.25f, isOfLoss ? 3 : 0, 1e30), matrix);
            double mean = 0;
            int count = 0;
            for (int g = 0; g < bare.subproblems(); g++) {
                float[] couplings = bare.subproblem(g).coupling().matrix(0);
                int n = bare.subproblem(g).weights();
                for (int j = 0; j < n; j++) {
                    mean += couplings[j * n + j];
                    count++;
                }
            }
            mean /= count;
            double lambda = 0.25 * (isOfLoss ? full.meanSquare() / 3 : mean);
            EncodedQuadratic without = bare.subproblem(0);
            EncodedQuadratic with = full.subproblem(0);
            int[] levels = new int[with.weights()];
            for (int j = 0; j < levels.length; j++) {
                levels[j] = j % 4;
            }
            Spins spins = Spins.ofLevels(levels, 2);
            double extra = 0;
            for (int j = 0; j < levels.length; j++) {
                double d = with.value(0, j, levels[j]);
                double w = matrix[j] + d;
                extra += mean * 0.5 * d * d + lambda * w * w;
            }
            double expected = without.energy(0, spins) + extra;
            assertThat(with.energy(0, spins)).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
        }
    }

    /** With omega J counts 1 / omega times, in every form; h does not. */
    @Property(tries = 10)
    void relaxationDividesTheCurvature(@ForAll ResponseSettings.Neurons order, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(true, 0.1f, seed);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            float[] matrix = setting.weights().layer(l).clone();
            EncodedQuadratic whole = problems.problem(
                            setting, l, order, new ResponseProblem.Scale(2, 0.2f, 0, 0), matrix.clone())
                    .subproblem(0);
            EncodedQuadratic relaxed = problems.problem(
                            setting, l, order, new ResponseProblem.Scale(2, 0.2f, 0, 0.25f, 0, 0, 1), matrix)
                    .subproblem(0);
            float[] full = whole.coupling().matrix(0);
            float[] more = relaxed.coupling().matrix(0);
            for (int i = 0; i < full.length; i++) {
                assertThat(more[i]).isCloseTo(4 * full[i], within(1e-5f * Math.max(1, Math.abs(full[i]))));
            }
            for (int j = 0; j < whole.weights(); j++) {
                assertThat(relaxed.field(0, j)).isEqualTo(whole.field(0, j));
            }
        }
    }
}
