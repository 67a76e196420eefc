// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.numbers;

import java.math.BigInteger;

/**
 * A sum of doubles that loses nothing: of any magnitudes, in any order, with any cancellation.
 *
 * <p>The sum is one long fixed-point number in units of 2^-1074, kept in words of 32 bits with room for carries (Neal 2015,
 * "Fast exact summation using small and large superaccumulators"). Adding costs three additions of whole numbers. For one
 * thread.
 */
public final class ExactSum {
    private static final int WORD = 32;
    private static final long LOW = 0xffff_ffffL;
    private static final int WORDS = 70;
    private static final int LOWEST = -1074;

    /** Each addition changes a word by less than 2^32, and 2^30 of them fit. */
    private static final int MOST_ADDITIONS = 1 << 30;

    private static final int MANTISSA = 52;

    private final long[] words = new long[WORDS];
    private int additions;

    /** Adds a finite number. */
    public void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> MANTISSA) & 0x7ff;
        long mantissa = bits & (1L << MANTISSA) - 1;
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << MANTISSA;
        }
        int place = exponent - 1;
        int word = place / WORD;
        int shift = place % WORD;
        long shifted = mantissa << shift;
        long top = mantissa >>> 1 >>> 63 - shift;
        if (bits < 0) {
            words[word] -= shifted & LOW;
            words[word + 1] -= shifted >>> WORD;
            words[word + 2] -= top;
        } else {
            words[word] += shifted & LOW;
            words[word + 1] += shifted >>> WORD;
            words[word + 2] += top;
        }
        if (++additions == MOST_ADDITIONS) {
            carry();
        }
    }

    /** Adds what a total stands for. */
    public void add(Total total) {
        add(total.high());
        add(total.low());
    }

    /** Takes away what a total stands for. */
    public void subtract(Total total) {
        add(-total.high());
        add(-total.low());
    }

    /** Brings all words but the last between 0 and 2^32 - 1. */
    private void carry() {
        for (int w = 0; w < WORDS - 1; w++) {
            words[w + 1] += words[w] >> WORD;
            words[w] &= LOW;
        }
        additions = 0;
    }

    /** The double next to the sum, ties to even, and the double next to what that leaves. */
    public Total total() {
        carry();
        BigInteger sum = BigInteger.ZERO;
        for (int w = WORDS - 1; w >= 0; w--) {
            if (words[w] != 0 || sum.signum() != 0) {
                sum = sum.shiftLeft(WORD).add(BigInteger.valueOf(words[w]));
            }
        }
        double high = nearest(sum);
        return new Total(high, Double.isInfinite(high) ? 0 : nearest(sum.subtract(units(high))));
    }

    private static double nearest(BigInteger units) {
        BigInteger size = units.abs();
        int drop = Math.max(0, size.bitLength() - 100);
        BigInteger kept = size.shiftRight(drop);
        if (drop > 0 && size.getLowestSetBit() < drop) {
            kept = kept.setBit(0);
        }
        double value = Math.scalb(kept.doubleValue(), drop + LOWEST);
        return units.signum() < 0 ? -value : value;
    }

    private static BigInteger units(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> MANTISSA) & 0x7ff;
        long mantissa = bits & (1L << MANTISSA) - 1 | (exponent == 0 ? 0 : 1L << MANTISSA);
        BigInteger units = BigInteger.valueOf(mantissa).shiftLeft(Math.max(exponent, 1) - 1);
        return bits < 0 ? units.negate() : units;
    }
}
