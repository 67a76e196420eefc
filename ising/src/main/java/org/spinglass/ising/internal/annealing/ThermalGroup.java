// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

/** Reads that are swept at one inverse temperature a sweep. */
abstract class ThermalGroup implements ReadGroup {
    private final double[] betas;

    /** At given inverse temperatures, one a sweep. */
    ThermalGroup(double[] betas) {
        this.betas = betas;
    }

    @Override
    public final long sweep(int t) {
        return sweepAt(betas[t]);
    }

    @Override
    public final double parameter(int t) {
        return betas[t];
    }

    /** Sweeps once at an inverse temperature; accepted moves. */
    abstract long sweepAt(double beta);
}
