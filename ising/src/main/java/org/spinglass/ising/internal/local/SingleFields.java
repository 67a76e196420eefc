// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.VectorOps;

/** Local fields in single precision. */
abstract sealed class SingleFields extends LocalFields permits DenseFields, SparseFields {
    private final float[] external;
    private final float[] fields;
    private final float[] real;
    private final VectorOps ops;

    SingleFields(float[] external, byte[] sigma, double offset, double unit, VectorOps ops) {
        super(sigma, offset, unit);
        this.external = external;
        this.fields = new float[sigma.length];
        this.real = new float[sigma.length];
        this.ops = ops;
    }

    final float[] external() {
        return external;
    }

    final VectorOps ops() {
        return ops;
    }

    abstract void compute(byte[] state, float[] into);

    abstract void addRow(int i, float factor, float[] into);

    @Override
    final void compute(byte[] state) {
        for (int i = 0; i < real.length; i++) {
            real[i] = state[i];
        }
        compute(state, fields);
    }

    @Override
    final void addRow(int i, int factor) {
        addRow(i, factor, fields);
    }

    @Override
    final void turn(int i) {
        real[i] = -real[i];
    }

    @Override
    final double number(int i) {
        return fields[i];
    }

    @Override
    final double externalField(int i) {
        return external[i];
    }

    @Override
    public final double resolution(double energy) {
        return Math.ulp((float) energy);
    }

    @Override
    public final boolean isRounding() {
        return false;
    }

    @Override
    public final double greatestProduct(int[] until, int now) {
        return ops.greatestProduct(real, fields, until, now, real.length);
    }

    @Override
    public final int indexOfProduct(double product, int[] until, int now, int from, int to) {
        return ops.indexOfProduct((float) product, real, fields, until, now, from, to);
    }
}
