// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Shape;

/**
 * The sum or the concatenation of the values at two points, sample by sample.
 *
 * @param first values of the first point's sample
 * @param second values of the second's
 * @param isSum whether they are added
 */
public record JoinOps(int first, int second, boolean isSum) {
    /** The operations of a sum or a concatenation. */
    public static JoinOps of(Link link, Shape input, Shape named) {
        return new JoinOps(input.size(), named.size(), link instanceof Link.Add);
    }

    private int size() {
        return isSum ? first : first + second;
    }

    /** Joins samples of the first point, from {@code at} on, with those of the second. */
    public void forward(float[] a, int at, float[] b, int bAt, float[] out, int outAt, int samples) {
        if (isSum) {
            for (int i = 0; i < samples * first; i++) {
                out[outAt + i] = a[at + i] + b[bAt + i];
            }
            return;
        }
        for (int sample = 0; sample < samples; sample++) {
            int to = outAt + sample * size();
            System.arraycopy(a, at + sample * first, out, to, first);
            System.arraycopy(b, bAt + sample * second, out, to + first, second);
        }
    }

    /** Of rows of derivatives by the joined values, those by the first point's. */
    public void toFirst(float[] down, float[] up, int upAt, int rows, boolean isAdded) {
        part(down, 0, first, up, upAt, rows, isAdded);
    }

    /** Of rows of derivatives by the joined values, those by the second point's. */
    public void toSecond(float[] down, float[] up, int upAt, int rows, boolean isAdded) {
        part(down, isSum ? 0 : first, second, up, upAt, rows, isAdded);
    }

    private void part(float[] down, int from, int length, float[] up, int upAt, int rows, boolean isAdded) {
        for (int row = 0; row < rows; row++) {
            int at = row * size() + from;
            int to = upAt + row * length;
            if (isAdded) {
                for (int i = 0; i < length; i++) {
                    up[to + i] += down[at + i];
                }
            } else {
                System.arraycopy(down, at, up, to, length);
            }
        }
    }
}
