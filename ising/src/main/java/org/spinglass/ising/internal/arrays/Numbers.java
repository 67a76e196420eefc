// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

/**
 * The couplings and fields of a model, in the layout of the model: in single precision where that holds them and every sum of
 * a row of them, and otherwise in double precision.
 */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Numbers {

    /** The coupling at a position. */
    public double coupling(int k);

    /** The field of spin i. */
    public double field(int i);

    /** How many couplings are stored. */
    public int couplings();

    /** How many fields there are. */
    public int fields();

    /** Couplings and fields that are never rounded as they are added up. */
    record Single(float[] coupling, float[] field) implements Numbers {
        @Override
        public double coupling(int k) {
            return coupling[k];
        }

        @Override
        public double field(int i) {
            return field[i];
        }

        @Override
        public int couplings() {
            return coupling.length;
        }

        @Override
        public int fields() {
            return field.length;
        }
    }

    /** Couplings and fields for which single precision is too short. */
    record Wide(double[] coupling, double[] field) implements Numbers {
        @Override
        public double coupling(int k) {
            return coupling[k];
        }

        @Override
        public double field(int i) {
            return field[i];
        }

        @Override
        public int couplings() {
            return coupling.length;
        }

        @Override
        public int fields() {
            return field.length;
        }
    }

    /** The couplings in single precision, scaled: the live array where nothing changes, otherwise a new one. */
    public static float[] singleCouplings(Numbers numbers, double scale) {
        if (numbers instanceof Single single && scale == 1) {
            return single.coupling();
        }
        float[] values = new float[numbers.couplings()];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) (scale * numbers.coupling(k));
        }
        return values;
    }

    /** The fields in single precision, scaled: the live array where nothing changes, otherwise a new one. */
    public static float[] singleFields(Numbers numbers, double scale) {
        if (numbers instanceof Single single && scale == 1) {
            return single.field();
        }
        float[] values = new float[numbers.fields()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * numbers.field(i));
        }
        return values;
    }
}
