// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * Sums over runs of an array that begin at several places: what a convolution, its transpose and its derivatives by the
 * weights are made of, without copies of what it sees. The run of j begins at {@code xOffset + shifts[j]}.
 *
 * <p>Implementations are stateless and safe for use from any number of threads. Each gives the same bits for the same
 * arguments whenever it is called; those of {@link #correlate} and {@link #addWindows} are the same from all, {@link #addDots}
 * may sum in another order.
 */
public interface Correlations {
    /** What the channels of {@link #addWindows} are a multiple of. */
    int CHANNELS = 16;

    /** The fastest that this JVM can run. */
    static Correlations best() {
        return OpsChoice.correlations();
    }

    /** Plain Java. */
    static Correlations scalar() {
        return new ScalarCorrelations();
    }

    /**
     * {@code out_cp = sum_j w_jc x_(shift_j + p)} for every channel c and every p below {@code length}: a correlation with a
     * kernel, or a product with a small matrix.
     *
     * @param w {@code shifts.length x channels} from 0 on, row-major
     * @param out channel c is written from {@code outOffset + c outStride} on
     */
    void correlate(
            float[] x,
            int xOffset,
            int[] shifts,
            float[] w,
            int channels,
            float[] out,
            int outOffset,
            int outStride,
            int length);

    /**
     * {@code out_rj += sum_p rows_rp x_(shift_j + p)} for every row r and every p below {@code length}.
     *
     * @param rows {@code count x length} from 0 on, row-major
     * @param out row r begins at {@code r outStride}
     */
    void addDots(float[] rows, int count, float[] x, int xOffset, int[] shifts, int length, float[] out, int outStride);

    /**
     * {@code out_jc += sum_yx b_(y width + x)c x_(shift_j + y rowStride + x)}: the sums of {@link #addDots} over a window of
     * rows, transposed. It is the faster of the two from about as many channels on as a vector has lanes.
     *
     * @param b {@code (height width) x channels} from 0 on, row-major
     * @param channels a multiple of {@link #CHANNELS}
     * @param out {@code shifts.length x channels} from 0 on, row-major
     */
    void addWindows(
            float[] b,
            int channels,
            float[] x,
            int xOffset,
            int[] shifts,
            int height,
            int width,
            int rowStride,
            float[] out);
}
