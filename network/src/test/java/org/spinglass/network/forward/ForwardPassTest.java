// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.Reference;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

class ForwardPassTest {
    private static ForwardPass pass(Network network, int capacity) {
        return new ForwardPass(network, capacity, Workers.of(1));
    }

    @Property(tries = 300)
    void agreesWithTheDefinitionsAtEveryPoint(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        Network network = Cases.any(seed);
        Weights weights = Cases.weights(network, seed);
        float[] samples = Cases.samples(network, count, seed);
        ForwardPass pass = pass(network, count + 3);
        pass.run(samples, count, weights);
        Reference reference = new Reference(network);
        for (int a : new int[] {0, count / 2, count - 1}) {
            double[] sample = Cases.sample(samples, a, network.input().size());
            List<double[]> points =
                    reference.run(Reference.matrices(weights), sample).points();
            for (int point = 0; point < points.size(); point++) {
                int size = network.shapes().get(point).size();
                for (int u = 0; u < size; u++) {
                    assertThat((double) pass.at(point)[a * size + u])
                            .as("%s, point %d", network, point)
                            .isCloseTo(points.get(point)[u], within(2e-5));
                }
            }
        }
    }

    @Property(tries = 100)
    void beginningLaterGivesTheSame(@ForAll long seed) {
        Network network = Cases.any(seed);
        float[] samples = Cases.samples(network, 30, seed);
        Weights before = Cases.weights(network, seed);
        ForwardPass whole = pass(network, 30);
        ForwardPass parts = pass(network, 30);
        for (int l = 0; l < network.weightLayers(); l++) {
            parts.run(samples, 30, before);
            Weights after = before.copy();
            for (int later = l; later < network.weightLayers(); later++) {
                after.layer(later)[0] += 0.5f;
            }
            whole.run(samples, 30, after);
            parts.runFrom(network.layerIndex(l), after);
            for (int point = 0; point <= network.layers().size(); point++) {
                assertThat(parts.at(point)).isEqualTo(whole.at(point));
            }
        }
    }

    @Property(tries = 50)
    void theNumberOfThreadsDoesNotMatter(@ForAll long seed) {
        Network network = Cases.any(seed);
        float[] samples = Cases.samples(network, 130, seed);
        Weights weights = Cases.weights(network, seed);
        ForwardPass one = pass(network, 130);
        one.run(samples, 130, weights);
        for (int threads : new int[] {2, 4}) {
            try (Workers workers = Workers.of(threads)) {
                ForwardPass many = new ForwardPass(network, 130, workers);
                many.run(samples, 130, weights);
                for (int point = 0; point <= network.layers().size(); point++) {
                    assertThat(many.at(point)).isEqualTo(one.at(point));
                }
            }
        }
    }

    @Property(tries = 50)
    void chosenSamplesAreThoseOfTheArray(@ForAll long seed) {
        Network network = Cases.any(seed);
        float[] samples = Cases.samples(network, 9, seed);
        Weights weights = Cases.weights(network, seed);
        ForwardPass chosen = pass(network, 4);
        int[] numbers = {0, 7, 2, 7, 5};
        int size = network.input().size();
        chosen.run(
                (sample, out, at) -> System.arraycopy(samples, numbers[sample] * size, out, at, size), 1, 4, weights);
        float[] same = new float[4 * size];
        for (int a = 0; a < 4; a++) {
            System.arraycopy(samples, new int[] {7, 2, 7, 5}[a] * size, same, a * size, size);
        }
        ForwardPass plain = pass(network, 4);
        plain.run(same, 4, weights);
        assertThat(chosen.outputs()).isEqualTo(plain.outputs());
        ForwardPass range = pass(network, 4);
        range.run(samples, 5, 3, weights);
        plain.run(Arrays.copyOfRange(samples, 5 * size, 8 * size), 3, weights);
        assertThat(Arrays.copyOf(range.outputs(), 3 * network.classes()))
                .isEqualTo(Arrays.copyOf(plain.outputs(), 3 * network.classes()));
    }

