// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.spinglass.network.NetworkException;

class NetworkTest {
    private static void assertFault(Shape input, List<Layer> layers, String message) {
        assertThatThrownBy(() -> Network.of("n", input, layers))
                .isInstanceOf(NetworkException.class)
                .hasMessage(message);
    }

    @Test
    void shapesAreInferred() {
        Network network = Network.of(
                "n",
                new Shape(2, 9, 8),
                List.of(
                        new Conv2d(3, 2, true),
                        new LeakyRelu(0.1f),
                        new MaxPool(4, 7),
                        new SpectralPool(3, 4, Crop.CENTRED),
                        new Flatten(),
                        new Linear(5, false),
                        new LeakyRelu(0.1f)));
        assertThat(network.shapes())
                .containsExactly(
                        new Shape(2, 9, 8),
                        new Shape(3, 8, 7),
                        new Shape(3, 8, 7),
                        new Shape(3, 4, 7),
                        new Shape(3, 3, 4),
                        new Shape(36, 1, 1),
                        new Shape(5, 1, 1),
                        new Shape(5, 1, 1));
        assertThat(network.weightLayers()).isEqualTo(2);
        assertThat(network.layerIndex(1)).isEqualTo(5);
        assertThat(network.columns(0)).isEqualTo(9);
        assertThat(network.columns(1)).isEqualTo(36);
        assertThat(network.rows(0)).isEqualTo(3);
        assertThat(network.inputOf(1)).isEqualTo(new Shape(36, 1, 1));
        assertThat(network.outputOf(0)).isEqualTo(new Shape(3, 8, 7));
        assertThat(network.classes()).isEqualTo(5);
        assertThat(network.pointBeforeLastActivation()).isEqualTo(6);
        assertThat(network.parameters()).isEqualTo(27 + 180);
        assertThat(network)
                .hasToString(
                        "n: 2x9x8 -> conv2d 2x2 3x8x7 -> leaky-relu 0.1 3x8x7 -> max-pool to 4x7 3x4x7"
                                + " -> spectral-pool to 3x4 3x3x4 -> flatten 36x1x1 -> linear to 5 5x1x1 -> leaky-relu 0.1 5x1x1");
    }

    @Test
    void aLayerThatDoesNotFitIsNamed() {
        assertFault(
                new Shape(6, 4, 4),
                List.of(new LeakyRelu(0), new Flatten(), new Conv2d(2, 5, false)),
                "network n: layer 3 (conv2d 5x5): input 96x1x1 is smaller than the kernel");
        assertFault(
                new Shape(6, 4, 4),
                List.of(new Conv2d(2, 5, false)),
                "network n: layer 1 (conv2d 5x5): input 6x4x4 is smaller than the kernel");
        assertFault(
                new Shape(1, 4, 4),
                List.of(new Linear(2, false), new SpectralPool(2, 1, Crop.CENTRED)),
                "network n: layer 2 (spectral-pool to 2x1): input 2x1x1 is smaller than the pooled size 2x1");
        assertFault(
                new Shape(1, 28, 28),
                List.of(new MaxPool(5, 2), new Linear(1, false)),
                "network n: layer 1 (max-pool to 5x2): input 1x28x28 cannot be tiled by 5x2 equal windows; its height"
                        + " must be a multiple of 5 and its width of 2");
        assertFault(
                new Shape(1, 1000, 1000),
                List.of(new Linear(3000, true)),
                "network n: layer 1 (linear to 3000): weight matrix of 3000003000 values is more than one array can"
                        + " hold (2147483639)");
        assertFault(new Shape(1, 2, 2), List.of(new Flatten()), "network n needs at least one linear or conv2d layer");
    }

    @Test
    void aDepthwiseConvolutionHasTheChannelsOfItsInput() {
        DepthwiseConv2d layer = new DepthwiseConv2d(2, 3, 2, 1, true, false);
        Network network = Network.of("n", new Shape(2, 5, 6), List.of(layer));
        assertThat(network.outputShape()).isEqualTo(new Shape(2, 3, 3));
        assertThat(network.parameters()).isEqualTo(2 * 10);
        assertFault(
                new Shape(3, 5, 6),
                List.of(layer),
                "network n: layer 1 (depthwise-conv2d 3x3, stride 2, padding 1): input 3x5x6 has 3 channels, expected 2, as"
                        + " many as the layer has");
    }

    @Test
    void branchesThatDoNotFitAreNamed() {
        Shape input = new Shape(2, 4, 4);
        List<Layer> begin = List.of(new Point("a"), new Conv2d(3, 3, 1, 1, false, false));
        Network network = Network.of("n", input, join(begin, new Link.Concat("a")));
        assertThat(network.outputShape()).isEqualTo(new Shape(5, 4, 4));
        assertThat(network.namedPoint(2)).isEqualTo(1);
        assertThat(network.namedPoint(1)).isEqualTo(-1);
        assertFault(
                input,
                join(begin, new Link.Add("a")),
                "network n: layer 3 (add a): input 3x4x4 cannot be added to 2x4x4 at point a; both must have one shape");
        assertFault(
                input,
                join(begin, new MaxPool(2, 2), new Link.Concat("a")),
                "network n: layer 4 (concat a): input 3x2x2 cannot be joined with 2x4x4 at point a; both must have one"
                        + " height and one width");
        assertFault(
                input, join(begin, new Link.Add("b")), "network n: layer 3 (add b): no layer before is the point b");
        assertFault(
                input,
                join(begin, new Point("a")),
                "network n: layer 3 (point a): there is a point of that name before");
        assertFault(
                input,
                join(begin, new Link.From("a"), new Linear(1, false)),
                "network n: layer 2 (conv2d 3x3, padding 1): what it computes is used nowhere; name it by a point behind"
                        + " it");
        assertFault(
                input,
                join(begin, new Point("b"), new Link.From("a"), new Linear(1, false)),
                "network n: layer 2 (conv2d 3x3, padding 1): what it computes is used nowhere; name it by a point behind"
                        + " it");
    }

    private static List<Layer> join(List<Layer> begin, Layer... more) {
        return Stream.concat(begin.stream(), Stream.of(more)).toList();
    }

    @Test
    void theOutputMustFitTheClasses() {
        NetworkSpec spec = NetworkSpec.of("n", List.of(new Conv2d(10, 3, false)));
        assertThatThrownBy(() -> spec.on(new Shape(1, 4, 4), 10))
                .isInstanceOf(NetworkException.class)
                .hasMessage("network n: the output 10x2x2 has 40 values, expected one for each of the 10 classes");
        assertThatThrownBy(() -> spec.on(new Shape(1, 3, 3), 0))
                .isInstanceOf(NetworkException.class)
                .hasMessage("classes must be at least 1, not 0");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new Shape(1, 0, 3))
                .hasMessage("shape 1x0x3: channels, height and width must be at least 1");
        assertThatThrownBy(() -> new Shape(70000, 70000, 1)).hasMessageContaining("more than 2147483647 values");
        assertThatThrownBy(() -> new Linear(-1, true)).hasMessage("outputs must be at least 1, not -1");
        assertThatThrownBy(() -> new Conv2d(1, 0, true)).hasMessage("kernel must be at least 1, not 0");
        assertThatThrownBy(() -> new LeakyRelu(Float.NaN)).hasMessage("slope must be from 0 to 1, not NaN");
        assertThatThrownBy(() -> NetworkSpec.of(" ", List.of(new Linear(1, false))))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("name must be up to 100 letters");
    }
}
