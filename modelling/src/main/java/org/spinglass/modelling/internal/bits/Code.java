// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.Arrays;

/**
 * How the values of a variable, counted from the least as 0 to a range, are written in bits.
 *
 * @param kind how bits make a value
 * @param weights what each bit is worth; of one bit a value its number, of a wall 1
 */
public record Code(Kind kind, int[] weights) {
    private static final int PARTS = 8;

    /** How bits make a value. */
    public enum Kind {
        /** The sum of what the bits are worth; every state is a value. */
        WEIGHTED,
        /** One bit a value, one of them 1. */
        ONE_HOT,
        /** Ones, then zeros. */
        WALL
    }

    /** Bits worth 1, 2, 4, ..., the last what is left of the range. */
    public static Code binary(int range) {
        return bounded(range, Integer.MAX_VALUE);
    }

    /** The same with no bit worth more than an eighth of the range. */
    public static Code bounded(int range) {
        return bounded(range, Math.max(1, range / PARTS));
    }

    private static Code bounded(int range, int most) {
        int[] weights = new int[64];
        int size = 0;
        int left = range;
        for (int bit = 1; bit > 0 && bit <= most && bit <= left; bit <<= 1) {
            weights[size++] = bit;
            left -= bit;
        }
        while (left > 0) {
            weights[size++] = Math.min(left, most);
            left -= Math.min(left, most);
        }
        return new Code(Kind.WEIGHTED, Arrays.copyOf(weights, size));
    }

    /** As many bits worth 1 as the range. */
    public static Code unary(int range) {
        int[] weights = new int[range];
        Arrays.fill(weights, 1);
        return new Code(Kind.WEIGHTED, weights);
    }

    /** One bit a value. */
    public static Code oneHot(int range) {
        int[] weights = new int[range + 1];
        Arrays.setAll(weights, k -> k);
        return new Code(Kind.ONE_HOT, weights);
    }

    /** Ones up to the value, then zeros. */
    public static Code wall(int range) {
        return new Code(Kind.WALL, unary(range).weights());
    }

    /** Number of bits. */
    public int bits() {
        return weights.length;
    }

    /** Whether it knows of each value whether it is taken. */
    public boolean hasIndicators() {
        return kind != Kind.WEIGHTED || bits() <= 1;
    }

    /** Writes a value into bits, +1 for a one. */
    void write(int value, byte[] spins, int first) {
        int left = value;
        for (int k = bits() - 1; k >= 0; k--) {
            boolean isOne = switch (kind) {
                case WEIGHTED -> left >= weights[k];
                case ONE_HOT -> k == value;
                case WALL -> k < value;
            };
            left -= isOne && kind == Kind.WEIGHTED ? weights[k] : 0;
            spins[first + k] = (byte) (isOne ? 1 : -1);
        }
    }

    /** The value that bits mean: of several ones the first of them, of none 0, of a broken wall the number of ones. */
    int read(byte[] spins, int first) {
        int sum = 0;
        for (int k = 0; k < bits(); k++) {
            if (spins[first + k] > 0) {
                sum += weights[k];
                if (kind == Kind.ONE_HOT) {
                    return weights[k];
                }
            }
        }
        return sum;
    }
}
