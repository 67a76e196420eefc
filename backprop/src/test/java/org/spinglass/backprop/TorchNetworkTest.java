// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.Workers;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

@NeedsTorch
class TorchNetworkTest {
    private static final int SAMPLES = 7;

    static List<Arguments> networks() {
        List<Arguments> list = new ArrayList<>();
        for (Networks.BuiltIn builtIn : Networks.all()) {
            for (Crop crop : Crop.values()) {
                for (boolean bias : new boolean[] {false, true}) {
                    list.add(Arguments.of(builtIn.name(), crop, bias));
                }
            }
        }
        return list;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void agreesWithForwardPass(String name, Crop crop, boolean bias) {
        int channels = name.equals("lenet") ? 3 : 1;
        agree(Networks.named(name, new Shape(channels, 32, 32), 10, new Networks.Options(bias, crop)));
    }

    /** Sides that differ, odd sizes, several channels into every kind of layer, an activation inside only. */
    @Test
    void agreesOnShapesThatAreNotSquare() {
        agree(Network.of(
                "odd",
                new Shape(2, 13, 18),
                List.of(
                        new Conv2d(3, 4, true),
                        new LeakyRelu(0.25f),
                        new SpectralPool(8, 5, Crop.CENTRED),
                        new Conv2d(4, 2, false),
                        new MaxPool(1, 2),
                        MaxPool.ofWindows(1, 2),
                        new Linear(6, true),
                        new LeakyRelu(0),
                        new Linear(3, false))));
    }

    /** What the paper's networks have not. */
    @Test
    void agreesOnPaddingStrideAndAverages() {
        agree(Network.of(
                "padded",
                new Shape(2, 13, 18),
                List.of(
                        new Conv2d(3, 4, 2, 2, true, false),
                        LeakyRelu.relu(),
                        new MaxPool(new Windows(3, 2, true, 1, 1)),
                        new AveragePool(new Windows(3, 3, true, 2, 1)),
                        new Conv2d(4, 3, 1, 1, false, true),
                        AveragePool.global(),
                        new Linear(3, false))));
    }

    @Test
    void agreesWhereBranchesPartAndMeet() {
        agree(Network.of(
                "branches",
                new Shape(2, 7, 6),
                List.of(
                        new Conv2d(3, 3, 1, 1, true, false),
                        new Point("a"),
                        new Conv2d(3, 3, 1, 1, false, false),
                        new LeakyRelu(0.1f),
                        new Link.Add("a"),
                        new DepthwiseConv2d(3, 3, 1, 1, true, false),
                        new Point("b"),
                        new Link.From("a"),
                        new MaxPool(new Windows(3, 3, true, 1, 1)),
                        new Link.Concat("b"),
                        new Linear(3, false),
                        new LeakyRelu(0.5f))));
    }

    private static Network normalised() {
        return Network.of(
                "normalised",
                new Shape(2, 7, 6),
                List.of(
                        new Dropout(0.4f),
                        new Conv2d(3, 3, true),
                        new BatchNorm(),
                        new LeakyRelu(0.1f),
                        new Dropout(0.3f),
                        new Linear(5, true),
                        new BatchNorm(),
                        new LeakyRelu(0.1f),
                        new Linear(3, false)));
    }

    @Test
    void agreesOnBatchNormalisationAndDropsNothing() {
        agree(normalised());
    }

    /** PyTorch's own batch normalisation and this program's measured one, with the same values dropped. */
    @Test
    void aStepOfTrainingMeasuresAndDropsAsForwardPassDoes() {
        Network network = normalised();
        Weights weights = Weights.xavier(network, 3);
        float[] inputs = new float[SAMPLES * network.input().size()];
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        Weights measured = weights.copy();
        float[] expected;
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(network, SAMPLES, workers);
            pass.drop(9);
            int size = network.input().size();
            pass.measure((a, out, at) -> System.arraycopy(inputs, a * size, out, at, size), 0, SAMPLES, measured);
            expected = pass.outputs().clone();
        }
        Weights back = new Weights(network);
        try (Torch torch = Torch.open(1)) {
            TorchNetwork model = new TorchNetwork(weights, torch.manager());
            float[] found =
                    model.train(torch.manager().create(inputs), 9).activated().toFloatArray();
            assertClose(found, expected, 1e-4);
            model.save(back);
        }
        for (int n = 0; n < network.norms(); n++) {
            int channels = network.normChannels(n);
            double values = SAMPLES * network.shapes().get(network.normIndex(n)).area();
            for (int c = 0; c < channels; c++) {
                float[] own = measured.norm(n);
                assertThat(back.norm(n)[c]).isEqualTo(1);
                assertThat((double) back.norm(n)[2 * channels + c])
                        .isCloseTo(0.1 * own[2 * channels + c], within(1e-5));
                // PyTorch's running variance is divided by one less than the number of values
                double variance = own[3 * channels + c] * values / (values - 1);
                assertThat((double) back.norm(n)[3 * channels + c]).isCloseTo(0.9 + 0.1 * variance, within(1e-5));
            }
        }
    }

