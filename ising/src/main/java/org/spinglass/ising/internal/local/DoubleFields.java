// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.VectorOps;

/** Local fields in double precision, for models whose numbers single precision cannot add up. */
public final class DoubleFields extends LocalFields {
    /** Units in the last place of the largest field that energies may be off by. */
    private static final int ROUNDINGS = 32;

    private final DoubleRows rows;
    private final double[] external;
    private final double[] fields;
    private final double[] real;
    private final VectorOps ops;
    private double noise;

    /**
     * The fields of a state.
     *
     * @param rows J
     * @param external h, length N
     * @param offset constant energy
     * @param unit what a coupling, a field or an offset of one is worth in energy
     * @param sigma the state, +1 or -1 each, taken over
     */
    public DoubleFields(DoubleRows rows, double[] external, double offset, double unit, byte[] sigma, VectorOps ops) {
        super(sigma, offset, unit);
        this.rows = rows;
        this.external = external;
        this.fields = new double[sigma.length];
        this.real = new double[sigma.length];
        this.ops = ops;
        refresh();
    }

    @Override
    public LocalFields at(byte[] state) {
        return new DoubleFields(rows, external, offset(), unit(), state, ops);
    }

    @Override
    void compute(byte[] state) {
        System.arraycopy(external, 0, fields, 0, fields.length);
        for (int i = 0; i < state.length; i++) {
            real[i] = state[i];
            rows.add(i, state[i], fields);
        }
        double largest = 0;
        for (double field : fields) {
            largest = Math.max(largest, Math.abs(field));
        }
        noise = ROUNDINGS * Math.ulp(unit() * largest);
    }

    @Override
    void addRow(int i, int factor) {
        rows.add(i, factor, fields);
    }

    @Override
    void turn(int i) {
        real[i] = -real[i];
    }

    @Override
    double number(int i) {
        return fields[i];
    }

    @Override
    double externalField(int i) {
        return external[i];
    }

    @Override
    public double resolution(double energy) {
        return Math.max(Math.ulp(energy), noise);
    }

    @Override
    public boolean isRounding() {
        return true;
    }

    @Override
    public double greatestProduct(int[] until, int now) {
        return ops.greatestProduct(real, fields, until, now, real.length);
    }

    @Override
    public int indexOfProduct(double product, int[] until, int now, int from, int to) {
        return ops.indexOfProduct(product, real, fields, until, now, from, to);
    }
}
