// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.NetworkException;

class NetworksTest {
    /** Weights counted by hand from the paper's shapes, for 1x32x32 and for 3x32x32, ten classes. */
    @ParameterizedTest
    @CsvSource({
        "linear, 32, 10240, 30720",
        "spectral-linear, 33, 80, 240",
        "mlp, 34, 17024, 33408",
        "maxpool-mlp, 35, 144, 272",
        "spectral-conv, 36, 640, 1920",
        "cnn, 37, 15250, 15750",
        "small-spectral-conv, 38, 160, 480",
        "small-cnn, 39, 196, 268",
        "lenet, 40, 61470, 61770",
        "small-lenet, 40, 9762, 10062",
        "linear-activated, 32, 10240, 30720",
        "mlp-activated, 34, 17024, 33408",
        "spectral-conv-activated, 36, 640, 1920",
        "cnn-activated, 37, 15250, 15750",
        "small-vgg, 0, 91664, 91952",
        "resnet-8, 0, 19464, 19608",
        "resnet-20, 0, 67848, 67992",
        "table, 0, 67904, 198976"
    })
    void haveThePapersShapes(String name, int equation, int grey, int colour) {
        Networks.Options options = Networks.Options.DEFAULT;
        Network network = Networks.named(name, new Shape(1, 32, 32), 10, options);
        assertThat(network.parameters()).isEqualTo(grey);
        assertThat(Networks.named(name, new Shape(3, 32, 32), 10, options).parameters())
                .isEqualTo(colour);
        assertThat(Networks.all()).anyMatch(builtIn -> builtIn.name().equals(name) && builtIn.equation() == equation);
        long activations =
                network.layers().stream().filter(LeakyRelu.class::isInstance).count();
        boolean activated = name.endsWith("lenet") || name.endsWith("-activated");
        int between = switch (name) {
            case Networks.TABLE -> 2;
            case "small-vgg" -> 5;
            case "resnet-8" -> 7;
            case "resnet-20" -> 19;
            default -> 0;
        };
        assertThat(activations).isEqualTo(activated ? network.weightLayers() : between);
    }

    @Test
    void allAreCovered() {
        assertThat(Networks.all())
                .hasSize(18)
                .extracting(Networks.BuiltIn::name)
                .contains(Networks.DEFAULT);
    }

    /** Images from 28x28 to 64x64, grey or not. */
    @ParameterizedTest
    @ValueSource(strings = {"small-vgg", "resnet-8", "resnet-20"})
    void deepNetworksTakeImagesOfManySizes(String name) {
        for (int side : new int[] {28, 29, 32, 40, 63, 64}) {
            Network network = Networks.named(name, new Shape(3, side, side), 7, Networks.Options.DEFAULT);
            assertThat(network.outputShape()).isEqualTo(new Shape(7, 1, 1));
        }
    }

    @Test
    void optionsReachEveryLayer() {
        Network network = Networks.named("lenet", new Shape(1, 32, 32), 7, new Networks.Options(true, Crop.AUTHOR));
        assertThat(network.parameters()).isEqualTo(61470 - 3 * 84 + 6 + 16 + 120 + 84 + 7);
        assertThat(network.layers())
                .filteredOn(SpectralPool.class::isInstance)
                .containsExactly(new SpectralPool(14, 14, Crop.AUTHOR), new SpectralPool(5, 5, Crop.AUTHOR));
    }

    @Test
    void anUnknownNameGetsTheNearest() {
        assertThatThrownBy(() -> Networks.spec("lennet"))
                .isInstanceOf(NetworkException.class)
                .message()
                .startsWith("unknown network 'lennet'; did you mean lenet? There are: linear, spectral-linear, mlp,");
    }

    @Test
    void anInputThatDoesNotFitIsToldWithTheLayer() {
        assertThatThrownBy(() -> Networks.named("lenet", new Shape(1, 28, 28), 10, Networks.Options.DEFAULT)
                        .spec()
                        .on(new Shape(1, 16, 32), 10))
                .isInstanceOf(NetworkException.class)
                .hasMessage("network lenet: layer 3 (spectral-pool to 14x14): input 6x12x28 is smaller than the pooled"
                        + " size 14x14");
    }
}
