// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.network.NetworkException;

class WeightsTest {
    private static final Network NETWORK = Network.of(
            "n",
            new Shape(4, 12, 12),
            List.of(new Conv2d(20, 5, true), new LeakyRelu(0.1f), new Flatten(), new Linear(30, true)));

    @Test
    void xavierFillsItsRangeEvenly() {
        Weights weights = Weights.xavier(NETWORK, 7);
        double[] bounds = {Math.sqrt(6.0 / (100 + 500)), Math.sqrt(6.0 / (1280 + 30))};
        for (int l = 0; l < 2; l++) {
            int columns = NETWORK.columns(l);
            float[] layer = weights.layer(l);
            double sum = 0;
            double largest = 0;
            int count = 0;
            for (int i = 0; i < layer.length; i++) {
                if (i % columns == columns - 1) {
                    assertThat(layer[i]).isZero();
                } else {
                    sum += layer[i];
                    largest = Math.max(largest, Math.abs(layer[i]));
                    count++;
                }
            }
            assertThat(largest).isBetween(0.99 * bounds[l], bounds[l] * (1 + 1e-6));
            // the mean of n uniform values has the deviation bound / sqrt(3 n)
            assertThat(sum / count).isCloseTo(0, within(4 * bounds[l] / Math.sqrt(3.0 * count)));
            assertThat(weights.rms(l)).isCloseTo(bounds[l] / Math.sqrt(3), within(0.05 * bounds[l]));
        }
    }

    @Test
    void theSeedFixesThem() {
        float[] once = Weights.xavier(NETWORK, 7).layer(1);
        assertThat(Weights.xavier(NETWORK, 7).layer(1)).isEqualTo(once);
        assertThat(Weights.xavier(NETWORK, 8).layer(1)).isNotEqualTo(once);
    }

    @Test
    void deepPlainNetworksStartWithLargerWeightsInAllLayersButTheLast() {
        Network residual = Networks.named("resnet-8", new Shape(1, 16, 16), 10, Networks.Options.DEFAULT);
        for (Network same : List.of(NETWORK, residual)) {
            assertThat(Weights.start(same, 7).layer(0))
                    .isEqualTo(Weights.xavier(same, 7).layer(0));
        }
        Network deep = Network.of("deep", Shape.vector(5), Collections.nCopies(9, new Linear(5, false)));
        Weights plain = Weights.xavier(deep, 7);
        Weights start = Weights.start(deep, 7);
        int last = deep.weightLayers() - 1;
        for (int l = 0; l < last; l++) {
            assertThat(start.rms(l) / plain.rms(l)).isCloseTo(Math.sqrt(2), within(1e-6));
        }
        assertThat(start.layer(last)).isEqualTo(plain.layer(last));
    }

    /** Gamma and beta are averaged; means and variances of averaged weights are to be measured. */
    @Test
    void numbersOfBatchNormalisationsAreCopiedAndAveraged() {
        Network network = Network.of("n", new Shape(2, 3, 3), List.of(new BatchNorm(), new Linear(1, false)));
        Weights weights = Weights.xavier(network, 1);
        assertThat(weights.norm(0)).containsExactly(1, 1, 0, 0, 0, 0, 1, 1);
        Weights other = weights.copy();
        System.arraycopy(new float[] {3, 1, 4, 0, 2, 0, 5, 1}, 0, other.norm(0), 0, 8);
        assertThat(weights.norm(0)[0]).isEqualTo(1);
        weights.blend(0.5f, other);
        assertThat(weights.norm(0)).containsExactly(2, 1, 2, 0, 0, 0, 1, 1);
        weights.copyFrom(other);
        assertThat(weights.norm(0)).containsExactly(3, 1, 4, 0, 2, 0, 5, 1);
        Weights unfit = new Weights(Network.of("m", new Shape(2, 3, 3), List.of(new Linear(1, false))));
        assertThatThrownBy(() -> weights.copyFrom(unfit)).isInstanceOf(NetworkException.class);
    }

    @Test
    void copiesAreIndependentAndBlendsAreAverages() {
        Weights weights = new Weights(NETWORK);
        weights.layer(0)[3] = 4;
        Weights copy = weights.copy();
        copy.layer(0)[3] = 8;
        assertThat(weights.layer(0)[3]).isEqualTo(4);
        weights.blend(0.75f, copy);
        assertThat(weights.layer(0)[3]).isEqualTo(5);
        weights.copyFrom(copy);
        assertThat(weights.layer(0)[3]).isEqualTo(8);
        Weights other = new Weights(Network.of("m", new Shape(1, 1, 1), List.of(new Linear(1, false))));
        assertThatThrownBy(() -> weights.copyFrom(other))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("weights of m: 1x1x1");
    }
}
