// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.model.Spins;

/** One read of steepest descent; a sweep is at most N steps. */
public final class DescentRead implements ReadGroup {
    private final LocalFields state;
    private final Descent descent;
    private Spins kept;

    /** A read that starts at a state. */
    public DescentRead(LocalFields state) {
        this.state = state;
        this.descent = new Descent(state.size());
        this.kept = state.toSpins();
    }

    @Override
    public int reads() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return state.size();
    }

    @Override
    public long sweep(int t) {
        return descent.descend(state, state.size());
    }

    @Override
    public double energy(int read) {
        return state.energy();
    }

    @Override
    public void keep(int read) {
        kept = state.toSpins();
    }

    @Override
    public Spins kept(int read) {
        return kept;
    }
}
