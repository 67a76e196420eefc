// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.LayerOps;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Network;

/**
 * How much one layer computes, told by the code that computes it: the operations of its kernel, with what a kernel takes for
 * the sake of vectors though nobody needs it, such as sites between the rows of a narrow convolution.
 *
 * @param loop what most of the operations are done by
 * @param forward multiplications and additions of the forward pass, a sample
 * @param back multiplications and additions of the transposed derivative, a row of derivatives
 * @param values floats read and written, a sample or a row: the layer's input and output
 */
public record LayerWork(Loop loop, double forward, double back, double values) {

    /** Where operations are done. */
    public enum Loop {
        /** Matrix products of BLAS. */
        PRODUCT,
        /** Correlations of runs, {@link org.spinglass.compute.Correlations#correlate}. */
        CORRELATION,
        /** None: values are copied, compared or scaled. */
        COPY
    }

    /**
     * The work of a layer; cost of the call: that of making the layer's operations ready.
     *
     * @param layer number among all layers
     * @throws org.spinglass.network.NetworkException when there is no such layer
     */
    public static LayerWork of(Network network, int layer) {
        Checks.index("layer", layer, network.layers().size());
        double values = 0;
        for (int point = layer; point <= layer + 1; point++) {
            values += network.shapes().get(point).size();
        }
        if (network.layers().get(layer) instanceof Link) {
            return new LayerWork(Loop.COPY, 0, 0, values);
        }
        LayerOps ops = LayerOps.of(network.layers().get(layer), network.shapes().get(layer));
        Loop loop = switch (ops.kernel()) {
            case PRODUCT -> Loop.PRODUCT;
            case CORRELATION -> Loop.CORRELATION;
            case COPY -> Loop.COPY;
        };
        return new LayerWork(loop, ops.operations(), ops.transposedOperations(), values);
    }
}
