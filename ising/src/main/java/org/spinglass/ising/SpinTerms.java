package org.spinglass.ising;

/**
 * The coefficients of an Ising model in double precision, on their way to a model in float32.
 *
 * @param fields h, length N
 * @param couplings J of pairs
 * @param offset constant energy
 */
record SpinTerms(double[] fields, UpperTriangle couplings, double offset) {
    SpinTerms {
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("offset is " + offset + "; it must be finite");
        }
    }

    RoundedIsing rounded() {
        PlainIsing model = RoundedIsing.isDense(fields.length, couplings.pairs()) ? toDense() : toSparse();
        return new RoundedIsing(model, rounding());
    }

    SparseIsing toSparse() {
        float[] values = new float[couplings.pairs()];
        for (int i = 0; i < fields.length; i++) {
            for (int k = couplings.starts()[i]; k < couplings.starts()[i + 1]; k++) {
                values[k] = coupling(i, k);
            }
        }
        return SparseIsing.ofUpper(couplings.starts(), couplings.columns(), values, roundedFields(), offset);
    }

    DenseIsing toDense() {
        int n = fields.length;
        if ((long) n * n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(n + " spins; a dense model has at most 46340");
        }
        float[] matrix = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = couplings.starts()[i]; k < couplings.starts()[i + 1]; k++) {
                int j = couplings.columns()[k];
                float value = coupling(i, k);
                matrix[i * n + j] = value;
                matrix[j * n + i] = value;
            }
        }
        return DenseIsing.of(matrix, roundedFields(), offset);
    }

    /** The most that rounding to float32 changes the energy of any state: the sum of all changes. */
    double rounding() {
        double sum = 0;
        for (double field : fields) {
            sum += Math.abs(field - (float) field);
        }
        for (double value : couplings.values()) {
            sum += Math.abs(value - (float) value);
        }
        return sum;
    }

    private float coupling(int i, int k) {
        double value = couplings.values()[k];
        if (!Float.isFinite((float) value)) {
            throw new IllegalArgumentException("coupling of spins " + i + " and "
                    + couplings.columns()[k] + " is " + value + "; expected at most " + Float.MAX_VALUE + " (float32)");
        }
        return (float) value;
    }

    private float[] roundedFields() {
        float[] rounded = new float[fields.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) fields[i];
            if (!Float.isFinite(rounded[i])) {
                throw new IllegalArgumentException("field of spin " + i + " is " + fields[i] + "; expected at most "
                        + Float.MAX_VALUE + " (float32)");
            }
        }
        return rounded;
    }
}
