// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

/** The unit of which numbers are whole multiples. */
public final class Scale {
    /** Decimals of a coefficient at most. */
    public static final int DECIMALS = 6;

    private static final double LARGEST = 1e15;
    private static final double ROUNDING = 1e-9;

    private Scale() {}

    /**
     * The largest unit of which the coefficients of all terms that are not constant are whole multiples, of those with
     * at most {@value #DECIMALS} decimals; 0 where there is none, and 1 of a constant.
     */
    public static double unit(Polynomial polynomial) {
        double power = 1;
        for (int k = 0; k <= DECIMALS; k++, power *= 10) {
            long unit = unit(polynomial, power);
            if (unit > 0) {
                return unit / power;
            }
        }
        return 0;
    }

    private static long unit(Polynomial polynomial, double power) {
        long common = 0;
        for (int term = 0; term < polynomial.terms(); term++) {
            if (polynomial.degree(term) == 0) {
                continue;
            }
            double scaled = Math.abs(polynomial.coefficient(term) * power);
            long whole = Math.round(scaled);
            if (scaled > LARGEST || Math.abs(scaled - whole) > ROUNDING * Math.max(1, scaled) * 1e-3) {
                return 0;
            }
            common = divisor(common, whole);
        }
        return common == 0 ? Math.round(power) : common;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** The least multiple of a unit that is not below a bound. */
    public static double up(double bound, double unit) {
        return Double.isInfinite(bound) ? bound : Math.ceil(bound / unit - ROUNDING) * unit;
    }

    /** The greatest multiple of a unit that is not above a bound. */
    public static double down(double bound, double unit) {
        return Double.isInfinite(bound) ? bound : Math.floor(bound / unit + ROUNDING) * unit;
    }
}
