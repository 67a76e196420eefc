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
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.compute.Workers;
import org.spinglass.network.Golden;
import org.spinglass.network.NetworkException;
import org.spinglass.network.Penrose;
import org.spinglass.network.Reference;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import tools.jackson.databind.JsonNode;

class ConvolutionInverseTest {
    private static final Workers ALONE = Workers.of(1);

    /** A convolution with random weights; the bias, if any, is large, to show where it gets in. */
    private record Case(Conv2d layer, Shape input, float[] weights) {
        static Case of(int channels, int outputs, int kernel, int moreHigh, int moreWide, boolean bias, long seed) {
            Conv2d layer = new Conv2d(outputs, kernel, bias);
            Shape input = new Shape(channels, kernel + moreHigh, kernel + moreWide);
            SplittableRandom random = new SplittableRandom(seed);
            int columns = layer.columns(input);
            float[] weights = new float[outputs * columns];
            for (int i = 0; i < weights.length; i++) {
                boolean isBias = bias && i % columns == columns - 1;
                weights[i] = isBias ? 1000 : (float) random.nextDouble(-1, 1);
            }
            return new Case(layer, input, weights);
        }

        Shape output() {
            return layer.output(input);
        }

        float[] inverse(InverseMode mode) {
            return ConvolutionInverse.of(layer, input, mode).matrix(weights, ALONE);
        }

        double weight(int o, int c, int y, int x) {
            int k = layer.kernel();
            return weights[o * layer.columns(input) + (c * k + y) * k + x];
        }

        /** Column by column, what the layer without its bias makes of unit inputs. */
        double[] matrix() {
            double[] matrix = new double[output().size() * input.size()];
            for (int o = 0; o < output().channels(); o++) {
                for (int y = 0; y < output().height(); y++) {
                    for (int x = 0; x < output().width(); x++) {
                        int row = (o * output().height() + y) * output().width() + x;
                        for (int c = 0; c < input.channels(); c++) {
                            for (int i = 0; i < layer.kernel(); i++) {
                                for (int j = 0; j < layer.kernel(); j++) {
                                    int column = (c * input.height() + y + i) * input.width() + x + j;
                                    matrix[row * input.size() + column] = weight(o, c, i, j);
                                }
                            }
                        }
                    }
                }
            }
            return matrix;
        }
    }

