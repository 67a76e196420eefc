// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/** Several convolutions as one spin glass. */
class GroupProblemTest {
    private final SmallProblems problems = new SmallProblems();

    private static List<Integer> convolutions(Network network) {
        return IntStream.range(0, network.weightLayers())
                .filter(l -> !network.isFullyConnected(l))
                .boxed()
                .toList();
    }

    private static List<ResponseProblem.Scale> scales(List<Integer> layers) {
        return layers.stream()
                .map(l -> new ResponseProblem.Scale(3, 0.1f + 0.05f * l, 0.2f, 0.5f, 0.03f, 2 + l, 0.9))
                .toList();
    }

    /** Rows of one layer are those of its own problem: fields, couplings, diagonal, ranges, so also energies. */
    @Property(tries = 10)
    void aLayerOfAGroupIsItsOwnProblem(@ForAll boolean bias, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(SmallProblems.otherLayers(bias, 0.1f), seed);
        List<Integer> layers = convolutions(setting.network());
        assertThat(layers).hasSizeGreaterThan(3);
        List<ResponseProblem.Scale> scales = scales(layers);
        EncodedQuadratic all = problems.group(
                        setting, layers, scales, setting.weights().copy(), 7)
                .subproblem(0);
        float[] couplings = all.coupling().matrix(0);
        int n = all.weights();
        int row = 0;
        for (int i = 0; i < layers.size(); i++) {
            int l = layers.get(i);
            EncodedQuadratic own = problems.problem(
                            setting,
                            l,
                            SmallProblems.settings(ResponseSettings.Neurons.IN_TURN, 2),
                            scales.get(i),
                            setting.weights().layer(l).clone(),
                            7)
                    .subproblem(0);
            float[] alone = own.coupling().matrix(0);
            for (int j = 0; j < own.weights(); j++) {
                assertThat(all.field(0, row + j)).isEqualTo(own.field(0, j));
                assertThat(all.range(row + j)).isEqualTo(own.range(j));
                for (int k = 0; k < own.weights(); k++) {
                    float wanted = alone[j * own.weights() + k];
                    assertThat(couplings[(row + j) * n + row + k])
                            .isCloseTo(wanted, within(1e-6f + 1e-5f * Math.abs(wanted)));
                }
            }
            row += own.weights();
        }
        assertThat(row).isEqualTo(n);
    }

    /** What a pair of layers does to the output together is on average what all outputs say. */
    @Property(tries = 2)
    void couplingsBetweenLayersAreOnAverageThoseOfAllOutputs(@ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(SmallProblems.otherLayers(false, 0.1f), seed);
        List<Integer> layers = convolutions(setting.network()).subList(0, 2);
        List<ResponseProblem.Scale> scales = layers.stream()
                .map(_ -> new ResponseProblem.Scale(2, 0.2f, 0, 0))
                .toList();
        List<Coupling.Gram> exact = new ArrayList<>();
        for (int l : layers) {
            exact.add((Coupling.Gram) problems.problem(
                            setting,
                            l,
                            scales.getFirst(),
                            setting.weights().layer(l).clone())
                    .subproblem(0)
                    .coupling());
        }
        int first = exact.getFirst().weights();
        int second = exact.get(1).weights();
        double[] mean = new double[first * second];
        double[] square = new double[first * second];
        int draws = 400;
        for (int draw = 0; draw < draws; draw++) {
            EncodedQuadratic group = problems.group(
                            setting, layers, scales, setting.weights().copy(), draw)
                    .subproblem(0);
            float[] found = group.coupling().matrix(0);
            for (int i = 0; i < mean.length; i++) {
                double one = found[i / second * group.weights() + first + i % second];
                mean[i] += one / draws;
                square[i] += one * one / draws;
            }
        }
        int far = 0;
        double largest = 0;
        for (int i = 0; i < mean.length; i++) {
            double wanted = product(exact.getFirst(), i / second, exact.get(1), i % second);
            double error = Math.sqrt(Math.max(0, square[i] - mean[i] * mean[i]) / draws);
            far += Math.abs(mean[i] - wanted) > 3 * error + 1e-6 ? 1 : 0;
            largest = Math.max(largest, Math.abs(wanted) / (error + 1e-9));
        }
        assertThat(far).isLessThanOrEqualTo(mean.length / 20); // 0.3% by chance, as far as entries are independent
        assertThat(largest).isGreaterThan(10); // so that couplings of 0 would be seen
    }

    private static double product(Coupling.Gram one, int j, Coupling.Gram other, int k) {
        double sum = 0;
        for (int a = 0; a < one.samples(); a++) {
            sum += (double) one.factors()[j * one.samples() + a]
                    * other.factors()[k * other.samples() + a]
                    * one.sampleWeights()[a];
        }
        return sum;
    }

    /** All layers move at once, by as little as leaves the loss what its derivatives say. */
    @Property(tries = 10)
    void aSmallStepLowersTheLossByWhatTheEnergySays(@ForAll boolean bias, @ForAll long seed) {
        SmallProblems.Setting setting = problems.setting(SmallProblems.otherLayers(bias, 0.1f), seed);
        List<Integer> layers = convolutions(setting.network());
        List<ResponseProblem.Scale> scales = layers.stream()
                .map(_ -> new ResponseProblem.Scale(8, 1e-5f, 0, 0))
                .toList();
        Weights moved = setting.weights().copy();
        GroupProblem problem = problems.group(setting, layers, scales, moved, 3);
        EncodedQuadratic subproblem = problem.subproblem(0);
        var found = SimulatedAnnealing.heatBath().sample(subproblem, SamplingRequest.of(20, 1));
        problem.accept(0, subproblem, found);
        double before = problems.loss(setting, setting.weights());
        double gain = before - found.best().energy();
        assertThat(gain).isPositive();
        assertThat(before - problems.loss(setting, moved)).isCloseTo(gain, within(0.05 * gain));
        for (int l : layers) {
            assertThat(moved.layer(l)).isNotEqualTo(setting.weights().layer(l));
        }
    }
}
