// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * How much the sum of a network's outputs depends on the units at one of its points, paper (26)-(29):
 *
 * <pre>
 *     beta[a][unit] = d (sum_c out_c) / d (value of the unit)        for sample a
 * </pre>
 *
 * <p>The activation pattern is held fixed: from the output down, a weight layer takes {@code W' beta}, a LeakyReLU {@code
 * gamma beta}, a spectral pool {@code P' beta}, and a max pool moves beta to the largest value of each window. For two
 * linear layers that is {@code beta_j = sum_i w_ij gamma_i}, (29).
 *
 * <p>Cost: that of one backward pass of the samples down to the point. Memory is reserved on first use for a point and
 * reused; one object belongs to one caller at a time. The values do not depend on the number of threads, bit for bit.
 */
public final class Sensitivity {
    /** Samples, one row each, that go down the layers together. */
    private static final int PIECE = 25;

    private final Network network;
    private final Descent descent;

    /** Work space for a network. */
    public Sensitivity(Network network, Workers workers) {
        this.network = network;
        this.descent = new Descent(PIECE, workers);
    }

    /**
     * Whether beta is 1 at a point whatever the weights are: at the output, also before layers that only reshape.
     *
     * @param point number of a point, 0 for the input
     */
    public static boolean isOne(Network network, int point) {
        Checks.index("point", point, network.shapes().size());
        return IntStream.range(point, network.layers().size()).allMatch(network::isView);
    }

    /**
     * Computes beta at a point for all samples of a forward pass, whose pattern is used.
     *
     * @param point number of the point, 0 for the input, the number of layers for the output
     * @param pass a pass of the same network with these weights
     * @param weights present weights; those of layers behind the point are used
     * @return {@code pass.count()} samples of the point's size; the array may be longer. Not a copy: the next call
     *     overwrites it
     * @throws NetworkException when there is no such point, or the weights do not fit
     */
    public float[] at(int point, ForwardPass pass, Weights weights) {
        Checks.index("point", point, network.shapes().size());
        int classes = network.classes();
        Descent.Way way = new Descent.Way(network.layers().size(), List.of(point), 1);
        descent.run(
                pass,
                pass.count(),
                weights,
                way,
                (rows, at, first, samples) -> Arrays.fill(rows, at, at + samples * classes, 1f),
                "derivatives");
        return descent.values();
    }
}
