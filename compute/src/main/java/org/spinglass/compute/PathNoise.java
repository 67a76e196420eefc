// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.SplittableRandom;

/**
 * The random numbers of {@link VectorOps#PATHS} states side by side: exponential and logistic ones, made in bulk.
 * They depend on the seed alone. Belongs to one thread.
 */
public final class PathNoise {
    /** Numbers that the path of one spin may take: one a slice and one more, in every state. */
    private static final int ROOM = (PathRows.SLICES + 1) * VectorOps.PATHS;

    private static final int BUFFER = 4096;

    private final VectorOps ops;
    private final long[] state = new long[32];
    private final long[] bits = new long[BUFFER / 2];
    private final float[] exponentials = new float[BUFFER];
    private final float[] logistics = new float[BUFFER];
    private int nextExponential = BUFFER;
    private int nextLogistic = BUFFER;

    /** The numbers of a seed. */
    public PathNoise(long seed, VectorOps ops) {
        this.ops = ops;
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < state.length; i++) {
            state[i] = seeds.nextLong();
        }
    }

    /** The live exponential numbers, for the states in turn. */
    float[] exponentials() {
        return exponentials;
    }

    /** The live logistic numbers, for the states in turn. */
    public float[] logistics() {
        return logistics;
    }

    /** The first exponential number that was not taken; a path's worth of them follow. */
    int exponential() {
        if (nextExponential > BUFFER - ROOM) {
            ops.random(state, bits);
            ops.exponential(bits, exponentials);
            nextExponential = 0;
        }
        return nextExponential;
    }

    /** The first logistic number that was not taken; a path's worth of them follow. */
    public int logistic() {
        if (nextLogistic > BUFFER - ROOM) {
            ops.random(state, bits);
            ops.logistic(bits, logistics);
            nextLogistic = 0;
        }
        return nextLogistic;
    }

    /** Takes the exponential numbers before a place, itself a multiple of the number of states. */
    void takeExponentials(int before) {
        nextExponential = before;
    }

    /** Takes the logistic numbers before a place, itself a multiple of the number of states. */
    public void takeLogistics(int before) {
        nextLogistic = before;
    }
}
