// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

/**
 * The path of every spin through imaginary time, a circle of length 1: its value at time 0 and the sorted times at which
 * it turns over, an even number of them.
 *
 * <p>All times stand in one array, a row of equal length a spin, so that a neighbour's path is one or two cache lines.
 * Memory: {@code 5 + 4 stride} bytes a spin. Belongs to one thread.
 */
final class WorldLines {
    private static final int FIRST_STRIDE = 8;

    private final byte[] start;
    private final int[] counts;
    private float[] breaks;
    private int stride = FIRST_STRIDE;
    private long total;

    /** Paths that never turn, at the given spins, which are copied. */
    WorldLines(byte[] spins) {
        start = spins.clone();
        counts = new int[spins.length];
        breaks = new float[Math.multiplyExact(spins.length, stride)];
    }

    int spins() {
        return start.length;
    }

    /** The value at time 0, +1 or -1. */
    int start(int i) {
        return start[i];
    }

    /** How often spin i turns over, an even number. */
    int count(int i) {
        return counts[i];
    }

    /** Index of the first of spin i's times in {@link #breaks}. */
    int first(int i) {
        return i * stride;
    }

    /** The live times, in [0, 1), ascending within each row; another array after {@link #set}. */
    float[] breaks() {
        return breaks;
    }

    /** How often all spins turn over together. */
    long total() {
        return total;
    }

    /** The value of spin i at a time in [0, 1). */
    int at(int i, float time) {
        int before = 0;
        for (int k = first(i), end = k + counts[i]; k < end && breaks[k] <= time; k++) {
            before++;
        }
        return (before & 1) == 0 ? start[i] : -start[i];
    }

    /** The mean of spin i over all times. */
    double mean(int i) {
        double mean = 0;
        double last = 0;
        int value = start[i];
        for (int k = first(i), end = k + counts[i]; k < end; k++) {
            mean += value * (breaks[k] - last);
            last = breaks[k];
            value = -value;
        }
        return mean + value * (1 - last);
    }

    /** The mean over all times of the product of spins i and j. */
    double overlap(int i, int j) {
        int value = start[i] * start[j];
        if (counts[i] + counts[j] == 0) {
            return value;
        }
        int a = first(i);
        int b = first(j);
        int endA = a + counts[i];
        int endB = b + counts[j];
        double mean = 0;
        double last = 0;
        while (a < endA || b < endB) {
            boolean isA = b == endB || a < endA && breaks[a] < breaks[b];
            double time = breaks[isA ? a++ : b++];
            mean += value * (time - last);
            last = time;
            value = -value;
        }
        return mean + value * (1 - last);
    }

    /** Flips spin i at all times. */
    void turnOver(int i) {
        start[i] = (byte) -start[i];
    }

    /** Gives spin i another path, from the first {@code count} elements of {@code times}. */
    void set(int i, int value, float[] times, int count) {
        if (count > stride) {
            widen(count);
        }
        total += count - counts[i];
        start[i] = (byte) value;
        counts[i] = count;
        System.arraycopy(times, 0, breaks, first(i), count);
    }

    private void widen(int count) {
        int wider = Math.max(count, 2 * stride);
        float[] rows = new float[Math.multiplyExact(start.length, wider)];
        for (int i = 0; i < start.length; i++) {
            System.arraycopy(breaks, i * stride, rows, i * wider, counts[i]);
        }
        breaks = rows;
        stride = wider;
    }
}
