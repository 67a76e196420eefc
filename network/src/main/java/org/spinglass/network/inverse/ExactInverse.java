// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import java.util.Locale;
import org.spinglass.compute.Pseudoinverse;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Shape;

/**
 * The transposed Moore-Penrose inverse of the convolution's own matrix, m = C2 H' W' by n = C1 H W. Where the layer is
 * injective it gives back the layer's input, where it is surjective the shortest input that has this output.
 *
 * <p>Cost, with {@code r = min(m, n)}: {@code 3 m n r} floating point operations in double precision and
 * {@code 3 m n + r^2} doubles of memory; five to twenty times as long where the convolution lacks rank
 * ({@link Pseudoinverse#ofLarge}).
 */
record ExactInverse(Conv2d layer, Shape input) implements ConvolutionInverse {
    /** Elements of the largest matrix, whose inverse takes minutes. */
    private static final int LARGEST = 1 << 25;

    /**
     * Checks the size.
     *
     * @throws NetworkException when the matrix has more elements than can be inverted within minutes
     */
    ExactInverse {
        double elements = (double) layer.output(input).size() * input.size();
        if (elements > LARGEST) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "the inverse of a matrix of %d x %d elements would take hours; expected at most %d elements",
                    layer.output(input).size(),
                    input.size(),
                    LARGEST));
        }
    }

    @Override
    public int rows() {
        return layer.output(input).size();
    }

    @Override
    public int columns() {
        return input.size();
    }

    @Override
    public void write(float[] weights, float[] result, Workers workers) {
        Shape output = layer.output(input);
        double[] kernels = LinearInverse.checked(weights, layer, input);
        int k = layer.kernel();
        int fanIn = layer.fanIn(input);
        double[] matrix = new double[output.size() * input.size()];
        for (int unit = 0; unit < output.size(); unit++) {
            int site = unit % output.area();
            int row = site / output.width() * layer.stride() - layer.padding();
            int column = site % output.width() * layer.stride() - layer.padding();
            for (int j = 0; j < fanIn; j++) {
                int y = row + j % (k * k) / k;
                int x = column + j % k;
                if (y >= 0 && y < input.height() && x >= 0 && x < input.width()) {
                    int place = j / (k * k) * input.area() + y * input.width() + x;
                    matrix[unit * input.size() + place] = kernels[unit / output.area() * fanIn + j];
                }
            }
        }
        LinearInverse.toFloats(Pseudoinverse.ofLarge(output.size(), input.size(), matrix), result);
    }
}
