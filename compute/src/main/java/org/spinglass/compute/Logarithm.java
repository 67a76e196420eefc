// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * The natural logarithm in single precision, of which random numbers are made: the polynomial of Cephes (Moshier
 * 1992, {@code logf}), relative error below 2e-7, in the same order of fused steps everywhere, so that vector code gives
 * the same bits.
 */
final class Logarithm {
    /** The bits of the square root of 1/2: mantissas are taken from there to that of 2. */
    static final int ROOT = 0x3f3504f3;

    /** From the highest power, t^8, to t^0. */
    static final float[] POLYNOMIAL = {
        7.0376836292E-2f,
        -1.1514610310E-1f,
        1.1676998740E-1f,
        -1.2420140846E-1f,
        1.4249322787E-1f,
        -1.6668057665E-1f,
        2.0000714765E-1f,
        -2.4999993993E-1f,
        3.3333331174E-1f
    };

    static final float LN_2 = 0.693147180559945f;

    /** The least number that {@link #exponential} gives: single precision rounds the largest u to 1. */
    static final float LEAST = 0x1.0p-25f;

    private Logarithm() {}

    /** ln x, of a positive normal x. */
    static float of(float x) {
        int bits = Float.floatToRawIntBits(x) - ROOT;
        float exponent = bits >> 23;
        float t = Float.intBitsToFloat((bits & 0x7fffff) + ROOT) - 1;
        float p = POLYNOMIAL[0];
        for (int k = 1; k < POLYNOMIAL.length; k++) {
            p = Math.fma(p, t, POLYNOMIAL[k]);
        }
        float square = t * t;
        float rest = Math.fma(p, square * t, -0.5f * square);
        return Math.fma(exponent, LN_2, rest + t);
    }

    /** {@code -ln u}, u an odd multiple of 2^-32 given by 32 random bits, the lowest of which is left out. */
    static float exponential(int bits) {
        return Math.max(LEAST, -of(((bits >>> 1) + 0.5f) * 0x1.0p-31f));
    }

    /** {@code ln((1 - u) / u)}. */
    static float logistic(int bits) {
        int k = bits >>> 1;
        return of(((Integer.MAX_VALUE - k) + 0.5f) * 0x1.0p-31f) - of((k + 0.5f) * 0x1.0p-31f);
    }
}
