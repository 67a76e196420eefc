// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

class ResponseProblemTest {
    private final SmallProblems problems = new SmallProblems();

    /** With slope 1 the network is linear, so the pattern never changes and any move is exact. */
    @Property(tries = 25)
    void theEnergyIsTheNetworksLoss(@ForAll boolean bias, @ForAll long seed) {
        check(problems.setting(bias, 1f, seed), 0.3f, new SplittableRandom(seed + 1), 1e-5);
    }

    @Property(tries = 25)
    void theEnergyIsTheLossOfOtherLayersToo(@ForAll boolean bias, @ForAll long seed) {
        check(slope -> SmallProblems.otherLayers(bias, slope), seed, 1e-5);
    }

    @Property(tries = 25)
    void theEnergyIsTheLossBehindBatchNormalisationAndDropout(@ForAll boolean bias, @ForAll long seed) {
        check(slope -> SmallProblems.normalised(bias, slope), seed, 1e-4);
    }

    /** Linear, with any move, and with moves too small to change the pattern. */
    private void check(Function<Float, Network> ofSlope, long seed, double tolerance) {
        check(problems.setting(ofSlope.apply(1f), seed), 0.3f, new SplittableRandom(seed + 1), tolerance);
        check(problems.setting(ofSlope.apply(0.1f), seed), 1e-6f, new SplittableRandom(seed + 1), tolerance);
    }

    /** Moves too small to change the pattern, through real activations. */
    @Property(tries = 25)
    void theEnergyIsTheLossWhileThePatternHolds(@ForAll boolean bias, @ForAll long seed) {
        check(problems.setting(bias, 0.1f, seed), 1e-6f, new SplittableRandom(seed + 1), 1e-5);
    }

    /** From one bit to the most. */
    @Property(tries = 25)
    void theEnergyIsTheLossForAnyNumberOfBits(
            @ForAll boolean bias, @ForAll @IntRange(min = 1, max = EncodedQuadratic.MAXIMUM_BITS) int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        check(problems.setting(bias, 1f, bits), new ResponseProblem.Scale(bits, 0.3f, 0, 0), random, 1e-5);
        check(
                problems.setting(SmallProblems.otherLayers(bias, 1f), bits),
                new ResponseProblem.Scale(20, 0.3f, 0, 0),
                random,
                1e-5);
    }

    private void check(SmallProblems.Setting setting, float range, SplittableRandom random, double tolerance) {
        check(setting, new ResponseProblem.Scale(3, range, 0, 0), random, tolerance);
    }

    private void check(
            SmallProblems.Setting setting, ResponseProblem.Scale scale, SplittableRandom random, double tolerance) {
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            Weights moved = setting.weights().copy();
            float[] matrix = moved.layer(l);
            float[] before = matrix.clone();
            ResponseProblem.Here problem = problems.problem(setting, l, scale, matrix);
            for (int g = 0; g < problem.subproblems(); g++) {
                EncodedQuadratic subproblem = problem.subproblem(g);
                long[] words = new long[(subproblem.spins() + 63) / 64];
                for (int i = 0; i < words.length; i++) {
                    words[i] = random.nextLong();
                }
                Spins spins = Spins.ofWords(subproblem.spins(), words);
                SampleSet found = SimulatedAnnealing.singleSpin()
                        .withSchedule(BetaSchedule.custom(0))
                        .sample(
                                subproblem,
                                SamplingRequest.of(1, 1)
                                        .withInitial(InitialState.given(List.of(spins)))
                                        .withSweeps(1)
                                        .withBoundSweeps(0));
                problem.accept(g, subproblem, found);
                double energy = found.best().energy();
                double loss = problems.loss(setting, moved);
                assertThat(energy).isCloseTo(loss, within(tolerance * Math.max(1, loss)));
            }
            assertThat(matrix).isNotEqualTo(before);
        }
    }

    @Property(tries = 10)
    void aSmallStepLowersTheLoss(@ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(true, 0.1f, seed);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            Weights moved = setting.weights().copy();
            ResponseProblem.Here problem =
                    problems.problem(setting, l, new ResponseProblem.Scale(8, 1e-4f, 0, 0), moved.layer(l));
            for (int g = 0; g < problem.subproblems(); g++) {
                EncodedQuadratic subproblem = problem.subproblem(g);
                problem.accept(
                        g, subproblem, SimulatedAnnealing.heatBath().sample(subproblem, SamplingRequest.of(10, 1)));
            }
            assertThat(problems.loss(setting, moved)).isLessThan(problems.loss(setting, setting.weights()));
        }
    }
}
