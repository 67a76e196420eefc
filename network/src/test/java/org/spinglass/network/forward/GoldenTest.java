// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.network.Golden;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;
import org.spinglass.network.layer.Weights;
import tools.jackson.databind.JsonNode;

/** Against vectors computed in double precision by the paper author's code and by PyTorch. */
class GoldenTest {
    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("value %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @ParameterizedTest
    @EnumSource(Crop.class)
    void lenet(Crop crop) {
        JsonNode golden = Golden.paper("lenet_forward.json");
        Network network = Networks.named("lenet", new Shape(1, 32, 32), 10, new Networks.Options(false, crop));
        Weights weights = new Weights(network);
        for (int l = 0; l < network.weightLayers(); l++) {
            float[] values = Golden.values(golden.get("weights").get(l));
            assertThat(values).hasSize(weights.layer(l).length);
            System.arraycopy(values, 0, weights.layer(l), 0, values.length);
        }
        ForwardPass pass = new ForwardPass(network, 2, Workers.of(1));
        pass.run(Golden.values(golden.get("input")), 2, weights);
        assertClose(pass.outputs(), Golden.values(golden.get(crop == Crop.CENTRED ? "centred" : "author")), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10x10_to_5x5", "12x12_to_3x3", "8x8_to_4x2", "8x8_to_4x4"})
    void spectralPools(String sizes) {
        JsonNode golden = Golden.paper("spectral_pool_" + sizes + ".json");
        JsonNode input = golden.get("input");
        Shape shape = new Shape(Golden.side(input, 0), Golden.side(input, 1), Golden.side(input, 2));
        for (Crop crop : Crop.values()) {
            JsonNode expected = golden.get(crop == Crop.CENTRED ? "centred" : "author");
            SpectralPool pool = new SpectralPool(Golden.side(expected, 1), Golden.side(expected, 2), crop);
            Network network = Network.of("pool", shape, List.of(pool, new Linear(1, false)));
            ForwardPass pass = new ForwardPass(network, 1, Workers.of(1));
            pass.run(Golden.values(input), 1, new Weights(network));
            assertClose(pass.at(1), Golden.values(expected), 1e-6);
        }
    }

    @Test
    void zeroPaddingIsTheInverseOfThePool() {
        for (String sizes : List.of("10x10_to_5x5", "12x12_to_3x3", "8x8_to_4x2", "8x8_to_4x4")) {
            JsonNode golden = Golden.paper("spectral_pool_" + sizes + ".json");
            JsonNode small = golden.get("author");
            JsonNode large = golden.get("unpooled");
            SpectralPool pool = new SpectralPool(Golden.side(small, 1), Golden.side(small, 2), Crop.AUTHOR);
            Shape shape = new Shape(1, Golden.side(large, 1), Golden.side(large, 2));
            float[] matrix = SpectralPoolMatrix.unpooling(pool, shape);
            float[] from = Golden.values(small);
            float[] expected = Golden.values(large);
            int columns = pool.height() * pool.width();
            for (int i = 0; i < expected.length; i++) {
                double sum = 0;
                for (int j = 0; j < columns; j++) {
                    sum += matrix[i % shape.area() * columns + j] * from[i / shape.area() * columns + j];
                }
                assertThat(sum).isCloseTo(expected[i], within(1e-6));
            }
        }
    }
}
