// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.random;

/**
 * The generator of D-Wave's samplers: xorshift128+ (Vigna 2017) with the shifts 23, 17 and 26, its first word the seed and
 * its second 0, so that the first numbers after small seeds are far from random. Not safe for use from several threads.
 */
public final class Xorshift128Plus {
    private long first;
    private long second;

    /** The stream of a seed; 0 stands for {@code 2^64 - 1}. */
    public Xorshift128Plus(long seed) {
        this.first = seed == 0 ? -1 : seed;
    }

    /** The next number, to be read as unsigned. */
    public long next() {
        long x = first;
        long y = second;
        first = y;
        x ^= x << 23;
        second = x ^ y ^ (x >>> 17) ^ (y >>> 26);
        return second + y;
    }

    /** The next number in double precision, rounded to the nearest, from 0 to 2^64. */
    public double nextDouble() {
        return unsigned(next());
    }

    /** An unsigned number rounded to the nearest double, ties to even. */
    static double unsigned(long value) {
        if (value >= 0) {
            return value;
        }
        // the last bit stands for the one shifted out, so that halving rounds the same way
        return 2.0 * (value >>> 1 | value & 1);
    }
}
