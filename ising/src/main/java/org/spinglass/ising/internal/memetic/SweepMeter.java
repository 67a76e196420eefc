// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.memetic;

/** Counts the sweeps of one offspring, and asks now and then whether to go on. Belongs to one thread. */
final class SweepMeter {
    /** Visits of spins after which it asks. */
    private static final int VISITS = 1 << 12;

    private final Asked asked;
    private final int every;
    private long sweeps;
    private boolean goesOn = true;

    /** Decides whether to go on. */
    @FunctionalInterface
    interface Asked {
        /** After some sweeps of this offspring, of the best energy it met. */
        boolean goesOn(long sweeps, double bestEnergy);
    }

    SweepMeter(int n, Asked asked) {
        this.asked = asked;
        this.every = Math.max(1, VISITS / n);
    }

    /** Takes note of a sweep; whether to do another. */
    boolean goesOn(double bestEnergy) {
        sweeps++;
        if (goesOn && sweeps % every == 0) {
            goesOn = asked.goesOn(sweeps, bestEnergy);
        }
        return goesOn;
    }

    long sweeps() {
        return sweeps;
    }
}
