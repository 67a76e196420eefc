// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.numbers;

/**
 * Decimal numbers as whole ones: a number with d digits behind the point is kept as {@code number 10^d}, which a double
 * holds exactly up to 2^53, so that sums of such numbers are those of the decimals and not of the doubles next to them.
 */
public final class Decimals {
    /** The most digits behind the point; doubles hold powers of ten exactly up to 10^22. */
    static final int MOST = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final double EXACT = 0x1.0p53;

    private int digits;
    private boolean isPossible = true;

    /** Takes in the double next to a decimal number. */
    public void take(double value) {
        while (isPossible && !isWhole(value, digits)) {
            isPossible = ++digits <= MOST;
        }
    }

    /** The digits behind the point that all numbers together need; -1 when there is one that has more than fit. */
    public int digits() {
        return isPossible ? digits : -1;
    }

    private static boolean isWhole(double value, int digits) {
        double whole = Math.rint(value * POWERS[digits]);
        return Math.abs(whole) < EXACT && whole / POWERS[digits] == value;
    }

    /** {@code value 10^digits} of a number that has no more digits. */
    public static double whole(double value, int digits) {
        return digits == 0 ? value : Math.rint(value * POWERS[digits]);
    }

    /** The double next to {@code whole / 10^digits}, of a number below 2^53 that is whole or a multiple of a power of two. */
    public static double value(double whole, int digits) {
        return digits == 0 ? whole : whole / POWERS[digits];
    }

    /** {@code 10^-digits}. */
    public static double unit(int digits) {
        return 1 / POWERS[digits];
    }
}
