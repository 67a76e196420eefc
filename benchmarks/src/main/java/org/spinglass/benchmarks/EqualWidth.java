// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;

/** Networks whose layers have all the same width. */
final class EqualWidth {
    private static final int KERNEL = 3;
    private static final float SLOPE = 0.001f;

    private EqualWidth() {}

    /**
     * So many layers with weights on images of 32x32: convolutions of 3x3 on 16x16 values, the first by steps of two, and
     * a linear layer behind a pool.
     *
     * @param depth layers with weights, at least 2
     * @param channels of every convolution
     * @param isResidual whether a connection leads around every two convolutions
     */
    static NetworkSpec network(int depth, int channels, boolean isResidual) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv2d(channels, KERNEL, 2, Conv2d.samePadding(KERNEL), false, false));
        layers.add(new LeakyRelu(SLOPE));
        for (int k = 0; k < depth - 2; k++) {
            String block = "block" + k / 2;
            if (isResidual && k % 2 == 0) {
                layers.add(new Point(block));
            }
            layers.add(new Conv2d(channels, KERNEL, 1, Conv2d.samePadding(KERNEL), false, false));
            if (isResidual && k % 2 == 1) {
                layers.add(new Link.Add(block));
            }
            layers.add(new LeakyRelu(SLOPE));
        }
        layers.add(MaxPool.ofWindows(2, 2));
        layers.add(new Flatten());
        layers.add(new Linear(10, false));
        return NetworkSpec.of("depth-" + depth + (isResidual ? "-residual" : ""), layers);
    }

    /** The network on the digits that ship with the program. */
    static Network onDigits(NetworkSpec spec) {
        return spec.on(new Shape(1, 32, 32), 10);
    }
}
