// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/**
 * The (pseudo)inverse of a convolution without its bias, from {@code C2 x H' x W'} outputs to {@code C1 x H x W}
 * inputs.
 *
 * <p>For given weights it is a fixed linear map, so it is worked out once as a matrix T of {@code C2 H' W'} rows and
 * {@code C1 H W} columns, and applied to any number of samples by one product, {@code inputs = outputs T}. What depends
 * on the shapes alone is prepared when the object is made.
 *
 * <p>Immutable, safe for several threads.
 */
sealed interface ConvolutionInverse permits FourierInverse, ExactInverse {
    /**
     * The inverse of a convolution on inputs of one shape.
     *
     * @param layer the convolution; a bias is left out
     * @param input shape of its input
     * @param mode which inverse; with padding or another stride than 1 there is only {@link InverseMode#EXACT}
     * @throws NetworkException when the input is smaller than the kernel, or the matrix too large for an
     *     array or, of {@link ExactInverse}, to be inverted within minutes
     */
    static ConvolutionInverse of(Conv2d layer, Shape input, InverseMode mode) {
        Checks.size(
                "inverse of a convolution",
                (double) input.size() * layer.output(input).size());
        boolean isValid = layer.stride() == 1 && layer.padding() == 0;
        return mode == InverseMode.FOURIER && isValid
                ? new FourierInverse(layer, input)
                : new ExactInverse(layer, input);
    }

    /**
     * The matrix T for given weights.
     *
     * @param weights the layer's matrix, as in {@link Weights}; the column of a bias is not used
     * @param workers the threads to use; the result does not depend on their number
     * @return {@code (C2 H' W') x (C1 H W)}, row-major
     * @throws NetworkException when the weights have the wrong size or are not finite
     */
    default float[] matrix(float[] weights, Workers workers) {
        float[] matrix = new float[rows() * columns()];
        write(weights, matrix, workers);
        return matrix;
    }

    /**
     * Writes the matrix T for given weights.
     *
     * @param matrix overwritten, {@code rows() x columns()}
     */
    void write(float[] weights, float[] matrix, Workers workers);

    /** Rows of T, {@code C2 H' W'}. */
    int rows();

    /** Columns of T, {@code C1 H W}. */
    int columns();
}
