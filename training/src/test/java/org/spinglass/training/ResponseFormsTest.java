// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.layer.Weights;

/** Sketches in place of all outputs, and neurons side by side. */
class ResponseFormsTest {
    private final SmallProblems problems = new SmallProblems();

    /** With sketches h is that of all outputs, and J is on average what it is with all of them. */
    @Property(tries = 3)
    void sketchesKeepTheGradientAndOnAverageTheCurvature(@ForAll boolean bias, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(bias, 0.1f, seed);
        ResponseProblem.Scale scale = new ResponseProblem.Scale(2, 0.2f, 0, 0);
        for (int l = 0; l < 2; l++) {
            float[] matrix = setting.weights().layer(l).clone();
            EncodedQuadratic exact = problems.problem(setting, l, scale, matrix).subproblem(0);
            int n = exact.weights();
            float[] wanted = exact.coupling().matrix(0);
            double[] mean = new double[n * n];
            double[] square = new double[n * n];
            int draws = 400;
            for (int draw = 0; draw < draws; draw++) {
                EncodedQuadratic sketched = problems.problem(
                                setting,
                                l,
                                SmallProblems.settings(ResponseSettings.Neurons.IN_TURN, 2),
                                scale,
                                matrix,
                                draw)
                        .subproblem(0);
                for (int j = 0; j < n && draw == 0; j++) {
                    assertThat(sketched.field(0, j)).isCloseTo(exact.field(0, j), within(1e-4f));
                }
                float[] found = sketched.coupling().matrix(0);
                for (int i = 0; i < found.length; i++) {
                    mean[i] += found[i] / draws;
                    square[i] += (double) found[i] * found[i] / draws;
                }
            }
            int far = 0;
            for (int i = 0; i < mean.length; i++) {
                double error = Math.sqrt(Math.max(0, square[i] - mean[i] * mean[i]) / draws);
                far += Math.abs(mean[i] - wanted[i]) > 3 * error + 1e-6 ? 1 : 0;
            }
            assertThat(far).isLessThanOrEqualTo(mean.length / 20); // 0.3% by chance, as far as entries are independent
        }
    }

    /**
     * The sum of the neurons' energies bounds the loss after all have moved, and from below by no more than convexity.
     */
    @Property(tries = 25)
    void neuronsSideBySideBoundTheLoss(@ForAll boolean bias, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(bias, 1f, seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        int last = setting.network().weightLayers() - 1;
        for (int l = last - 1; l <= last; l++) {
            Weights moved = setting.weights().copy();
            ResponseProblem.Here problem = problems.problem(
                    setting,
                    l,
                    ResponseSettings.Neurons.SIDE_BY_SIDE,
                    new ResponseProblem.Scale(3, 0.3f, 0, 0),
                    moved.layer(l));
            assertThat(problem.subproblems()).isEqualTo(1);
            EncodedQuadratic subproblem = problem.subproblem(0);
            assertThat(subproblem.instances()).isEqualTo(setting.network().rows(l));
            double before = problems.loss(setting, setting.weights());
            List<Spins> states = new ArrayList<>();
            double bound = before;
            double tangent = before;
            for (int i = 0; i < subproblem.instances(); i++) {
                Spins state = Spins.ofWords(
                        subproblem.spins(),
                        random.longs((subproblem.spins() + 63) / 64).toArray());
                states.add(state);
                bound += subproblem.energy(i, state) - before;
                double[] change = subproblem.values(i, state.toLevels(3));
                for (int j = 0; j < change.length; j++) {
                    tangent += subproblem.field(i, j) * change[j];
                }
            }
            problem.accept(
                    0,
                    subproblem,
                    SampleSet.of(
                            subproblem,
                            states.stream().map(List::of).toList(),
                            states.stream().map(state -> OptionalDouble.empty()).toList(),
                            SimulatedAnnealing.singleSpin()
                                    .sample(subproblem, SamplingRequest.of(1, 1).withBoundSweeps(0))
                                    .provenance()));
            double loss = problems.loss(setting, moved);
            double rounding = 1e-5 * Math.max(1, Math.abs(bound));
            assertThat(loss).isBetween(tangent - rounding, bound + rounding);
        }
    }
}
