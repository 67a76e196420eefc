// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Sensitivity;

class MaxPoolTest {
    /** Two channels of 3 x 5, windows of 2 x 2: the last row and the last column are cut off, largest as they are. */
    @Test
    void whatIsLeftOverIsCutOff() {
        MaxPool pool = MaxPool.ofWindows(2, 2);
        Shape input = new Shape(2, 3, 5);
        assertThat(pool.output(input)).isEqualTo(new Shape(2, 1, 2));
        Network network = Network.of("n", input, List.of(pool, new Linear(4, false)));
        Weights weights = new Weights(network);
        for (int i = 0; i < 4; i++) {
            weights.layer(0)[i * 4 + i] = 1;
        }
        float[] sample = {
            1, 2, 3, 4, 90, 5, 6, 8, 7, 90, 90, 90, 90, 90, 90, -1, -2, -3, -4, 90, -5, -6, -8, -7, 90, 90, 90, 90, 90,
            90
        };
        ForwardPass pass = new ForwardPass(network, 1, Workers.of(1));
        pass.run(sample, 1, weights);
        assertThat(pass.outputs()).containsExactly(6, 8, -1, -3);
        float[] sensitivity = new Sensitivity(network, Workers.of(1)).at(0, pass, weights);
        float[] expected = new float[30];
        expected[6] = expected[7] = expected[15] = expected[17] = 1;
        assertThat(sensitivity).containsExactly(expected);
    }

    @Test
    void network35HasWindowsOf8By12() {
        Network network = Networks.named("maxpool-mlp", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
        assertThat(network.layers().getFirst()).isEqualTo(MaxPool.ofWindows(8, 12));
        assertThat(network.shapes().get(1)).isEqualTo(new Shape(1, 4, 2));
    }

    @Test
    void aWindowLargerThanTheInputIsRefused() {
        assertThatThrownBy(() -> MaxPool.ofWindows(4, 6).output(new Shape(1, 5, 5)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("input 1x5x5 is smaller than a window of 4x6");
    }
}
