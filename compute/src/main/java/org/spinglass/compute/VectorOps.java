// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hot loops that are no matrix products, on flat arrays of float32, float64 and of 16-bit whole numbers.
 *
 * <p>Implementations are stateless and safe for use from any number of threads. They may sum in different orders, so
 * two implementations agree to rounding, not to the bit; random numbers and whole numbers agree to the bit. Each one
 * gives the same bits for the same arguments whenever it is called, interpreted or compiled.
 */
public interface VectorOps {

    /**
     * Those to use: the fastest that this JVM can run, or those that the calling work is to be done {@link #during}.
     */
    static VectorOps best() {
        return OpsChoice.best();
    }

    /**
     * Whether {@link #best} are vector operations. Costs less than the first call of that, which prepares them for a
     * tenth of a second or more.
     */
    static boolean areVectors() {
        return OpsChoice.areVectors();
    }

    /** Plain Java. */
    static VectorOps scalar() {
        return new ScalarOps();
    }

    /**
     * Does work with operations of the caller's choice: {@link #best} are these on this thread until the work is done.
     * Where numbers are whole, results are the same with any.
     */
    static <T extends @Nullable Object> T during(VectorOps ops, Supplier<T> work) {
        return OpsChoice.during(ops, work);
    }

    /** The name that a run records, for instance {@code vector-512}. */
    String name();

    /** The operations on states that are a bit each. */
    BitOps bits();

    /** {@code sum_i x_i y_i} over {@code length} elements. */
    float dot(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y_i += factor x_i}. */
    void add(float factor, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y_i += factor x_i} in double precision; the same bits from all implementations. */
    void add(double factor, double[] x, int xOffset, double[] y, int yOffset, int length);

    /** {@code y_i += factor c_i x_i}, with c given from {@code cOffset}. */
    void addWeighted(float factor, float[] c, int cOffset, float[] x, int xOffset, float[] y, int yOffset, int length);

    /**
     * {@code to_i = from_i} where {@code x_i > 0}, {@code slope from_i} elsewhere; the same bits from all
     * implementations.
     */
    void leaky(float slope, float[] x, int xOffset, float[] from, int fromOffset, float[] to, int toOffset, int length);

    /** {@code sum_i c_i x_i^2}. */
    float weightedSquares(float[] c, int cOffset, float[] x, int xOffset, int length);

    /**
     * {@code y_i += factor x_i}, and the least y then; infinity of no elements. Not for values that are not numbers.
     */
    float addAndLeast(float factor, float[] x, int xOffset, float[] y, int yOffset, int length);

    /**
     * The greatest {@code x_i y_i} among those i below {@code length} for which {@code until_i <= now}, negative
     * infinity where there is none; the same bits from all implementations. Not for values that are not numbers.
     */
    float greatestProduct(float[] x, float[] y, int[] until, int now, int length);

    /**
     * The first i from {@code from} to {@code to - 1} with {@code until_i <= now} and {@code x_i y_i} equal to a value,
     * -1 where there is none.
     */
    int indexOfProduct(float product, float[] x, float[] y, int[] until, int now, int from, int to);

    /** As {@link #greatestProduct(float[], float[], int[], int, int)}, in double precision. */
    double greatestProduct(double[] x, double[] y, int[] until, int now, int length);

    /** As {@link #indexOfProduct(float, float[], float[], int[], int, int, int)}, in double precision. */
    int indexOfProduct(double product, double[] x, double[] y, int[] until, int now, int from, int to);

    /**
     * Advances eight interleaved xoshiro256++ generators (Blackman and Vigna) and stores their outputs.
     *
     * @param state word w of generator g at {@code 8 w + g}, 32 words
     * @param out receives the outputs of the generators in turn; its length is a multiple of 8
     */
    void random(long[] state, long[] out);

    /**
     * Standard exponential numbers, {@code -ln u} with u uniform on the odd multiples of 2^-32 below 1, in single
     * precision and never 0; the same bits from all implementations.
     *
     * @param random number i is made of the low half of element {@code i / 2} where i is even, of the high half where
     *     odd
     * @param out receives the numbers; {@code random} has at least half as many elements
     */
    void exponential(long[] random, float[] out);

