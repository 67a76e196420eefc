// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.FrequencySums;

/**
 * A spectral pool from H x W to h x w as a matrix P of {@code h w} rows and {@code H W} columns, and its inverse, the
 * zero padding of the spectrum.
 *
 * <p>The Hartley transform of a channel is {@code X(u, v) = sum_yx x(y, x) cas(2 pi (u y / H + v x / W))},
 * {@code cas t = cos t + sin t}; its inverse is the same sum over the frequencies divided by the number of values. With
 * the frequencies (u, v) that are kept and (u', v') the places that they take in the small spectrum,
 *
 * <pre>
 *     P((y', x'), (y, x)) = 1/(H W) sum_uv cas(2 pi (u' y' / h + v' x' / w)) cas(2 pi (u y / H + v x / W))
 * </pre>
 *
 * <p>normalised so that a constant image keeps its value. Then {@code P P' = (h w / (H W)) I}, and the zero padding
 * {@code P' (H W) / (h w)} is the Moore-Penrose pseudoinverse of P.
 *
 * <p>As {@code cas a cas b = cos(a - b) + sin(a + b)} and the sums over u and over v factor, building either matrix costs
 * O(H W h w) time and memory. Sums are taken in double precision.
 */
public final class SpectralPoolMatrix {
    private SpectralPoolMatrix() {}

    /**
     * The matrix P, {@code (h w) x (H W)}, row-major, for one channel of the input.
     *
     * @throws NetworkException when the input is smaller than the pooled size, or the matrix too large for an array
     */
    public static float[] pooling(SpectralPool pool, Shape input) {
        return build(pool, input, false);
    }

    /**
     * The zero padding {@code P' (H W) / (h w)}, {@code (H W) x (h w)}, row-major, for one channel.
     *
     * @throws NetworkException when the input is smaller than the pooled size, or the matrix too large for an array
     */
    public static float[] unpooling(SpectralPool pool, Shape input) {
        return build(pool, input, true);
    }

    private static float[] build(SpectralPool pool, Shape input, boolean inverse) {
        Shape output = pool.output(input);
        int small = output.area();
        int large = input.area();
        float[] matrix = new float[Checks.size("spectral-pool matrix", (double) small * large)];
        FrequencySums rows =
                FrequencySums.of(input.height(), output.height(), pool.crop().lowest(input.height(), output.height()));
        FrequencySums columns =
                FrequencySums.of(input.width(), output.width(), pool.crop().lowest(input.width(), output.width()));
        double scale = 1.0 / (inverse ? small : large);
        for (int to = 0; to < small; to++) {
            for (int from = 0; from < large; from++) {
                int i = to / output.width() * input.height() + from / input.width();
                int j = to % output.width() * input.width() + from % input.width();
                double value = rows.cosMinus()[i] * columns.cosMinus()[j]
                        - rows.sinMinus()[i] * columns.sinMinus()[j]
                        + rows.sinPlus()[i] * columns.cosPlus()[j]
                        + rows.cosPlus()[i] * columns.sinPlus()[j];
                matrix[inverse ? from * small + to : to * large + from] = (float) (scale * value);
            }
        }
        return matrix;
    }
}
