// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import org.spinglass.ising.internal.arrays.ModelArrays;

/** Shows the arrays of models to the engines, and to nobody else. */
final class ArraysOfModels extends ModelArrays.Access {
    private ArraysOfModels() {}

    /** From now on {@link ModelArrays#of} knows models. */
    static void show() {
        set(new ArraysOfModels());
    }

    @Override
    protected ModelArrays arraysOf(Object model) {
        return switch (model) {
            case DenseIsing dense -> dense.arrays();
            case SparseIsing sparse -> sparse.arrays();
            default -> throw new IllegalArgumentException(model + " is not a plain model");
        };
    }
}
