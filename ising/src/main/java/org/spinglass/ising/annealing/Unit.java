package org.spinglass.ising.annealing;

/** Finds the largest power of two of which all numbers of a model are whole multiples, as long as fields fit in 16 bits. */
final class Unit {
    /** Exponents below this are of numbers whose unit has no finite inverse in single precision. */
    private static final int FINEST = -120;

    private int exponent = Integer.MAX_VALUE;
    private double largest;

    /**
     * Takes in one spin's field and couplings.
     *
     * @return whether the sum of their sizes, and that of all rows before, is at most 32767 units
     */
    boolean takesRow(float field, float[] couplings, int from, int to) {
        double sum = Math.abs((double) field);
        take(field);
        for (int k = from; k < to; k++) {
            sum += Math.abs((double) couplings[k]);
            take(couplings[k]);
        }
        largest = Math.max(largest, sum);
        return exponent >= FINEST && largest <= Short.MAX_VALUE * value();
    }

    private void take(float value) {
        int bits = Float.floatToRawIntBits(value) & 0x7fff_ffff;
        if (bits != 0) {
            int zeros = Integer.numberOfTrailingZeros(bits & 0x7f_ffff | 0x80_0000);
            exponent = Math.min(exponent, (bits >>> 23) - 150 + zeros);
        }
    }

    /** The unit; 1 where all numbers are zero. */
    double value() {
        return exponent == Integer.MAX_VALUE ? 1 : Math.scalb(1.0, exponent);
    }

    /** The numbers in units. */
    static short[] times(float[] values, double scale) {
        short[] whole = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            whole[i] = (short) (scale * values[i]);
        }
        return whole;
    }
}
