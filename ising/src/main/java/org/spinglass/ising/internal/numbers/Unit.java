// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.numbers;

/**
 * Finds the largest power of two of which all numbers of a model are whole multiples. Sums of such numbers are exact in any
 * order as long as the sum of their sizes fits in the arithmetic's mantissa.
 */
public final class Unit {
    /** Exponents below this are of numbers whose unit has no finite inverse in single precision. */
    private static final int FINEST = -120;

    private static final int MANTISSA = 52;
    private static final int LOWEST = -1074;

    private int exponent = Integer.MAX_VALUE;
    private double largest;

    /** Takes in a number. */
    public void take(double value) {
        long bits = Double.doubleToRawLongBits(value) & Long.MAX_VALUE;
        if (bits != 0) {
            int scale = (int) (bits >>> MANTISSA);
            long mantissa = bits & (1L << MANTISSA) - 1 | (scale == 0 ? 0 : 1L << MANTISSA);
            exponent = Math.min(exponent, Math.max(scale, 1) - 1 + LOWEST + Long.numberOfTrailingZeros(mantissa));
        }
    }

    /** Whether numbers whose sizes sum up to that are added exactly with so many bits. */
    public boolean fits(double size, int bits) {
        return exponent == Integer.MAX_VALUE || size < Math.scalb(1.0, Math.min(exponent + bits, Double.MAX_EXPONENT));
    }

    /**
     * Takes in one spin's field and couplings.
     *
     * @return whether the sum of their sizes, and that of all rows before, is at most 32767 units
     */
    public boolean takesRow(float field, float[] couplings, int from, int to) {
        double sum = Math.abs((double) field);
        take(field);
        for (int k = from; k < to; k++) {
            sum += Math.abs((double) couplings[k]);
            take(couplings[k]);
        }
        largest = Math.max(largest, sum);
        return exponent >= FINEST && largest <= Short.MAX_VALUE * value();
    }

    /** The unit; 1 where all numbers are zero. */
    public double value() {
        return exponent == Integer.MAX_VALUE ? 1 : Math.scalb(1.0, exponent);
    }

    /** The numbers in units. */
    public static short[] times(float[] values, double scale) {
        short[] whole = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            whole[i] = (short) (scale * values[i]);
        }
        return whole;
    }
}