    /** Standard logistic numbers, {@code ln((1 - u) / u)}, of the same u as {@link #exponential}. */
    void logistic(long[] random, float[] out);

    /**
     * {@code out_i = -floor(scale x_i)}, no smaller than -32767 and no larger than 32767, for the first {@code length}
     * elements; the same from all implementations.
     */
    void negatedFloors(float scale, float[] x, short[] out, int length);

    /** {@code y_i += factor x_i} in 16 bits, which wrap around. */
    void add(short factor, short[] x, int xOffset, short[] y, int yOffset, int length);

    /**
     * {@code y_i += set} where bit i is 1, {@code y_i += clear} where it is 0, in 16 bits, which wrap around.
     *
     * @param words bit i is bit {@code i mod 64} of word {@code wordOffset + i / 64}
     */
    void addBits(short set, short clear, long[] words, int wordOffset, short[] y, int length);

    /**
     * The first i of {@code from} to {@code to - 1} with {@code x_i y_i >= limit_i}, the product in 16 bits, which wrap
     * around; {@code to} where there is none.
     */
    int firstAtLeast(short[] x, short[] y, short[] limit, int from, int to);

    /** Number of states that {@link #sweepLanes} sweeps at once. */
    int STATES = 32;

    /**
     * Visits the spins of {@link #STATES} states of one model side by side, spin by spin: where
     * {@code sigma F >= limit} in a state, its spin is flipped, and {@code -2 sigma J} added to the fields of its
     * neighbours, in 16 bits, which wrap around. Element {@code STATES i + r} of an array of spins, fields or limits is
     * that of spin i in state r.
     *
     * @param starts of the rows of neighbours, length N + 1
     * @param neighbours of each spin, row behind row
     * @param couplings J, as the neighbours
     * @param spins +1 or -1; where they are 0 and the limit is positive nothing happens
     * @param gains one a state; the {@code sigma F} of every flip before it was made is added, in 32 bits
     * @return flips in all states
     */
    long sweepLanes(
            int[] starts,
            int[] neighbours,
            short[] couplings,
            short[] spins,
            short[] fields,
            short[] limits,
            int[] gains);

    /** Number of states whose paths {@link #drawPaths} draws at once. */
    int PATHS = 8;

    /**
     * Throws cuts at random between the {@link PathRows#SLICES} slices of imaginary time, each with probability
     * {@code 1 - exp(-rate)}, for every spin of {@link #PATHS} states. The same from all implementations.
     *
     * @param rate above 0, to {@link PathRows#MOST_RATE}
     * @param cuts bit k of element {@code PATHS i + r} becomes 1 where spin i of state r is cut before slice k
     * @param spins number of spins
     */
    void cutPaths(double rate, PathNoise noise, long[] cuts, int spins);

    /**
     * Draws anew the paths of spins through imaginary time, a circle, in {@link #PATHS} states side by side, spin by
     * spin, all others held fixed: a path is cut where it turns over and where it is told to be, and each piece between
     * two cuts becomes +1 with probability {@code 1 / (1 + exp(x))},
     *
     * <pre>  x = strength sum_(k in piece) (h_i + sum_j J_ij sigma_jk).</pre>
     *
     * <p>The same bits from all implementations. Cost: one step for each piece and neighbour, as many pieces as the
     * state that has the most.
     *
     * @param paths bit k of element {@code PATHS i + r} is 1 where spin i is +1 in slice k of state r
     * @param cuts as {@link #cutPaths} makes them
     * @param strength 0 or more, finite
     * @param moved one a state; the number of spins whose slice 0 has changed is added
     */
    void drawPaths(PathRows rows, long[] paths, long[] cuts, float strength, PathNoise noise, long[] moved);

    /**
     * {@code out_r = sum_c weight_c |(path_a ^ path_b) & mask|} over couplings c from {@code start} to {@code end - 1},
     * where a and b are the ends of c and {@code |.|} counts the bits that are 1: in how many of the slices of the mask
     * the two differ in state r. The same bits from all implementations.
     *
     * @param ends of the couplings, two each
     * @param paths as for {@link #drawPaths}
     * @param out receives one sum a state
     */
    void addDifferences(int[] ends, double[] weights, int start, int end, long mask, long[] paths, double[] out);
}
