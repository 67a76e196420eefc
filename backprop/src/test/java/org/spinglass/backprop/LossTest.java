// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

@NeedsTorch
class LossTest {
    private static final float[] BEFORE = {1f, -2f, 0.5f, 3f, 0f, -1f};
    private static final float[] ACTIVATED = {1f, -0.2f, 0.5f, 3f, 0f, -0.1f};
    private static final float[] TARGETS = {0f, 0f, 1f, 1f, 0f, 0f};

    @Test
    void meanSquaredErrorIsTheMeanOverSamplesAndOutputsOfTheActivatedOutput() {
        double sum = 0;
        for (int i = 0; i < TARGETS.length; i++) {
            sum += Math.pow(ACTIVATED[i] - TARGETS[i], 2);
        }
        assertThat(value(Loss.MEAN_SQUARED_ERROR)).isCloseTo(sum / 6, within(1e-6));
    }

    @Test
    void crossEntropyIsTheMeanOverSamplesOfTheOutputBeforeActivation() {
        double first = Math.log(Math.exp(1) + Math.exp(-2) + Math.exp(0.5)) - 0.5;
        double second = Math.log(Math.exp(3) + Math.exp(0) + Math.exp(-1)) - 3;
        assertThat(value(Loss.CROSS_ENTROPY)).isCloseTo((first + second) / 2, within(1e-6));
    }

    private static double value(Loss loss) {
        try (Torch torch = Torch.open(1)) {
            Shape shape = new Shape(2, 3);
            NDArray before = torch.manager().create(BEFORE, shape);
            NDArray activated = torch.manager().create(ACTIVATED, shape);
            NDArray targets = torch.manager().create(TARGETS, shape);
            return loss.of(new TorchNetwork.Outputs(before, activated), targets).getFloat();
        }
    }
}