    /**
     * Behind a batch normalisation that was measured, a channel's mean is beta and its deviation gamma, but for
     * epsilon.
     */
    @Property(tries = 100)
    void measuredChannelsHaveTheMeanAndDeviationAskedFor(@ForAll long seed) {
        Network network = Cases.graph(seed);
        int count = 30;
        float[] samples = Cases.samples(network, count, seed);
        Weights weights = Cases.weights(network, seed);
        ForwardPass pass = pass(network, count + 2);
        int size = network.input().size();
        pass.measure((a, out, at) -> System.arraycopy(samples, a * size, out, at, size), 0, count, weights);
        for (int n = 0; n < network.norms(); n++) {
            Shape shape = network.shapes().get(network.normIndex(n));
            float[] numbers = weights.norm(n);
            float[] values = pass.at(network.normIndex(n) + 1);
            int channels = shape.channels();
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                double squares = 0;
                int all = count * shape.area();
                for (int i = 0; i < all; i++) {
                    double value = values[(i / shape.area() * channels + c) * shape.area() + i % shape.area()];
                    sum += value / all;
                    squares += value * value / all;
                }
                double variance = numbers[3 * channels + c];
                double expected = numbers[c] * (double) numbers[c] * variance / (variance + BatchNorm.EPSILON);
                // where values hardly differ, rounding is as large as what they differ by
                double tolerance = 1e-4 + 1e-6 * Math.abs(numbers[2 * channels + c]) / Math.sqrt(variance + 1e-5);
                assertThat(sum).isCloseTo(numbers[channels + c], within(tolerance));
                assertThat(squares - sum * sum).isCloseTo(expected, within(4 * tolerance));
            }
        }
        ForwardPass again = pass(network, count + 2);
        again.run(samples, count, weights);
        for (int point = 0; point <= network.layers().size(); point++) {
            assertThat(again.at(point)).isEqualTo(pass.at(point));
        }
    }

    @Test
    void droppedValuesAreAShareAndTheOthersMakeUpForThem() {
        Network network =
                Network.of("n", new Shape(1, 40, 50), List.of(new Dropout(0.3f), new Point("a"), new Linear(1, false)));
        Weights weights = new Weights(network);
        float[] ones = new float[60 * 2000];
        Arrays.fill(ones, 1f);
        ForwardPass pass = pass(network, 60);
        pass.run(ones, 60, weights);
        assertThat(pass.at(1)).isEqualTo(ones);
        pass.drop(7);
        pass.run(ones, 60, weights);
        float[] dropped = pass.at(1).clone();
        int zeros = 0;
        for (float value : dropped) {
            assertThat(value == 0 || value == 1 / 0.7f).isTrue();
            zeros += value == 0 ? 1 : 0;
        }
        // four deviations of 120,000 draws
        assertThat(zeros / 120_000.0).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / 120_000)));
        assertThat(Arrays.copyOfRange(dropped, 0, 2000)).isNotEqualTo(Arrays.copyOfRange(dropped, 2000, 4000));
        pass.runFrom(0, weights);
        assertThat(pass.at(1)).isEqualTo(dropped);
        pass.drop(8);
        pass.run(ones, 60, weights);
        assertThat(pass.at(1)).isNotEqualTo(dropped);
        try (Workers workers = Workers.of(2)) {
            ForwardPass other = new ForwardPass(network, 60, workers);
            other.drop(7);
            other.run(ones, 60, weights);
            assertThat(other.at(1)).isEqualTo(dropped);
        }
        pass.keepAll();
        pass.run(ones, 60, weights);
        assertThat(pass.at(1)).isEqualTo(ones);
    }

    @Test
    void theOutputBeforeTheLastActivationIsKept() {
        Network network =
                Network.of("n", new Shape(1, 1, 2), List.of(new Linear(2, false), new LeakyRelu(0.5f), new Flatten()));
        Weights weights = new Weights(network);
        System.arraycopy(new float[] {1, 0, 0, 1}, 0, weights.layer(0), 0, 4);
        ForwardPass pass = pass(network, 1);
        pass.run(new float[] {3, -4}, 1, weights);
        assertThat(pass.beforeLastActivation()).containsExactly(3, -4);
        assertThat(pass.outputs()).containsExactly(3, -2);
        assertThat(pass.inputsOf(0)).containsExactly(3, -4);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Network network = Network.of("n", new Shape(1, 2, 2), List.of(new Linear(2, false)));
        Network other = Network.of("m", new Shape(1, 2, 2), List.of(new Linear(3, false)));
        Weights weights = new Weights(network);
        ForwardPass pass = pass(network, 2);
        assertThatThrownBy(() -> pass.run(new float[12], 3, weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage("count must be from 1 to the capacity 2, not 3");
        assertThatThrownBy(() -> pass.run(new float[7], 2, weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage("samples 0 to 1 of 4 values do not fit an array of 7 values");
        assertThatThrownBy(() -> pass.run((sample, out, at) -> {}, 0, 3, weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage("count must be from 1 to the capacity 2, not 3");
        assertThatThrownBy(() -> pass.run(new float[8], 2, new Weights(other)))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("do not fit n: 1x2x2");
        assertThatThrownBy(() -> pass.runFrom(1, weights)).isInstanceOf(NetworkException.class);
        assertThatThrownBy(() -> pass(network, 0)).isInstanceOf(NetworkException.class);
    }
}
