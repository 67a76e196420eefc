// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.Penrose;
import org.spinglass.network.Reference;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

class InverseNetworkTest {
    private static final Workers ALONE = Workers.of(1);

    private static InverseNetwork inverse(Network network, InverseOptions options, Weights weights) {
        InverseNetwork inverse = new InverseNetwork(network, options, ALONE);
        inverse.update(weights);
        return inverse;
    }

    private static float[] wanted(Network network, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] wanted = new float[count * network.classes()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (float) random.nextDouble(-1, 1);
        }
        return wanted;
    }

    private static float[] targets(InverseNetwork inverse, int weightLayer) {
        int size = inverse.network().outputOf(weightLayer).size();
        return Arrays.copyOf(inverse.targets(weightLayer), inverse.count() * size);
    }

    /** The layers behind a point, as a network of its own. */
    private static Network tail(Network network, int point) {
        return Network.of(
                "tail",
                network.shapes().get(point),
                network.layers().subList(point, network.layers().size()));
    }

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
        InverseNetwork inverse =
                inverse(network, InverseOptions.of(InverseMode.EXACT).withActivation(ActivationInverse.SIGN), weights);
        int count = 3;
        float[] wanted = wanted(network, count, seed);
        inverse.propagate(wanted, count);
        assertThat(targets(inverse, 3)).isEqualTo(wanted);
        for (int l = 0; l < 3; l++) {
            int point = InverseNetwork.targetPoint(network, l);
            Network tail = tail(network, point);
            Weights behind = new Weights(tail);
            for (int k = 0; k < tail.weightLayers(); k++) {
                System.arraycopy(weights.layer(l + 1 + k), 0, behind.layer(k), 0, behind.layer(k).length);
            }
            ForwardPass pass = new ForwardPass(tail, count, ALONE);
            float[] targets = targets(inverse, l);
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
        InverseNetwork inverse = inverse(network, options, weights);
        float[] wanted = wanted(network, 3, seed);
        inverse.propagate(wanted, 3);
        Network tail = tail(network, 1);
        Weights behind = new Weights(tail);
        System.arraycopy(weights.layer(1), 0, behind.layer(0), 0, behind.layer(0).length);
        ForwardPass pass = new ForwardPass(tail, 3, ALONE);
        pass.run(targets(inverse, 0), 3, behind);
        float largest = 1;
        for (float target : targets(inverse, 0)) {
            largest = Math.max(largest, Math.abs(target));
        }
        assertThat(pass.outputs()).containsExactly(wanted, within(3e-5f * largest));
    }

    /** Layer by layer in double precision, for random networks; those that cannot be inverted say so. */
    @Property(tries = 200)
    void targetsFollowTheirDefinition(
            @ForAll InverseMode mode, @ForAll ActivationInverse activation, @ForAll long seed) {
        Network network = Cases.network(seed);
        Weights weights = Cases.weights(network, seed);
        List<Float> factors = factors(network, seed);
        InverseOptions options = new InverseOptions(mode, activation, factors);
        int bottom = InverseNetwork.targetPoint(network, 0);
        if (!isInvertible(network, bottom, activation)) {
            assertThatThrownBy(() -> new InverseNetwork(network, options, ALONE))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageMatching("inverse of network case \\d+: layer \\d+ \\((relu|max-pool .*)\\): .*");
            return;
        }
        int count = 4;
        ForwardPass pass = new ForwardPass(network, count, ALONE);
        pass.run(Cases.samples(network, count, seed), count, weights);
        float[] wanted = wanted(network, count, seed);
        InverseNetwork inverse = inverse(network, options, weights);
        inverse.propagate(wanted, pass);
        for (int a = 0; a < count; a++) {
            double[] signal = Cases.sample(wanted, a, network.classes());
            int l = network.weightLayers() - 1;
            for (int point = network.layers().size(); point >= bottom; point--) {
                int size = signal.length;
                if (l >= 0 && point == InverseNetwork.targetPoint(network, l)) {
                    double largest = Arrays.stream(signal).map(Math::abs).max().orElse(0);
                    double[] actual = Cases.sample(inverse.targets(l), a, size);
                    assertThat(actual)
                            .as("%s, weight layer %d", network, l)
                            .containsExactly(signal, within(1e-3 * (1e-2 + largest)));
                    l--;
                    // go on from the targets as they are, so that rounding does not choose another sign
                    signal = actual;
                }
                if (point > bottom) {
                    signal = below(network, point - 1, weights, factors, options, signal, pass, a);
                }
            }
            assertThat(l).isEqualTo(-1);
        }
    }

    private static List<Float> factors(Network network, long seed) {
        Float[] factors = new Float[network.weightLayers()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int l = 0; l < factors.length; l++) {
            factors[l] = l == 0 ? 1 : (float) random.nextDouble(0.5, 3);
        }
        return List.of(factors);
    }

    private static boolean isInvertible(Network network, int bottom, ActivationInverse activation) {
        return network.layers().subList(bottom, network.layers().size()).stream()
                .allMatch(layer -> switch (layer) {
                    case LeakyRelu relu -> relu.slope() > 0 || activation == ActivationInverse.NONE;
                    case MaxPool pool -> !pool.windows().overlap();
                    default -> true;
                });
    }

    private static double[] below(
            Network network,
            int index,
            Weights weights,
            List<Float> factors,
            InverseOptions options,
            double[] signal,
            ForwardPass pass,
            int sample) {
        Shape input = network.shapes().get(index);
        return switch (network.layers().get(index)) {
            case WeightLayer layer -> {
                int l = 0;
                while (network.layerIndex(l) != index) {
                    l++;
                }
                float[] w = weights.layer(l);
                float[] matrix = layer instanceof Conv2d conv
                        ? ConvolutionInverse.of(conv, input, options.mode()).matrix(w, ALONE)
                        : LinearInverse.matrix((Linear) layer, input, w);
                int columns = layer.columns(input);
                double[] amplified = new double[signal.length];
                for (int i = 0; i < signal.length; i++) {
                    int row = i * layer.outputs() / signal.length;
                    amplified[i] = factors.get(l) * signal[i] + (layer.bias() ? w[row * columns + columns - 1] : 0);
                }
                yield Penrose.product(1, signal.length, input.size(), amplified, Penrose.doubles(matrix));
            }
            case SpectralPool pool -> {
                float[] matrix = SpectralPoolMatrix.unpooling(pool, input);
                int small = pool.height() * pool.width();
                double[] result = new double[input.size()];
                for (int i = 0; i < result.length; i++) {
                    for (int j = 0; j < small; j++) {
                        result[i] += matrix[i % input.area() * small + j] * signal[i / input.area() * small + j];
                    }
                }
                yield result;
            }
            case LeakyRelu relu -> {
                double[] result = signal.clone();
                for (int i = 0; i < result.length && options.activation() != ActivationInverse.NONE; i++) {
                    boolean isPositive = options.activation() == ActivationInverse.SIGN
                            ? signal[i] > 0
                            : pass.at(index)[sample * input.size() + i] > 0;
                    result[i] /= isPositive ? 1 : relu.slope();
                }
                yield result;
            }
            case Flatten _, Point _ -> signal;
            case BatchNorm _, Dropout _, Link _ -> throw new AssertionError("no inverse network has such layers");
            case MaxPool pool -> {
                Shape small = network.shapes().get(index + 1);
                Windows windows = pool.windows();
                double[] result = new double[input.size()];
                for (int unit = 0; unit < signal.length; unit++) {
                    int top = unit % small.area() / small.width() * windows.rowStride(input) - windows.padding();
                    int left = unit % small.width() * windows.columnStride(input) - windows.padding();
                    for (int y = Math.max(0, top); y < Math.min(input.height(), top + windows.height(input)); y++) {
                        for (int x = Math.max(0, left); x < Math.min(input.width(), left + windows.width(input)); x++) {
                            result[(unit / small.area() * input.height() + y) * input.width() + x] = signal[unit];
                        }
                    }
                }
                yield result;
            }
            case AveragePool pool -> {
                // the shortest input of a channel with these means, by the pool's matrix from its definition
                Shape channel = new Shape(1, input.height(), input.width());
                int means = pool.output(channel).size();
                Network alone = Network.of("pool", channel, List.of(pool, new Linear(1, false)));
                double[] matrix = new double[means * channel.size()];
                for (int place = 0; place < channel.size(); place++) {
                    double[] unit = new double[channel.size()];
                    unit[place] = 1;
                    double[] column = new Reference(alone)
                            .run(new double[][] {new double[means]}, unit)
                            .points()
                            .get(1);
                    for (int i = 0; i < means; i++) {
                        matrix[i * channel.size() + place] = column[i];
                    }
                }
                double[] back = Pseudoinverse.ofLarge(means, channel.size(), matrix);
                yield Penrose.product(input.channels(), means, channel.size(), signal, back);
            }
        };
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
        InverseNetwork inverse = inverse(network, InverseOptions.of(InverseMode.EXACT), new Weights(network));
        float[] wanted = wanted(network, 2, seed);
        inverse.propagate(wanted, 2);
        Network behind = Network.of("behind", input, List.of(pool, new Linear(1, false)));
        ForwardPass pass = new ForwardPass(behind, 2, ALONE);
        pass.run(targets(inverse, 0), 2, new Weights(behind));
        assertThat(Arrays.copyOf(pass.at(1), wanted.length)).containsExactly(wanted, within(1e-5f));
    }

    @Test
    void amplificationMultipliesTheTargetsBelow() {
        Network network = Networks.named("cnn", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        Weights weights = Weights.xavier(network, 1);
        float[] wanted = wanted(network, 2, 1);
        InverseNetwork plain = inverse(network, InverseOptions.of(InverseMode.FOURIER), weights);
        InverseNetwork amplified = inverse(
                network, InverseOptions.of(InverseMode.FOURIER).withAmplification(List.of(1f, 4f, 8f)), weights);
        plain.propagate(wanted, 2);
        amplified.propagate(wanted, 2);
        float[] factors = {32, 8, 1};
        for (int l = 0; l < 3; l++) {
            float[] expected = targets(plain, l);
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= factors[l];
            }
            assertThat(targets(amplified, l)).containsExactly(expected, within(0f));
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
        float[] wanted = wanted(network, count, 2);
        try (Workers two = Workers.of(2)) {
            InverseNetwork many = new InverseNetwork(network, options, two);
            InverseNetwork one = inverse(network, options, weights);
            many.update(weights);
            ForwardPass pass = new ForwardPass(network, count, two);
            pass.run(samples, count, weights);
            many.propagate(wanted, pass);
            one.propagate(wanted, pass);
            for (int l = 0; l < network.weightLayers(); l++) {
                assertThat(targets(many, l))
                        .isEqualTo(targets(one, l))
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
                    inverse(network, InverseOptions.of(InverseMode.FOURIER), Weights.xavier(network, 3));
            inverse.propagate(wanted(network, 2, 3), 2);
            for (int l = 0; l < network.weightLayers(); l++) {
                for (float target : targets(inverse, l)) {
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
        InverseNetwork inverse = inverse(network, InverseOptions.of(InverseMode.EXACT), weights);
        weights.layer(1)[0] = 4;
        inverse.propagate(new float[] {1}, 1);
        assertThat(targets(inverse, 0)).containsExactly(0.5f);
        inverse.update(weights);
        inverse.propagate(new float[] {1}, 1);
        assertThat(targets(inverse, 0)).containsExactly(0.25f);
        weights.layer(1)[0] = Float.NaN;
        assertThatThrownBy(() -> inverse.update(weights))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network two: layer 2 (linear to 1): weight NaN in row 0, column 0 is not finite");
        assertThatThrownBy(() -> inverse.propagate(new float[] {1}, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatCannotBeInvertedIsRefused() {
        Shape input = new Shape(1, 4, 4);
        InverseOptions plain = InverseOptions.of(InverseMode.EXACT);
        Network relu = Network.of(
                "relu", input, List.of(new Linear(2, false), new LeakyRelu(0), new Linear(3, false), new LeakyRelu(0)));
        new InverseNetwork(relu, plain, ALONE);
        assertThatThrownBy(() -> new InverseNetwork(relu, plain.withActivation(ActivationInverse.SIGN), ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("inverse of network relu: layer 4 (relu): targets cannot be divided by the slope 0");
        Network residual = Network.of(
                "n", input, List.of(new Point("a"), new Conv2d(1, 1, false), new Link.Add("a"), new Linear(2, false)));
        assertThatThrownBy(() -> new InverseNetwork(residual, plain, ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 3 (add a): targets cannot go back where branches part or meet");
        Network depthwise =
                Network.of("n", input, List.of(new DepthwiseConv2d(1, 2, 1, 0, false, false), new Linear(2, false)));
        assertThatThrownBy(() -> new InverseNetwork(depthwise, plain, ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 1 (depthwise-conv2d 2x2): depthwise convolutions have no targets");
        for (Layer layer : List.of(new BatchNorm(), new Dropout(0.5f))) {
            Network with = Network.of("n", input, List.of(new Linear(3, false), layer, new Linear(2, false)));
            assertThatThrownBy(() -> new InverseNetwork(with, plain, ALONE))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageStartingWith(
                            "inverse of network n: layer 2 (" + layer.describe() + "): targets cannot go");
        }
        Network large = Networks.named("small-vgg", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        assertThatThrownBy(() -> new InverseNetwork(large, InverseOptions.of(InverseMode.FOURIER), ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("inverse of network small-vgg: layer 3 (conv2d 3x3, padding 1): the inverse of a matrix of"
                        + " 16384 x 16384 elements would take hours; expected at most 33554432 elements");
        Network overlapping = Network.of(
                "n",
                input,
                List.of(new Conv2d(1, 1, false), new MaxPool(new Windows(2, 2, true, 1, 0)), new Linear(2, false)));
        assertThatThrownBy(() -> new InverseNetwork(overlapping, plain, ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "inverse of network n: layer 2 (max-pool by windows of 2x2, stride 1): windows that overlap have"
                                + " no inverse");
        assertThatThrownBy(() -> new InverseNetwork(relu, plain.withAmplification(List.of(1f, 2f, 3f)), ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("network relu has 2 weight layers, but there are 3 amplification factors");
        assertThatThrownBy(() -> plain.withAmplification(List.of(2f, 2f)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("the first weight layer is never inverted; its amplification must be 1, not 2.0");
        assertThatThrownBy(() -> plain.withAmplification(List.of(1f, Float.NaN)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("amplification factors must be positive, not NaN");
    }

    @Test
    void samplesThatDoNotFitAreRefused() {
        Network network = Network.of(
                "net", Shape.vector(2), List.of(new Linear(2, false), new LeakyRelu(0.5f), new Linear(3, false)));
        Weights weights = Cases.weights(network, 1);
        InverseNetwork inverse = inverse(
                network, InverseOptions.of(InverseMode.EXACT).withActivation(ActivationInverse.PATTERN), weights);
        assertThatThrownBy(() -> inverse.propagate(new float[3], 1))
                .isInstanceOf(NetworkException.class)
                .hasMessage("division by the pattern of activations needs a forward pass of the samples");
        ForwardPass pass = new ForwardPass(network, 2, ALONE);
        pass.run(new float[4], 2, weights);
        assertThatThrownBy(() -> inverse.propagate(new float[5], pass))
                .isInstanceOf(NetworkException.class)
                .hasMessage("2 samples of 3 wanted outputs do not fit an array of 5 values");
        ForwardPass other = new ForwardPass(tail(network, 2), 1, ALONE);
        assertThatThrownBy(() -> inverse.propagate(new float[3], other))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("a forward pass of tail: 2x1x1");
        assertThatThrownBy(() -> inverse.targets(2)).isInstanceOf(NetworkException.class);
    }
}
