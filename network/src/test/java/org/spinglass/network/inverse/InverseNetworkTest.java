// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;

class InverseNetworkTest {
    /**
     * Wide layers can give any output, so the network makes the wanted outputs of the targets, biases and pools
     * included.
     */
    @Property(tries = 60)
    void surjectiveLayersGiveTheWantedOutputsOfTheTargets(@ForAll boolean bias, @ForAll Crop crop, @ForAll long seed) {
        Network network = Network.of(
                "wide",
                new Shape(1, 12, 12),
                List.of(
                        new Conv2d(4, 3, bias),
                        new SpectralPool(5, 5, crop),
                        new Conv2d(3, 2, bias),
                        new LeakyRelu(0.25f),
                        new SpectralPool(3, 3, crop),
                        new Conv2d(7, 3, bias),
                        new Flatten(),
                        new Linear(3, bias),
                        new LeakyRelu(0.5f)));
        Weights weights = Cases.weights(network, seed);
        InverseNetwork inverse = Targets.inverse(
                network, InverseOptions.of(InverseMode.EXACT).withActivation(ActivationInverse.SIGN), weights);
        int count = 3;
        float[] wanted = Targets.wanted(network, count, seed);
        inverse.propagate(wanted, count);
        assertThat(Targets.targets(inverse, 3)).isEqualTo(wanted);
        for (int l = 0; l < 3; l++) {
            int point = InverseNetwork.targetPoint(network, l);
            Network tail = Targets.tail(network, point);
            Weights behind = new Weights(tail);
            for (int k = 0; k < tail.weightLayers(); k++) {
                System.arraycopy(weights.layer(l + 1 + k), 0, behind.layer(k), 0, behind.layer(k).length);
            }
            ForwardPass pass = new ForwardPass(tail, count, Targets.ALONE);
            float[] targets = Targets.targets(inverse, l);
            pass.run(targets, count, behind);
            float largest = 1;
            for (float target : targets) {
                largest = Math.max(largest, Math.abs(target));
            }
            assertThat(pass.outputs()).as("from layer %d", l).containsExactly(wanted, within(3e-5f * largest));
        }
    }

    /** Targets before a max pool make the network give the wanted outputs, also where windows do not tile the input. */
    @Property(tries = 40)
    void aMaxPoolGivesWhatItsInverseWants(@ForAll long seed) {
        Network network = Network.of(
                "pooled",
                new Shape(1, 7, 8),
                List.of(new Conv2d(2, 1, true), MaxPool.ofWindows(3, 3), new Linear(3, true), new LeakyRelu(0.5f)));
        assertThat(network.shapes().get(2)).isEqualTo(new Shape(2, 2, 2));
        Weights weights = Cases.weights(network, seed);
        InverseOptions options = InverseOptions.of(InverseMode.EXACT).withActivation(ActivationInverse.SIGN);
        InverseNetwork inverse = Targets.inverse(network, options, weights);
        float[] wanted = Targets.wanted(network, 3, seed);
        inverse.propagate(wanted, 3);
        Network tail = Targets.tail(network, 1);
        Weights behind = new Weights(tail);
        System.arraycopy(weights.layer(1), 0, behind.layer(0), 0, behind.layer(0).length);
        ForwardPass pass = new ForwardPass(tail, 3, Targets.ALONE);
        pass.run(Targets.targets(inverse, 0), 3, behind);
        float largest = 1;
        for (float target : Targets.targets(inverse, 0)) {
            largest = Math.max(largest, Math.abs(target));
        }
        assertThat(pass.outputs()).containsExactly(wanted, within(3e-5f * largest));
    }

    /** The pool of what its inverse makes of the targets is the targets again. */
    @Property(tries = 50)
    void aPoolAfterItsInverseIsTheIdentity(
            @ForAll Crop crop,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(max = 5) int less,
            @ForAll long seed) {
        Shape input = new Shape(3, height + less, width + 2 * less);
        SpectralPool pool = new SpectralPool(height, width, crop);
        Network network = Network.of("pool", input, List.of(new Conv2d(3, 1, false), pool));
        InverseNetwork inverse = Targets.inverse(network, InverseOptions.of(InverseMode.EXACT), new Weights(network));
        float[] wanted = Targets.wanted(network, 2, seed);
        inverse.propagate(wanted, 2);
        Network behind = Network.of("behind", input, List.of(pool, new Linear(1, false)));
        ForwardPass pass = new ForwardPass(behind, 2, Targets.ALONE);
        pass.run(Targets.targets(inverse, 0), 2, new Weights(behind));
        assertThat(Arrays.copyOf(pass.at(1), wanted.length)).containsExactly(wanted, within(1e-5f));
    }

