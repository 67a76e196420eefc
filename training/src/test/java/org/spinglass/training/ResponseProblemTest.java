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
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;
import org.spinglass.training.ResponseSettings.DecayOf;

class ResponseProblemTest {
    private static final int SAMPLES = 6;

    /** Seed of the values that are dropped. */
    private static final long DROPPED = 11;

    private final Workers workers = Workers.of(1);

    private static Network network(boolean bias, float slope) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv2d(2, 3, bias));
        layers.add(new LeakyRelu(slope));
        layers.add(new SpectralPool(3, 3, Crop.CENTRED));
        layers.add(new Conv2d(4, 3, bias));
        layers.add(new LeakyRelu(slope));
        layers.add(new Linear(5, bias));
        layers.add(new LeakyRelu(slope));
        layers.add(new Linear(3, bias));
        layers.add(new LeakyRelu(slope));
        return Network.of("small", new Shape(1, 8, 8), layers);
    }

    /** What the paper's networks have not; the last convolution has one site and does not see all of its input. */
    private static Network otherLayers(boolean bias, float slope) {
        return Network.of(
                "others",
                new Shape(1, 8, 8),
                List.of(
                        new Conv2d(2, 3, 2, 1, bias, false),
                        new LeakyRelu(slope),
                        new AveragePool(new Windows(3, 3, true, 1, 1)),
                        new Point("a"),
                        new Conv2d(2, 3, 1, 1, bias, false),
                        new LeakyRelu(slope),
                        new Link.Add("a"),
                        new Point("b"),
                        new Link.From("a"),
                        new DepthwiseConv2d(2, 3, 1, 1, bias, false),
                        new Conv2d(3, 1, bias),
                        new Link.Concat("b"),
                        new Conv2d(4, 3, 2, 0, bias, false),
                        new Linear(3, bias)));
    }

    /** What a step measures and drops is held fixed. */
    private static Network normalised(boolean bias, float slope) {
        return Network.of(
                "normalised",
                new Shape(1, 8, 8),
                List.of(
                        new Dropout(0.1f),
                        new Conv2d(2, 3, bias),
                        new BatchNorm(),
                        new LeakyRelu(slope),
                        new Dropout(0.3f),
                        new Point("a"),
                        new Conv2d(2, 3, 1, 1, bias, false),
                        new BatchNorm(),
                        new Link.Add("a"),
                        new LeakyRelu(slope),
                        new Linear(5, bias),
                        new BatchNorm(),
                        new LeakyRelu(slope),
                        new Dropout(0.3f),
                        new Linear(3, bias)));
    }

    private record Setting(Network network, Weights weights, float[] inputs, int[] labels, ForwardPass pass) {}

    private Setting setting(boolean bias, float slope, long seed) {
        return setting(network(bias, slope), seed);
    }

    private Setting setting(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Weights weights = Weights.xavier(network, seed);
        for (int l = 0; l < network.weightLayers(); l++) {
            float[] matrix = weights.layer(l);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] += (float) random.nextDouble(-0.05, 0.05);
            }
        }
        float[] inputs = new float[SAMPLES * 64];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        int[] labels = new int[SAMPLES];
        for (int a = 0; a < SAMPLES; a++) {
            labels[a] = random.nextInt(3);
        }
        ForwardPass pass = new ForwardPass(network, SAMPLES, workers);
        pass.drop(DROPPED);
        pass.measure((a, out, at) -> System.arraycopy(inputs, a * 64, out, at, 64), 0, SAMPLES, weights);
        return new Setting(network, weights, inputs, labels, pass);
    }

    private ResponseProblem.Here problem(
            Setting setting, int layer, ResponseSettings.Neurons order, ResponseProblem.Scale scale, float[] matrix) {
        return problem(setting, layer, settings(order, 0), scale, matrix, 0);
    }

    private static ResponseSettings settings(ResponseSettings.Neurons order, int sketches) {
        return new ResponseSettings(
                8,
                SAMPLES,
                SAMPLES,
                sketches,
                1,
                4,
                0,
                0.3,
                0.03,
                0.1,
                0.01,
                DecayOf.CURVATURE,
                1e-4,
                0.9,
                order,
                false,
                0);
    }

    private ResponseProblem.Here problem(
            Setting setting,
            int layer,
            ResponseSettings settings,
            ResponseProblem.Scale scale,
            float[] matrix,
            long seed) {
        return ResponseProblem.of(
                new ResponseProblem.Source(
                        setting.network(),
                        layer,
                        setting.pass(),
                        new Responses(setting.network(), workers),
                        SAMPLES,
                        setting.labels(),
                        setting.weights(),
                        matrix,
                        workers),
                settings,
                scale,
                new LayerMemory(),
                seed);
    }

    private ResponseProblem.Here problem(Setting setting, int layer, ResponseProblem.Scale scale, float[] matrix) {
        return problem(setting, layer, ResponseSettings.Neurons.IN_TURN, scale, matrix);
    }

    private double loss(Setting setting, Weights weights) {
        ForwardPass pass = new ForwardPass(setting.network(), SAMPLES, workers);
        pass.drop(DROPPED);
        pass.run(setting.inputs(), SAMPLES, weights);
        return Score.of(pass.beforeLastActivation(), setting.labels(), 0, SAMPLES, 3)
                .loss();
    }

    /** With slope 1 the network is linear, so the pattern never changes and any move is exact. */
    @Property(tries = 25)
    void theEnergyIsTheNetworksLoss(@ForAll boolean bias, @ForAll long seed) {
        check(setting(bias, 1f, seed), 0.3f, new SplittableRandom(seed + 1), 1e-5);
    }

    @Property(tries = 25)
    void theEnergyIsTheLossOfOtherLayersToo(@ForAll boolean bias, @ForAll long seed) {
        check(setting(otherLayers(bias, 1f), seed), 0.3f, new SplittableRandom(seed + 1), 1e-5);
        check(setting(otherLayers(bias, 0.1f), seed), 1e-6f, new SplittableRandom(seed + 1), 1e-5);
    }

    @Property(tries = 25)
    void theEnergyIsTheLossBehindBatchNormalisationAndDropout(@ForAll boolean bias, @ForAll long seed) {
        check(setting(normalised(bias, 1f), seed), 0.3f, new SplittableRandom(seed + 1), 1e-4);
        check(setting(normalised(bias, 0.1f), seed), 1e-6f, new SplittableRandom(seed + 1), 1e-4);
    }

    /** Going on from moved weights, ranges and mu still around those of the start, spins have the energies they had. */
    @Property(tries = 25)
    void aVisitGoesOnWithTheSameEnergies(
            @ForAll boolean bias, @ForAll ResponseSettings.Neurons order, @ForAll long seed) {
        Setting setting = setting(bias, 1f, seed);
        SplittableRandom random = new SplittableRandom(seed + 2);
        ResponseProblem.Scale scale = new ResponseProblem.Scale(3, 0.3f, 0.5f, 0.2f);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            Weights moved = setting.weights().copy();
            ResponseProblem.Here problem = problem(setting, l, order, scale, moved.layer(l));
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
            ForwardPass pass = new ForwardPass(setting.network(), SAMPLES, workers);
            pass.run(setting.inputs(), SAMPLES, moved);
            Setting after = new Setting(setting.network(), moved, setting.inputs(), setting.labels(), pass);
            ResponseProblem.Here next = problem(after, l, order, scale, moved.layer(l));
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

    /** Moves too small to change the pattern, through real activations. */
    @Property(tries = 25)
    void theEnergyIsTheLossWhileThePatternHolds(@ForAll boolean bias, @ForAll long seed) {
        check(setting(bias, 0.1f, seed), 1e-6f, new SplittableRandom(seed + 1), 1e-5);
    }

    /** From one bit to the most. */
    @Property(tries = 25)
    void theEnergyIsTheLossForAnyNumberOfBits(
            @ForAll boolean bias, @ForAll @IntRange(min = 1, max = EncodedQuadratic.MAXIMUM_BITS) int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        check(setting(bias, 1f, bits), new ResponseProblem.Scale(bits, 0.3f, 0, 0), random, 1e-5);
        check(setting(otherLayers(bias, 1f), bits), new ResponseProblem.Scale(20, 0.3f, 0, 0), random, 1e-5);
    }

    private void check(Setting setting, float range, SplittableRandom random, double tolerance) {
        check(setting, new ResponseProblem.Scale(3, range, 0, 0), random, tolerance);
    }

    private void check(Setting setting, ResponseProblem.Scale scale, SplittableRandom random, double tolerance) {
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            Weights moved = setting.weights().copy();
            float[] matrix = moved.layer(l);
            float[] before = matrix.clone();
            ResponseProblem.Here problem = problem(setting, l, scale, matrix);
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
                double loss = loss(setting, moved);
                assertThat(energy).isCloseTo(loss, within(tolerance * Math.max(1, loss)));
            }
            assertThat(matrix).isNotEqualTo(before);
        }
    }

    /** Lambda over the loss: none while answers are no better than one for all, whole from half of that loss on. */
    @Test
    void decayOverTheLossBeginsWithTheLearning() {
        ResponseProblem.Scale scale = new ResponseProblem.Scale(4, 0.3f, 0.1f, 0.03f, 20, 0.9);
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
        Setting setting = setting(bias, 0.1f, seed);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            float[] matrix = setting.weights().layer(l).clone();
            ResponseProblem.Here bare = problem(setting, l, new ResponseProblem.Scale(2, 0.2f, 0, 0), matrix.clone());
            ResponseProblem.Here full = problem(
                    setting, l, new ResponseProblem.Scale(2, 0.2f, 0.5f, 0.25f, isOfLoss ? 3 : 0, 1e30), matrix);
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

    /** With sketches h is that of all outputs, and J is on average what it is with all of them. */
    @Property(tries = 3)
    void sketchesKeepTheGradientAndOnAverageTheCurvature(@ForAll boolean bias, @ForAll long seed) {
        Setting setting = setting(bias, 0.1f, seed);
        ResponseProblem.Scale scale = new ResponseProblem.Scale(2, 0.2f, 0, 0);
        for (int l = 0; l < 2; l++) {
            float[] matrix = setting.weights().layer(l).clone();
            EncodedQuadratic exact = problem(setting, l, scale, matrix).subproblem(0);
            int n = exact.weights();
            float[] wanted = exact.coupling().matrix(0);
            double[] mean = new double[n * n];
            double[] square = new double[n * n];
            int draws = 400;
            for (int draw = 0; draw < draws; draw++) {
                EncodedQuadratic sketched = problem(
                                setting, l, settings(ResponseSettings.Neurons.IN_TURN, 2), scale, matrix, draw)
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

    @Property(tries = 10)
    void aSmallStepLowersTheLoss(@ForAll long seed) {
        Setting setting = setting(true, 0.1f, seed);
        for (int l = 0; l < setting.network().weightLayers(); l++) {
            Weights moved = setting.weights().copy();
            ResponseProblem.Here problem =
                    problem(setting, l, new ResponseProblem.Scale(8, 1e-4f, 0, 0), moved.layer(l));
            for (int g = 0; g < problem.subproblems(); g++) {
                EncodedQuadratic subproblem = problem.subproblem(g);
                problem.accept(
                        g, subproblem, SimulatedAnnealing.heatBath().sample(subproblem, SamplingRequest.of(10, 1)));
            }
            assertThat(loss(setting, moved)).isLessThan(loss(setting, setting.weights()));
        }
    }

    /**
     * The sum of the neurons' energies bounds the loss after all have moved, and from below by no more than convexity.
     */
    @Property(tries = 25)
    void neuronsSideBySideBoundTheLoss(@ForAll boolean bias, @ForAll long seed) {
        Setting setting = setting(bias, 1f, seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        int last = setting.network().weightLayers() - 1;
        for (int l = last - 1; l <= last; l++) {
            Weights moved = setting.weights().copy();
            ResponseProblem.Here problem = problem(
                    setting,
                    l,
                    ResponseSettings.Neurons.SIDE_BY_SIDE,
                    new ResponseProblem.Scale(3, 0.3f, 0, 0),
                    moved.layer(l));
            assertThat(problem.subproblems()).isEqualTo(1);
            EncodedQuadratic subproblem = problem.subproblem(0);
            assertThat(subproblem.instances()).isEqualTo(setting.network().rows(l));
            double before = loss(setting, setting.weights());
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
            double loss = loss(setting, moved);
            double rounding = 1e-5 * Math.max(1, Math.abs(bound));
            assertThat(loss).isBetween(tangent - rounding, bound + rounding);
        }
    }
}
