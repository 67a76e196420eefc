// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/**
 * Resizes planes of pixels, bilinear with half-pixel centres and antialiased when shrinking; the same as PyTorch's
 * {@code interpolate(mode="bilinear", align_corners=False, antialias=True)}.
 *
 * <p>Along each axis, output pixel o lies at {@code c = (o + 1/2) s} of the input, {@code s = in / out}, and input
 * pixel i has the weight {@code max(0, 1 - |i + 1/2 - c| / max(s, 1))}, scaled so that the weights of o add up to 1.
 * When enlarging this is the line between the two nearest pixels, continued as a constant outside.
 *
 * <p>Rows first, then columns: {@code 2 max(s, 1)} multiplications an axis and pixel. For one thread, which it serves
 * with scratch memory of its own.
 */
public final class Resize {
    private final ImageSize from;
    private final ImageSize to;
    private final Taps columns;
    private final Taps rows;
    private final float[] scratch;

    /** From one size to another. */
    public Resize(ImageSize from, ImageSize to) {
        this.from = from;
        this.to = to;
        this.columns = Taps.of(from.width(), to.width());
        this.rows = Taps.of(from.height(), to.height());
        this.scratch = new float[Math.multiplyExact(from.height(), to.width())];
    }

    /**
     * Resizes one plane.
     *
     * @param in holds the plane, row-major, from its first element on
     * @param out receives the plane, row-major, from index {@code outOffset} on
     */
    public void apply(float[] in, float[] out, int outOffset) {
        for (int y = 0; y < from.height(); y++) {
            row(y, in, y * from.width());
        }
        finish(out, outOffset);
    }

    /**
     * Takes in one row of a plane, for planes that are too large to be there as a whole; rows may come in any order.
     *
     * @param y from 0
     * @param in holds the row from {@code offset} on
     */
    public void row(int y, float[] in, int offset) {
        columns.acrossRow(in, offset, scratch, y * to.width());
    }

    /** Hands out the plane, all of whose rows were taken in, row-major, from index {@code outOffset} on. */
    public void finish(float[] out, int outOffset) {
        int width = to.width();
        for (int y = 0; y < to.height(); y++) {
            rows.acrossRows(y, scratch, width, out, outOffset + y * width);
        }
    }

    /** For each output position of an axis its first input position and the weights from there on. */
    private static final class Taps {
        private final int[] first;
        private final float[][] weights;

        private Taps(int[] first, float[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Taps of(int in, int out) {
            double scale = (double) in / out;
            double reach = Math.max(scale, 1);
            int[] first = new int[out];
            float[][] weights = new float[out][];
            for (int o = 0; o < out; o++) {
                double centre = (o + 0.5) * scale;
                int begin = Math.max(0, (int) Math.floor(centre - reach + 0.5));
                int end = Math.min(in, (int) Math.floor(centre + reach + 0.5));
                first[o] = begin;
                weights[o] = normalised(begin, end, centre, reach);
            }
            return new Taps(first, weights);
        }

        private static float[] normalised(int begin, int end, double centre, double reach) {
            double[] triangle = new double[end - begin];
            double sum = 0;
            for (int i = 0; i < triangle.length; i++) {
                triangle[i] = Math.max(0, 1 - Math.abs(begin + i + 0.5 - centre) / reach);
                sum += triangle[i];
            }
            float[] weights = new float[triangle.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (triangle[i] / sum);
            }
            return weights;
        }

        void acrossRow(float[] in, int inOffset, float[] out, int outOffset) {
            for (int o = 0; o < first.length; o++) {
                float[] weight = weights[o];
                int start = inOffset + first[o];
                float sum = 0;
                for (int i = 0; i < weight.length; i++) {
                    sum += weight[i] * in[start + i];
                }
                out[outOffset + o] = sum;
            }
        }

        void acrossRows(int o, float[] in, int width, float[] out, int outOffset) {
            float[] weight = weights[o];
            int row = first[o] * width;
            for (int x = 0; x < width; x++) {
                out[outOffset + x] = weight[0] * in[row + x];
            }
            for (int i = 1; i < weight.length; i++) {
                row += width;
                for (int x = 0; x < width; x++) {
                    out[outOffset + x] += weight[i] * in[row + x];
                }
            }
        }
    }
}
