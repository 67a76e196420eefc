// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/** The state of N qubits with real amplitudes while gates turn it, pair after pair. A spin up is the qubit's 0. */
public sealed interface CircuitState permits Amplitudes, Marginals {

    /** What the angles of a gate on two qubits depend on. */
    PairMeans means(int i, int j);

    /** The gate {@code exp(-i/2 (t1 Z_i Y_j + t0 Y_i Z_j))}, i &lt; j. */
    void turn(int i, int j, PairAngles angles);

    /** Ends the turning; from now on states may be {@link #draw}n. */
    void measure();

    /** All qubits measured once. */
    Spins draw(RandomStream random);

    /** Sets each qubit i to {@code Ry(2 arctan tanh(tau h_i)) |+>}, which is {@code exp(-tau h_i Z)|+>} but for its length. */
    static CircuitState of(double[] fields, double tau, boolean isExact) {
        double[] up = new double[fields.length];
        for (int i = 0; i < up.length; i++) {
            up[i] = -Math.tanh(2 * tau * fields[i]);
        }
        return isExact ? new Amplitudes(up) : new Marginals(up);
    }
}
