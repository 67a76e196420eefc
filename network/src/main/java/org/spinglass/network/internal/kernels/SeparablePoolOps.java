// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.compute.Blas;
import org.spinglass.compute.Blas.Op;
import org.spinglass.compute.Correlations;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;

/**
 * A spectral pool by its factors: first all maps of rows, channel by channel, then those of columns for many channels.
 */
final class SeparablePoolOps implements LayerOps {
    /** Channels whose intermediate values stay in the cache between the two products. */
    private static final int BLOCK = 32;

    private final int channels;
    private final int highBefore;
    private final int wideBefore;
    private final int high;
    private final int wide;
    private final int stacked;
    private final int joined;
    private final SpectralFactors factors;
    /** The factors of rows, transposed. */
    private final float[] rowFactors;

    private final int[] rowsBefore;
    private final int[] rowsBetween;

    SeparablePoolOps(SpectralPool pool, Shape input, SpectralFactors factors) {
        this.channels = input.channels();
        this.highBefore = input.height();
        this.wideBefore = input.width();
        this.high = pool.height();
        this.wide = pool.width();
        this.stacked = factors.terms() * high;
        this.joined = factors.terms() * wideBefore;
        this.factors = factors;
        this.rowsBefore = starts(highBefore);
        this.rowsBetween = starts(stacked);
        this.rowFactors = new float[stacked * highBefore];
        for (int y = 0; y < stacked; y++) {
            for (int k = 0; k < highBefore; k++) {
                rowFactors[k * stacked + y] = factors.rows()[y * highBefore + k];
            }
        }
    }

    private int[] starts(int rows) {
        int[] starts = new int[rows];
        for (int y = 0; y < rows; y++) {
            starts[y] = y * wideBefore;
        }
        return starts;
    }

    /**
     * Whether the factors beat the whole matrix: they need less than half its multiplications, and save more than the
     * calls for single channels cost.
     */
    static boolean isFaster(SpectralPool pool, Shape input, SpectralFactors factors) {
        double whole = (double) input.area() * pool.height() * pool.width();
        double separate = (double) factors.terms() * pool.height() * input.width() * (input.height() + pool.width());
        return whole > 2 * separate + 20_000;
    }

    @Override
    public int scratch(int rows) {
        return Checks.size("work space of a spectral pool", (double) BLOCK * stacked * wideBefore);
    }

    @Override
    public double operations() {
        return 2.0 * channels * (stacked * (double) highBefore * wideBefore + (double) high * wide * joined);
    }

    @Override
    public Kernel kernel() {
        return Kernel.CORRELATION;
    }

    @Override
    public void forward(float[] weights, float[] in, int inAt, float[] out, int outAt, int samples, float[] scratch) {
        int before = highBefore * wideBefore;
        int between = stacked * wideBefore;
        for (int first = 0; first < samples * channels; first += BLOCK) {
            int images = Math.min(BLOCK, samples * channels - first);
            for (int i = 0; i < images; i++) {
                Correlations.best()
                        .correlate(
                                in,
                                inAt + (first + i) * before,
                                rowsBefore,
                                rowFactors,
                                stacked,
                                scratch,
                                i * between,
                                wideBefore,
                                wideBefore);
            }
            Blas.gemm(
                    Op.NONE,
                    Op.NONE,
                    images * high,
                    wide,
                    joined,
                    1f,
                    scratch,
                    0,
                    joined,
                    factors.columns(),
                    0,
                    wide,
                    0f,
                    out,
                    outAt + first * high * wide,
                    wide);
        }
    }

    @Override
    public void transpose(
            float[] weights,
            float[] inputs,
            int inputsAt,
            float[] down,
            float[] up,
            int upAt,
            int samples,
            int perSample,
            float[] scratch) {
        int before = highBefore * wideBefore;
        int between = stacked * wideBefore;
        int all = samples * perSample * channels;
        for (int first = 0; first < all; first += BLOCK) {
            int images = Math.min(BLOCK, all - first);
            Blas.gemm(
                    Op.NONE,
                    Op.TRANSPOSE,
                    images * high,
                    joined,
                    wide,
                    1f,
                    down,
                    first * high * wide,
                    wide,
                    factors.columns(),
                    0,
                    wide,
                    0f,
                    scratch,
                    0,
                    joined);
            for (int i = 0; i < images; i++) {
                Correlations.best()
                        .correlate(
                                scratch,
                                i * between,
                                rowsBetween,
                                factors.rows(),
                                highBefore,
                                up,
                                upAt + (first + i) * before,
                                wideBefore,
                                wideBefore);
            }
        }
    }
}
