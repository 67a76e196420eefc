// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.DenseArrays;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.model.PlainIsing;

/** The local fields of states of a plain model, in the precision that its numbers ask for. */
public final class ModelFields {
    private ModelFields() {}

    /** The local fields of a state, which is taken over: what samplers walk on. */
    public static LocalFields of(PlainIsing model, byte[] sigma, VectorOps ops) {
        if (sigma.length != model.spins()) {
            throw new IllegalArgumentException(sigma.length + " spins for " + model);
        }
        ModelArrays arrays = ModelArrays.of(model);
        double offset = arrays.evaluation().offset().high();
        double unit = arrays.unit();
        return switch (arrays.numbers()) {
            case Numbers.Single single ->
                switch (arrays) {
                    case DenseArrays _ -> new DenseFields(single.coupling(), single.field(), offset, unit, sigma, ops);
                    case SparseArrays sparse ->
                        new SparseFields(
                                sparse.starts(),
                                sparse.neighbours(),
                                single.coupling(),
                                single.field(),
                                offset,
                                unit,
                                sigma,
                                ops);
                };
            case Numbers.Wide wide -> {
                DoubleRows rows = switch (arrays) {
                    case DenseArrays _ -> DoubleRows.dense(wide.coupling(), ops);
                    case SparseArrays sparse ->
                        DoubleRows.sparse(sparse.starts(), sparse.neighbours(), wide.coupling());
                };
                yield new DoubleFields(rows, wide.field(), offset, unit, sigma, ops);
            }
        };
    }
}