    /** With padding and stride both modes are Moore-Penrose's, of the matrix that the forward pass is of unit inputs. */
    @Property(tries = 60)
    void paddedAndStridedInversesAreMoorePenroses(
            @ForAll InverseMode mode,
            @ForAll @IntRange(min = 2, max = 4) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 1, max = 3) int padding,
            @ForAll boolean bias,
            @ForAll long seed) {
        Case c = Case.of(2, 3, kernel, 1, 2, bias, seed);
        Conv2d layer = c.layer.withStride(stride).withPadding(Math.min(padding, kernel - 1));
        Network network = Network.of("n", c.input, List.of(layer));
        Weights weights = new Weights(network);
        System.arraycopy(c.weights, 0, weights.layer(0), 0, c.weights.length);
        int inputs = c.input.size();
        int outputs = network.classes();
        double[] matrix = new double[outputs * inputs];
        Reference reference = new Reference(network);
        double[] nothing = reference
                .run(Reference.matrices(weights), new double[inputs])
                .points()
                .getLast();
        for (int j = 0; j < inputs; j++) {
            double[] unit = new double[inputs];
            unit[j] = 1;
            double[] column =
                    reference.run(Reference.matrices(weights), unit).points().getLast();
            for (int i = 0; i < outputs; i++) {
                matrix[i * inputs + j] = column[i] - nothing[i];
            }
        }
        float[] transposed = ConvolutionInverse.of(layer, c.input, mode).matrix(c.weights, ALONE);
        Penrose.assertInverse(outputs, inputs, matrix, transposed, 1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1_4_k4_o3", "2_5_k5_o6", "3_2_k5_o1"})
    void fourierInversesAreTheAuthors(String sizes) {
        JsonNode golden = Golden.paper("inverse_conv_" + sizes + ".json");
        JsonNode kernel = golden.get("kernel");
        JsonNode from = golden.get("input");
        Conv2d layer = new Conv2d(Golden.side(kernel, 0), Golden.side(kernel, 2), false);
        Shape input = new Shape(Golden.side(from, 1), Golden.side(from, 2), Golden.side(from, 3));
        float[] inverse =
                ConvolutionInverse.of(layer, input, InverseMode.FOURIER).matrix(Golden.values(kernel), ALONE);
        for (String[] pair : new String[][] {{"output", "input"}, {"forwardOutput", "inverted"}}) {
            float[] expected = Golden.values(golden.get(pair[1]));
            double[] actual = Penrose.apply(
                    Golden.values(golden.get(pair[0])), layer.output(input).size(), input.size(), inverse);
            assertThat(actual).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    /** All frequencies, each by its definition, on inputs that need not be square. */
    @Property(tries = 40)
    void fourierInversesFollowTheirDefinition(
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 4) int outputs,
            @ForAll @IntRange(min = 1, max = 4) int kernel,
            @ForAll @IntRange(max = 3) int moreHigh,
            @ForAll @IntRange(max = 3) int moreWide,
            @ForAll boolean bias,
            @ForAll long seed) {
        Case c = Case.of(channels, outputs, kernel, moreHigh, moreWide, bias, seed);
        double[] expected = fourierByDefinition(c);
        float[] actual = c.inverse(InverseMode.FOURIER);
        double largest = 1;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(Penrose.doubles(actual)).containsExactly(expected, within(1e-5 * largest));
    }

    private static double[] fourierByDefinition(Case c) {
        int high = c.input.height() + c.layer.kernel() / 2 * 2;
        int wide = c.input.width() + c.layer.kernel() / 2 * 2;
        int pairs = c.layer.channels() * c.input.channels();
        double[] matrix = new double[c.output().size() * c.input.size()];
        for (int u = 0; u < high; u++) {
            for (int v = 0; v < wide; v++) {
                double[] spectrum = new double[2 * pairs];
                for (int pair = 0; pair < pairs; pair++) {
                    for (int y = 0; y < c.layer.kernel(); y++) {
                        for (int x = 0; x < c.layer.kernel(); x++) {
                            double angle = 2 * Math.PI * ((double) u * y / high + (double) v * x / wide);
                            double w = c.weight(pair / c.input.channels(), pair % c.input.channels(), y, x);
                            spectrum[2 * pair] += w * Math.cos(angle);
                            spectrum[2 * pair + 1] += w * Math.sin(angle);
                        }
                    }
                }
                double[] inverse = Pseudoinverse.ofComplex(
                        c.layer.channels(), c.input.channels(), spectrum, Pseudoinverse.tolerance(1, 4));
                for (int i = 0; i < matrix.length; i++) {
                    int unit = i / c.input.size();
                    int place = i % c.input.size();
                    int dy = place % c.input.area() / c.input.width()
                            - unit % c.output().area() / c.output().width();
                    int dx = place % c.input.width() - unit % c.output().width();
                    int pair = unit / c.output().area() * c.input.channels() + place / c.input.area();
                    double angle = 2 * Math.PI * ((double) u * dy / high + (double) v * dx / wide);
                    matrix[i] += (inverse[2 * pair] * Math.cos(angle) - inverse[2 * pair + 1] * Math.sin(angle))
                            / (high * wide);
                }
            }
        }
        return matrix;
    }

    @Property(tries = 100)
    void exactInversesSatisfyPenrosesConditions(
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 4) int outputs,
            @ForAll @IntRange(min = 1, max = 4) int kernel,
            @ForAll @IntRange(max = 4) int moreHigh,
            @ForAll @IntRange(max = 4) int moreWide,
            @ForAll boolean bias,
            @ForAll long seed) {
        Case c = Case.of(channels, outputs, kernel, moreHigh, moreWide, bias, seed);
        Penrose.assertInverse(c.output().size(), c.input.size(), c.matrix(), c.inverse(InverseMode.EXACT), 1e-5);
    }

    /** More output channels than input channels, enough to make up for the edges: inputs come back. */
    @Property(tries = 50)
    void exactInversesGiveBackTheInputsOfInjectiveLayers(
            @ForAll @IntRange(min = 1, max = 2) int channels,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 5) int moreHigh,
            @ForAll @IntRange(min = 1, max = 5) int moreWide,
            @ForAll long seed) {
        int outputs = channels * kernel * kernel + 2;
        Case c = Case.of(channels, outputs, kernel, moreHigh, moreWide, true, seed);
        float[] inverse = c.inverse(InverseMode.EXACT);
        double[] identity = Penrose.product(
                c.input.size(),
                c.output().size(),
                c.input.size(),
                transposed(c.matrix(), c.input.size()),
                Penrose.doubles(inverse));
        for (int i = 0; i < identity.length; i++) {
            double expected = i / c.input.size() == i % c.input.size() ? 1 : 0;
            assertThat(identity[i]).isCloseTo(expected, within(1e-3));
        }
    }

    private static double[] transposed(double[] matrix, int columns) {
        double[] result = new double[matrix.length];
        int rows = matrix.length / columns;
        for (int i = 0; i < matrix.length; i++) {
            result[i % columns * rows + i / columns] = matrix[i];
        }
        return result;
    }

    /** Without edges there is nothing to pad: both are the same map. */
    @Property(tries = 30)
    void bothModesAgreeForKernelsOfOnePlace(
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 4) int outputs,
            @ForAll @IntRange(max = 5) int high,
            @ForAll @IntRange(max = 5) int wide,
            @ForAll long seed) {
        Case c = Case.of(channels, outputs, 1, high, wide, false, seed);
        float[] exact = c.inverse(InverseMode.EXACT);
        float largest = 1;
        for (float value : exact) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(c.inverse(InverseMode.FOURIER)).containsExactly(exact, within(1e-5f * largest));
    }

    @ParameterizedTest
    @EnumSource(InverseMode.class)
    void channelsThatAreEqualOrZeroHaveAnInverse(InverseMode mode) {
        Case c = Case.of(2, 3, 3, 2, 1, false, 5);
        System.arraycopy(c.weights, 0, c.weights, 18, 18);
        Arrays.fill(c.weights, 36, 54, 0f);
        float[] inverse = c.inverse(mode);
        int third = c.output().area() * c.input.size();
        for (int i = 0; i < third; i++) {
            assertThat(inverse[third + i]).isCloseTo(inverse[i], within(1e-5f));
            assertThat(inverse[2 * third + i]).isCloseTo(0f, within(1e-6f));
        }
        if (mode == InverseMode.EXACT) {
            Penrose.assertInverse(c.output().size(), c.input.size(), c.matrix(), inverse, 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(InverseMode.class)
    void theNumberOfThreadsDoesNotMatter(InverseMode mode) {
        Case c = Case.of(6, 16, 5, 9, 9, false, 3);
        float[] expected = c.inverse(mode);
        try (Workers two = Workers.of(2)) {
            assertThat(ConvolutionInverse.of(c.layer, c.input, mode).matrix(c.weights, two))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(InverseMode.class)
    void whatHasNoInverseIsRefused(InverseMode mode) {
        Conv2d layer = new Conv2d(2, 3, false);
        assertThatThrownBy(() -> ConvolutionInverse.of(layer, new Shape(1, 3, 2), mode))
                .isInstanceOf(NetworkException.class)
                .hasMessage("input 1x3x2 is smaller than the kernel");
        assertThatThrownBy(() -> ConvolutionInverse.of(layer, new Shape(3, 300, 300), mode))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("inverse of a convolution of ");
        ConvolutionInverse inverse = ConvolutionInverse.of(layer, new Shape(1, 4, 4), mode);
        assertThatThrownBy(() -> inverse.matrix(new float[17], ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("conv2d 3x3 has 2 x 9 weights, not 17");
        float[] weights = new float[18];
        weights[11] = Float.NaN;
        assertThatThrownBy(() -> inverse.matrix(weights, ALONE))
                .isInstanceOf(NetworkException.class)
                .hasMessage("weight NaN in row 1, column 2 is not finite");
    }

    @Test
    void noWeightsGiveNoInputs() {
        ConvolutionInverse inverse =
                ConvolutionInverse.of(new Conv2d(2, 2, false), new Shape(1, 3, 3), InverseMode.FOURIER);
        assertThat(inverse.matrix(new float[8], ALONE)).containsOnly(0f);
    }
}
