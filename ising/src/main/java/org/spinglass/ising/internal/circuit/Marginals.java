// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * The state of each qubit by itself, for more of them than amplitudes can be kept of. A gate acts exactly on the product of its
 * two qubits' states, mixed ones where they are; then what it correlated is forgotten, each qubit keeping its own reduced state.
 * So every single gate is what a circuit of two qubits gives, and correlations between gates are neglected. A gate costs
 * a few operations; memory 16 bytes a qubit.
 */
final class Marginals implements CircuitState {
    private final double[] z;
    private final double[] x;

    /** A product state: qubit i has the mean {@code z[i]} of Z, and of X what is left, none negative. */
    Marginals(double[] z) {
        this.z = z;
        this.x = new double[z.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.sqrt((1 + z[i]) * (1 - z[i]));
        }
    }

    @Override
    public PairMeans means(int i, int j) {
        return new PairMeans(z[i], z[j], x[i], x[j], z[i] * z[j], 0, x[i] * z[j], z[i] * x[j]);
    }

    @Override
    public void turn(int i, int j, PairAngles t) {
        double zz = z[i] * z[j];
        double zi = t.c0() * z[i] - t.s0() * x[i] * z[j];
        double zj = t.c1() * z[j] - t.s1() * z[i] * x[j];
        double xi = t.c0() * t.c1() * x[i] + t.s0() * (t.c1() * zz - t.s1() * x[j]);
        double xj = t.c0() * t.c1() * x[j] + t.s1() * (t.c0() * zz - t.s0() * x[i]);
        z[i] = zi;
        z[j] = zj;
        x[i] = xi;
        x[j] = xj;
    }

    /** The mean of Z of one qubit. */
    double z(int i) {
        return z[i];
    }

    @Override
    public void measure() {}

    @Override
    public Spins draw(RandomStream random) {
        byte[] spins = new byte[z.length];
        for (int i = 0; i < spins.length; i++) {
            spins[i] = (byte) (2 * random.nextDouble() < 1 + z[i] ? 1 : -1);
        }
        return Spins.of(spins);
    }
}
