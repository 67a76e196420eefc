// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.compute.Workers;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/** Inverse networks that tests propagate wanted outputs through. */
final class Targets {
    static final Workers ALONE = Workers.of(1);

    private Targets() {}

    static InverseNetwork inverse(Network network, InverseOptions options, Weights weights) {
        InverseNetwork inverse = new InverseNetwork(network, options, ALONE);
        inverse.update(weights);
        return inverse;
    }

    static float[] wanted(Network network, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] wanted = new float[count * network.classes()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (float) random.nextDouble(-1, 1);
        }
        return wanted;
    }

    static float[] targets(InverseNetwork inverse, int weightLayer) {
        int size = inverse.network().outputOf(weightLayer).size();
        return Arrays.copyOf(inverse.targets(weightLayer), inverse.count() * size);
    }

    /** The layers behind a point, as a network of its own. */
    static Network tail(Network network, int point) {
        return Network.of(
                "tail",
                network.shapes().get(point),
                network.layers().subList(point, network.layers().size()));
    }
}
