// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.Reference;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

class ResponsesTest {
    private static final int SAMPLES = 13;

    private record Setup(Network network, Weights weights, float[] samples, ForwardPass pass, Responses responses) {
        static Setup of(long seed, Workers workers) {
            Network network = Cases.any(seed);
            Weights weights = Cases.weights(network, seed);
            float[] samples = Cases.samples(network, SAMPLES, seed);
            ForwardPass pass = new ForwardPass(network, SAMPLES, workers);
            pass.run(samples, SAMPLES, weights);
            return new Setup(network, weights, samples, pass, new Responses(network, workers));
        }
    }

    /** With the pattern held fixed, moving one neuron's weights by d moves y by B (d . q) exactly, however large d is. */
    @Property(tries = 200)
    void outputsMoveByResponseTimesChange(@ForAll long seed) {
        Setup setup = Setup.of(seed, Workers.of(1));
        Network network = setup.network;
        Reference reference = new Reference(network);
        SplittableRandom random = new SplittableRandom(seed);
        int point = network.pointBeforeLastActivation();
        for (int l = 0; l < network.weightLayers(); l++) {
            setup.responses.compute(l, setup.pass, SAMPLES, setup.weights);
            Patches patches = new Patches(network, l);
            int neuron = random.nextInt(network.rows(l));
            float[] change = new float[network.columns(l)];
            double[][] moved = Reference.matrices(setup.weights);
            for (int j = 0; j < change.length; j++) {
                change[j] = (float) random.nextDouble(-1, 1);
                moved[l][neuron * change.length + j] += change[j];
            }
            int a = random.nextInt(SAMPLES);
            double[] sample = Cases.sample(setup.samples, a, network.input().size());
            Reference.Run before = reference.run(Reference.matrices(setup.weights), sample);
            Assume.that(before.isClear());
            Reference.Run after = reference.run(moved, sample, before.pattern());
            float[] u = new float[patches.size()];
            int sampleAt = a * network.inputOf(l).size();
            patches.gather(setup.pass.inputsOf(l), sampleAt + patches.begin(neuron), u, 0);
            for (int k = 0; k < network.classes(); k++) {
                double predicted = 0;
                for (int site = 0; site < patches.sites(); site++) {
                    double ds = 0;
                    for (int j = 0; j < change.length; j++) {
                        ds += (double) change[j] * u[j * patches.sites() + site];
                    }
                    int unit = neuron * patches.sites() + site;
                    predicted +=
                            ds * setup.responses.values()[(a * network.classes() + k) * setup.responses.units() + unit];
                }
                double actual = after.points().get(point)[k] - before.points().get(point)[k];
                assertThat(predicted)
                        .as("%s, weight layer %d", network, l)
                        .isCloseTo(actual, within(3e-4 * (1 + Math.abs(actual))));
            }
        }
    }

