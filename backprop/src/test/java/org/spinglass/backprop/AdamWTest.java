// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@NeedsTorch
class AdamWTest {
    /** Gradients from far above to near epsilon, where a wrongly scaled epsilon shows at once. */
    private static final float[] GRADIENTS = {3f, -0.2f, 1e-6f, -2e-8f};

    private static final double[] RATES = {0.1, 0.1, 0.03, 0.01};
    private static final double DECAY = 0.5;

    @Test
    void followsItsDefinition() {
        assertThat(trained()).usingComparatorWithPrecision(2e-6f).containsExactly(expected());
    }

    /** PyTorch keeps whether gradients are recorded per thread. */
    @Test
    void anyThreadMayTrain() throws ExecutionException, InterruptedException {
        float[] here = trained();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            assertThat(executor.submit(AdamWTest::trained).get()).isEqualTo(here);
        }
    }

    @Test
    void twoParametersCountStepsTogether() {
        try (Torch torch = Torch.open(1)) {
            NDArray a = torch.manager().create(new float[] {1});
            NDArray b = torch.manager().create(new float[] {1});
            a.setRequiresGradient(true);
            b.setRequiresGradient(true);
            AdamW optimizer = new AdamW(List.of(a, b), 0, torch.manager());
            for (int step = 1; step <= 3; step++) {
                try (GradientCollector gradients = torch.gradients()) {
                    gradients.backward(a.add(b).sum());
                }
                optimizer.step(0.1);
            }
            assertThat((double) a.toFloatArray()[0]).isCloseTo(0.7, within(1e-5));
            assertThat(b.toFloatArray()).isEqualTo(a.toFloatArray());
        }
    }

    private static float[] trained() {
        try (Torch torch = Torch.open(1)) {
            NDArray weights = torch.manager().ones(new ai.djl.ndarray.types.Shape(GRADIENTS.length));
            NDArray slopes = torch.manager().create(GRADIENTS);
            weights.setRequiresGradient(true);
            AdamW optimizer = new AdamW(List.of(weights), DECAY, torch.manager());
            for (int step = 0; step < RATES.length; step++) {
                try (GradientCollector gradients = torch.gradients()) {
                    gradients.backward(weights.mul(slopes).sum().mul(step + 1));
                }
                optimizer.step(RATES[step]);
            }
            return weights.toFloatArray();
        }
    }

    /** PyTorch's documentation of AdamW, in double precision. */
    private static float[] expected() {
        float[] result = new float[GRADIENTS.length];
        for (int i = 0; i < result.length; i++) {
            double w = 1;
            double m = 0;
            double v = 0;
            for (int step = 0; step < RATES.length; step++) {
                double g = (double) GRADIENTS[i] * (step + 1);
                w -= RATES[step] * DECAY * w;
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                double mean = m / (1 - Math.pow(0.9, step + 1));
                double square = v / (1 - Math.pow(0.999, step + 1));
                w -= RATES[step] * mean / (Math.sqrt(square) + 1e-8);
            }
            result[i] = (float) w;
        }
        return result;
    }
}
