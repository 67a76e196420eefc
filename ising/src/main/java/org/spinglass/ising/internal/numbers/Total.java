// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.numbers;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A sum to about 106 bits: the double next to it and the double next to what that leaves. Totals are in the order of their
 * sums.
 *
 * @param high the double next to the sum
 * @param low the double next to the rest, at most half a unit in the last place of {@code high}
 */
public record Total(double high, double low) implements Comparable<Total> {
    public static final Total ZERO = new Total(0, 0);
    private static final MathContext DIGITS = new MathContext(60);
    private static final double EXACT = 0x1.0p53;

    /** The total of two numbers, which it holds exactly (Knuth's two-sum). */
    public static Total of(double a, double b) {
        double sum = a + b;
        double other = sum - a;
        double rest = a - (sum - other) + (b - other);
        return new Total(sum, Double.isFinite(sum) ? rest : 0);
    }

    /** With another number added; exact as long as 106 bits hold it. */
    public Total plus(double value) {
        Total upper = of(high, value);
        Total lower = of(upper.low, low);
        Total sum = of(upper.high, lower.high);
        return of(sum.high, sum.low + lower.low);
    }

    /** The double next to {@code total / (10^decimals divisor)}. */
    public double over(int decimals, int divisor) {
        if (low == 0 && divisor == 1 && decimals <= Decimals.MOST && Math.abs(high) < EXACT) {
            return Decimals.value(high, decimals);
        }
        if (!Double.isFinite(high)) {
            return high;
        }
        return new BigDecimal(high)
                .add(new BigDecimal(low))
                .divide(BigDecimal.valueOf(divisor).scaleByPowerOfTen(decimals), DIGITS)
                .doubleValue();
    }

    @Override
    public int compareTo(Total other) {
        int order = Double.compare(high + 0.0, other.high + 0.0);
        return order != 0 ? order : Double.compare(low + 0.0, other.low + 0.0);
    }
}