    @Test
    void amplificationMultipliesTheTargetsBelow() {
        Network network = Networks.named("cnn", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        Weights weights = Weights.xavier(network, 1);
        float[] wanted = Targets.wanted(network, 2, 1);
        InverseNetwork plain = Targets.inverse(network, InverseOptions.of(InverseMode.FOURIER), weights);
        InverseNetwork amplified = Targets.inverse(
                network, InverseOptions.of(InverseMode.FOURIER).withAmplification(List.of(1f, 4f, 8f)), weights);
        plain.propagate(wanted, 2);
        amplified.propagate(wanted, 2);
        float[] factors = {32, 8, 1};
        for (int l = 0; l < 3; l++) {
            float[] expected = Targets.targets(plain, l);
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= factors[l];
            }
            assertThat(Targets.targets(amplified, l)).containsExactly(expected, within(0f));
        }
    }

    @ParameterizedTest
    @EnumSource(InverseMode.class)
    void theNumberOfThreadsDoesNotMatter(InverseMode mode) {
        Network network = Networks.named("lenet", new Shape(1, 32, 32), 10, new Networks.Options(true, Crop.AUTHOR));
        Weights weights = Weights.xavier(network, 1);
        int count = 230;
        InverseOptions options = InverseOptions.of(mode)
                .withActivation(ActivationInverse.PATTERN)
                .withAmplification(List.of(1f, 100f, 100f, 1f, 1f));
        float[] samples = Cases.samples(network, count, 2);
        float[] wanted = Targets.wanted(network, count, 2);
        try (Workers two = Workers.of(2)) {
            InverseNetwork many = new InverseNetwork(network, options, two);
            InverseNetwork one = Targets.inverse(network, options, weights);
            many.update(weights);
            ForwardPass pass = new ForwardPass(network, count, two);
            pass.run(samples, count, weights);
            many.propagate(wanted, pass);
            one.propagate(wanted, pass);
            for (int l = 0; l < network.weightLayers(); l++) {
                assertThat(Targets.targets(many, l))
                        .isEqualTo(Targets.targets(one, l))
                        .hasSize(count * network.outputOf(l).size());
            }
        }
    }

    @Test
    void thePapersNetworksHaveInverses() {
        for (Networks.BuiltIn builtIn : Networks.all()) {
            if (builtIn.equation() == 0) {
                continue;
            }
            Network network = Networks.named(builtIn.name(), new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
            InverseNetwork inverse =
                    Targets.inverse(network, InverseOptions.of(InverseMode.FOURIER), Weights.xavier(network, 3));
            inverse.propagate(Targets.wanted(network, 2, 3), 2);
            for (int l = 0; l < network.weightLayers(); l++) {
                for (float target : Targets.targets(inverse, l)) {
                    assertThat(target).isFinite();
                }
            }
        }
    }

    @Test
    void newWeightsNeedAnUpdate() {
        Network network = Network.of("two", Shape.vector(1), List.of(new Linear(1, false), new Linear(1, false)));
        Weights weights = new Weights(network);
        weights.layer(1)[0] = 2;
        InverseNetwork inverse = Targets.inverse(network, InverseOptions.of(InverseMode.EXACT), weights);
        weights.layer(1)[0] = 4;
        inverse.propagate(new float[] {1}, 1);
        assertThat(Targets.targets(inverse, 0)).containsExactly(0.5f);
        inverse.update(weights);
        inverse.propagate(new float[] {1}, 1);
        assertThat(Targets.targets(inverse, 0)).containsExactly(0.25f);
        weights.layer(1)[0] = Float.NaN;
        assertThatThrownBy(() -> inverse.update(weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network two: layer 2 (linear to 1): weight NaN in row 0, column 0 is not finite");
        assertThatThrownBy(() -> inverse.propagate(new float[] {1}, 1)).isInstanceOf(IllegalStateException.class);
    }
}
