// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.function.IntToDoubleFunction;

/** Reads that are swept at one inverse temperature a sweep. */
abstract class ThermalGroup implements ReadGroup {
    private final IntToDoubleFunction betas;

    /** At given inverse temperatures of the sweeps, counted from 0. */
    ThermalGroup(IntToDoubleFunction betas) {
        this.betas = betas;
    }

    @Override
    public final long sweep(int t) {
        return sweepAt(betas.applyAsDouble(t));
    }

    @Override
    public final double parameter(int t) {
        return betas.applyAsDouble(t);
    }

    /** Sweeps once at an inverse temperature; accepted moves. */
    abstract long sweepAt(double beta);
}