    @Test
    void agreesWhenFlattenFollowsTheLastActivation() {
        agree(Network.of(
                "flat",
                new Shape(1, 4, 6),
                List.of(
                        new Conv2d(2, 3, true),
                        new LeakyRelu(0.5f),
                        MaxPool.ofWindows(2, 3),
                        new LeakyRelu(0.1f),
                        new Flatten())));
    }

    /**
     * Derivatives of an output's sum over many samples, where channels do not fill blocks of 8 or 16. Without
     * activations outputs are linear in one weight, so that differences of any size are exact.
     */
    @Test
    void derivativesOfConvolutionsAgreeWithDifferences() {
        Network network = Network.of(
                "linear",
                new Shape(1, 32, 32),
                List.of(
                        new Conv2d(8, 3, 2, 1, false, false),
                        new Conv2d(8, 3, 1, 1, false, false),
                        new Conv2d(10, 5, 1, 0, true, false),
                        new Conv2d(30, 5, 1, 0, false, false),
                        AveragePool.global(),
                        new Linear(3, false)));
        int samples = 25;
        Weights weights = Weights.xavier(network, 2);
        float[] inputs = new float[samples * network.input().size()];
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        try (Torch torch = Torch.open(2);
                Workers workers = Workers.of(1)) {
            TorchNetwork model = new TorchNetwork(weights, torch.manager());
            try (GradientCollector gradients = torch.gradients()) {
                gradients.backward(model.forward(torch.manager().create(inputs))
                        .activated()
                        .sum());
            }
            ForwardPass pass = new ForwardPass(network, samples, workers);
            int array = 0;
            for (int l = 0; l < network.weightLayers(); l++) {
                float[] found = model.trained().get(array).getGradient().toFloatArray();
                array += network.weightLayer(l).bias() ? 2 : 1;
                int fanIn = found.length / network.rows(l);
                for (int k = 0; k < 20; k++) {
                    int row = random.nextInt(network.rows(l));
                    int column = random.nextInt(fanIn);
                    double difference = sum(pass, inputs, samples, moved(weights, l, row, column, 0.5f))
                            - sum(pass, inputs, samples, moved(weights, l, row, column, -0.5f));
                    double derivative = found[row * fanIn + column];
                    assertThat(derivative).isCloseTo(difference, within(2e-3 * Math.max(1, Math.abs(difference))));
                }
            }
        }
    }

    private static Weights moved(Weights weights, int layer, int row, int column, float by) {
        Weights moved = weights.copy();
        moved.layer(layer)[row * weights.network().columns(layer) + column] += by;
        return moved;
    }

    private static double sum(ForwardPass pass, float[] inputs, int samples, Weights weights) {
        pass.run(inputs, samples, weights);
        double sum = 0;
        for (int i = 0; i < samples * weights.network().classes(); i++) {
            sum += pass.outputs()[i];
        }
        return sum;
    }

    private static void agree(Network network) {
        Weights weights = Weights.xavier(network, 11);
        SplittableRandom random = new SplittableRandom(5);
        for (int l = 0; l < network.weightLayers(); l++) {
            int columns = network.columns(l);
            for (int i = columns - 1; network.weightLayer(l).bias() && i < weights.layer(l).length; i += columns) {
                weights.layer(l)[i] = (float) random.nextDouble(-0.5, 0.5);
            }
        }
        for (int n = 0; n < network.norms(); n++) {
            float[] numbers = weights.norm(n);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) random.nextDouble(0.5, 2);
            }
        }
        float[] inputs = new float[SAMPLES * network.input().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        float[] before;
        float[] after;
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(network, SAMPLES, workers);
            pass.run(inputs, SAMPLES, weights);
            before = pass.beforeLastActivation().clone();
            after = pass.outputs().clone();
        }
        Weights back = new Weights(network);
        try (Torch torch = Torch.open(1)) {
            TorchNetwork model = new TorchNetwork(weights, torch.manager());
            TorchNetwork.Outputs outputs = model.forward(torch.manager().create(inputs));
            assertClose(outputs.beforeActivation().toFloatArray(), before);
            assertClose(outputs.activated().toFloatArray(), after);
            model.save(back);
        }
        for (int l = 0; l < network.weightLayers(); l++) {
            assertThat(back.layer(l)).isEqualTo(weights.layer(l));
        }
        for (int n = 0; n < network.norms(); n++) {
            assertThat(back.norm(n)).isEqualTo(weights.norm(n));
        }
    }

    private static void assertClose(float[] found, float[] expected) {
        assertClose(found, expected, 1e-5);
    }

    private static void assertClose(float[] found, float[] expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i])
                    .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
    }
}
