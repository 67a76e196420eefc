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
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.Penrose;
import org.spinglass.network.Reference;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

/** Targets of random networks beside their definition, layer by layer in double precision. */
class InverseDefinitionTest {
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
            assertThatThrownBy(() -> new InverseNetwork(network, options, Targets.ALONE))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageMatching("inverse of network case \\d+: layer \\d+ \\((relu|max-pool .*)\\): .*");
            return;
        }
        int count = 4;
        ForwardPass pass = new ForwardPass(network, count, Targets.ALONE);
        pass.run(Cases.samples(network, count, seed), count, weights);
        float[] wanted = Targets.wanted(network, count, seed);
        InverseNetwork inverse = Targets.inverse(network, options, weights);
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
                        ? ConvolutionInverse.of(conv, input, options.mode()).matrix(w, Targets.ALONE)
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
}