    /** A combination of responses is what the responses give, to rounding. */
    @Property(tries = 100)
    void combinationsAreThoseOfTheResponses(@ForAll long seed) {
        Setup setup = Setup.of(seed, Workers.of(1));
        Network network = setup.network;
        SplittableRandom random = new SplittableRandom(seed);
        int classes = network.classes();
        int perSample = random.nextInt(1, 4);
        float[] coefficients = new float[SAMPLES * perSample * classes];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) random.nextDouble(-1, 1);
        }
        for (int l = 0; l < network.weightLayers(); l++) {
            setup.responses.compute(l, setup.pass, SAMPLES, setup.weights);
            int units = setup.responses.units();
            float[] all = setup.responses.values().clone();
            setup.responses.combine(l, setup.pass, SAMPLES, setup.weights, coefficients, perSample);
            assertThat(setup.responses.outputs()).isEqualTo(perSample);
            for (int row = 0; row < SAMPLES * perSample; row++) {
                for (int unit = 0; unit < units; unit++) {
                    double sum = 0;
                    double scale = 1;
                    for (int k = 0; k < classes; k++) {
                        double b = all[(row / perSample * classes + k) * units + unit];
                        sum += coefficients[row * classes + k] * b;
                        scale += Math.abs(b);
                    }
                    assertThat((double) setup.responses.values()[row * units + unit])
                            .as("%s, weight layer %d", network, l)
                            .isCloseTo(sum, within(1e-5 * scale));
                }
            }
        }
    }

    /** Those of several layers that are asked for together are those of each, bit for bit, on whatever branches they are. */
    @Property(tries = 100)
    void thoseOfSeveralLayersAreThoseOfEach(@ForAll long seed) {
        Setup setup = Setup.of(seed, Workers.of(1));
        Network network = setup.network;
        SplittableRandom random = new SplittableRandom(seed);
        int perSample = random.nextInt(1, 4);
        float[] coefficients = new float[SAMPLES * perSample * network.classes()];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) random.nextDouble(-1, 1);
        }
        List<Integer> layers = IntStream.range(0, network.weightLayers())
                .filter(_ -> random.nextInt(3) > 0)
                .boxed()
                .toList();
        Assume.that(!layers.isEmpty());
        Responses together = new Responses(network, Workers.of(1));
        together.combine(layers, setup.pass, SAMPLES, setup.weights, coefficients, perSample);
        for (int l : layers) {
            setup.responses.combine(l, setup.pass, SAMPLES, setup.weights, coefficients, perSample);
            int length = SAMPLES * perSample * setup.responses.units();
            assertThat(Arrays.copyOf(together.values(l), length))
                    .as("%s, weight layer %d of %s", network, l, layers)
                    .isEqualTo(Arrays.copyOf(setup.responses.values(), length));
        }
    }

    /** The derivative of y by one weight, from two runs whose pattern is free and happens to stay. */
    @Property(tries = 100)
    void agreeWithFiniteDifferences(@ForAll long seed) {
        Setup setup = Setup.of(seed, Workers.of(1));
        Network network = setup.network;
        Reference reference = new Reference(network);
        int point = network.pointBeforeLastActivation();
        double[] sample = Cases.sample(setup.samples, 0, network.input().size());
        double step = 1e-6;
        for (int l = 0; l < network.weightLayers(); l++) {
            setup.responses.compute(l, setup.pass, 1, setup.weights);
            Patches patches = new Patches(network, l);
            float[] u = new float[patches.size()];
            patches.gather(setup.pass.inputsOf(l), 0, u, 0);
            double[][] moved = Reference.matrices(setup.weights);
            moved[l][0] += step;
            Reference.Run before = reference.run(Reference.matrices(setup.weights), sample);
            Assume.that(before.isClear());
            Reference.Run after = reference.run(moved, sample);
            boolean stays = true;
            for (int i = 0; i < before.pattern().size(); i++) {
                stays &= Arrays.equals(before.pattern().get(i), after.pattern().get(i));
            }
            for (int k = 0; stays && k < network.classes(); k++) {
                double predicted = 0;
                for (int site = 0; site < patches.sites(); site++) {
                    predicted += (double) u[site] * setup.responses.values()[k * setup.responses.units() + site];
                }
                double slope = (after.points().get(point)[k] - before.points().get(point)[k]) / step;
                assertThat(predicted)
                        .as("%s, layer %d", network, l)
                        .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
            }
        }
    }

    @Property(tries = 50)
    void theNumberOfThreadsDoesNotMatter(@ForAll long seed) {
        Setup one = Setup.of(seed, Workers.of(1));
        for (int threads : new int[] {2, 4}) {
            try (Workers workers = Workers.of(threads)) {
                Setup many = Setup.of(seed, workers);
                for (int l = 0; l < one.network.weightLayers(); l++) {
                    one.responses.compute(l, one.pass, SAMPLES, one.weights);
                    many.responses.compute(l, many.pass, SAMPLES, many.weights);
                    int length = SAMPLES * one.network.classes() * one.responses.units();
                    assertThat(Arrays.copyOf(many.responses.values(), length))
                            .isEqualTo(Arrays.copyOf(one.responses.values(), length));
                }
            }
        }
    }

    @Test
    void thoseOfTheLastLayerAreTheIdentityEvenBeforeAnActivation() {
        Network network =
                Network.of("n", new Shape(2, 1, 1), List.of(new Linear(3, true), new LeakyRelu(0.1f), new Flatten()));
        Weights weights = Cases.weights(network, 5);
        ForwardPass pass = new ForwardPass(network, 2, Workers.of(1));
        pass.run(new float[] {1, 2, -3, -4}, 2, weights);
        Responses responses = new Responses(network, Workers.of(1));
        responses.compute(0, pass, 2, weights);
        assertThat(responses.values()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(responses.units()).isEqualTo(3);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Setup setup = Setup.of(1, Workers.of(1));
        assertThatThrownBy(() -> setup.responses.compute(99, setup.pass, 1, setup.weights))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("weight layer must be from 0 to ");
        assertThatThrownBy(() -> setup.responses.compute(0, setup.pass, SAMPLES + 1, setup.weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage("count must be from 1 to the 13 samples of the forward pass, not 14");
        Network two = Network.of("n", new Shape(2, 1, 1), List.of(new Linear(3, true), new Linear(2, true)));
        Weights weights = Cases.weights(two, 5);
        ForwardPass pass = new ForwardPass(two, 1, Workers.of(1));
        pass.run(new float[] {1, 2}, 1, weights);
        Responses responses = new Responses(two, Workers.of(1));
        float[] one = {1, 1};
        assertThatThrownBy(() -> responses.combine(List.of(1, 0), pass, 1, weights, one, 1))
                .isInstanceOf(NetworkException.class)
                .hasMessage("weight layers must ascend, not be [1, 0]");
        assertThatThrownBy(() -> responses.combine(List.of(), pass, 1, weights, one, 1))
                .isInstanceOf(NetworkException.class)
                .hasMessage("at least one weight layer is needed");
        responses.combine(1, pass, 1, weights, one, 1);
        assertThat(responses.values(1)).containsExactly(1, 1);
        assertThatThrownBy(() -> responses.values(0))
                .isInstanceOf(NetworkException.class)
                .hasMessage("the responses last computed are not those of weight layer 0");
    }
}
