// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, 2019) as PyTorch defines it. After step t with gradient g and learning rate r,
 *
 * <pre>
 *     w = (1 - r weightDecay) w        m = b1 m + (1 - b1) g        v = b2 v + (1 - b2) g^2
 *     w = w - r / (1 - b1^t) m / (sqrt(v / (1 - b2^t)) + epsilon)
 * </pre>
 *
 * <p>DJL's own AdamW leaves epsilon out of the correction by {@code 1 - b2^t}, which makes it up to 30 times as large in
 * the first steps; here it is scaled so that the same native kernel gives PyTorch's formula. Gradients are cleared by the
 * update. Belongs to one thread; its moments live in the manager that it was made with.
 */
final class AdamW {
    static final double BETA_1 = 0.9;
    static final double BETA_2 = 0.999;
    static final double EPSILON = 1e-8;

    private final double weightDecay;
    private final List<Moments> moments = new ArrayList<>();
    private long steps;

    private record Moments(NDArray parameter, NDArray mean, NDArray square) {}

    AdamW(List<NDArray> parameters, double weightDecay, NDManager manager) {
        this.weightDecay = weightDecay;
        for (NDArray parameter : parameters) {
            NDArray mean = manager.zeros(parameter.getShape());
            NDArray square = manager.zeros(parameter.getShape());
            moments.add(new Moments(parameter, mean, square));
        }
    }

    /** Moves all parameters by their gradients. */
    void step(double learningRate) {
        steps++;
        double meanCorrection = 1 - Math.pow(BETA_1, steps);
        double rootCorrection = Math.sqrt(1 - Math.pow(BETA_2, steps));
        for (Moments state : moments) {
            // A new handle at every call, owned by the parameter's manager: closed here, or they pile up.
            try (NDArray gradient = state.parameter.getGradient()) {
                state.parameter
                        .getNDArrayInternal()
                        .adamUpdate(
                                new NDList(state.parameter, gradient, state.mean, state.square),
                                new NDList(state.parameter),
                                (float) learningRate,
                                (float) (learningRate * rootCorrection / meanCorrection),
                                (float) weightDecay,
                                1f,
                                -1f,
                                (float) BETA_1,
                                (float) BETA_2,
                                (float) (EPSILON * rootCorrection),
                                true,
                                true);
            }
        }
    }
}
