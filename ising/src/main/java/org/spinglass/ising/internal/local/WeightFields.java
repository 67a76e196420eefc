// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.Blas;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;

/** Local fields {@code F = 2 J S + h} of an instance of an {@link EncodedQuadratic}: the gradient of its energy. */
public final class WeightFields {
    private WeightFields() {}

    /**
     * The fields at given weights, length N each. Cost: one matrix-vector product with J, or two with a Gram factor.
     */
    public static float[] at(EncodedQuadratic model, int instance, float[] values) {
        int n = model.weights();
        float[] fields = new float[n];
        boolean isZero = true;
        for (int j = 0; j < n; j++) {
            fields[j] = model.field(instance, j);
            isZero &= values[j] == 0;
        }
        if (isZero) {
            return fields;
        }
        switch (model.coupling()) {
            case Coupling.Dense dense ->
                Blas.gemv(Blas.Op.NONE, n, n, 2, dense.matrices(), dense.offset(instance), n, values, 0, 1, fields, 0);
            case Coupling.Gram gram -> {
                float[] projected = projected(gram, instance, values);
                Blas.gemv(
                        Blas.Op.NONE,
                        n,
                        gram.samples(),
                        2,
                        gram.factors(),
                        0,
                        gram.samples(),
                        projected,
                        0,
                        1,
                        fields,
                        0);
                for (int j = 0; j < n; j++) {
                    fields[j] += 2 * gram.diagonal()[j] * values[j];
                }
            }
        }
        return fields;
    }

    /** The fields at the centre of all ranges. */
    public static float[] atCentre(EncodedQuadratic model, int instance) {
        float[] centres = new float[model.weights()];
        for (int j = 0; j < centres.length; j++) {
            centres[j] = model.centre(instance, j);
        }
        return at(model, instance, centres);
    }

    /** {@code v_a = c_a sum_j A_ja S_j}, length Q. */
    public static float[] projected(Coupling.Gram gram, int instance, float[] values) {
        int q = gram.samples();
        float[] projected = new float[q];
        Blas.gemv(Blas.Op.TRANSPOSE, gram.weights(), q, 1, gram.factors(), 0, q, values, 0, 0, projected, 0);
        int offset = gram.offset(instance);
        for (int a = 0; a < q; a++) {
            projected[a] *= gram.sampleWeights()[offset + a];
        }
        return projected;
    }

    /** The energy {@code sum_j S_j (F_j + h_j) / 2 + E0} from fields that belong to these weights. */
    public static double energy(EncodedQuadratic model, int instance, float[] values, float[] fields) {
        double energy = model.constant(instance);
        for (int j = 0; j < values.length; j++) {
            energy += 0.5 * values[j] * ((double) fields[j] + model.field(instance, j));
        }
        return energy;
    }
}
