// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.random;

import java.util.SplittableRandom;
import org.spinglass.compute.Shuffle;
import org.spinglass.compute.VectorOps;

/**
 * One stream of random numbers: eight interleaved xoshiro256++ generators, filled in bulk.
 *
 * <p>The numbers depend on the seed alone, not on the vector operations. Not safe for use from several threads; give each read
 * its own stream.
 */
public final class RandomStream {
    private static final int BUFFER = 256;

    private final VectorOps ops;
    private final long[] state = new long[32];
    private final long[] buffer = new long[BUFFER];
    private int next = BUFFER;

    /** The stream of the given seed. */
    public RandomStream(long seed, VectorOps ops) {
        this.ops = ops;
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < state.length; i++) {
            state[i] = seeds.nextLong();
        }
    }

    /** 64 random bits. */
    public long nextLong() {
        if (next == BUFFER) {
            ops.random(state, buffer);
            next = 0;
        }
        return buffer[next++];
    }

    /**
     * Fills an array with random bits, the numbers that follow those drawn ahead for single calls.
     *
     * @param out its length a multiple of 8
     */
    public void fill(long[] out) {
        ops.random(state, out);
    }

    /** Uniform on [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform on 0 to {@code bound - 1}; the bias is below {@code bound / 2^64}. */
    public int nextInt(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** Standard exponential. */
    public double nextExponential() {
        return -Math.log1p(-nextDouble());
    }

    /** Standard normal, by the method of Box and Muller. */
    public double nextGaussian() {
        return Math.sqrt(2 * nextExponential()) * Math.cos(2 * Math.PI * nextDouble());
    }

    /** Puts the elements in random order (Fisher and Yates). */
    public void shuffle(int[] elements) {
        Shuffle.shuffle(elements, this::nextInt);
    }
}
