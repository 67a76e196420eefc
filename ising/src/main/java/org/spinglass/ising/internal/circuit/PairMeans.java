// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

/**
 * Expectation values of two qubits i and j: all that the energy behind a gate on them depends on.
 *
 * @param zi of Z_i
 * @param zj of Z_j
 * @param xi of X_i
 * @param xj of X_j
 * @param zz of Z_i Z_j
 * @param yy of Y_i Y_j
 * @param xz of X_i Z_j
 * @param zx of Z_i X_j
 */
public record PairMeans(double zi, double zj, double xi, double xj, double zz, double yy, double xz, double zx) {

    /**
     * {@code <J Z_i Z_j + a Z_i + b Z_j>} behind the gate {@code exp(-i/2 (t1 Z_i Y_j + t0 Y_i Z_j))}:
     *
     * <pre>  J (c0 c1 zz - c0 s1 xj - s0 c1 xi + s0 s1 yy) + a (c0 zi - s0 xz) + b (c1 zj - s1 zx),</pre>
     *
     * <p>c0, s0 the cosine and sine of t0, c1, s1 those of t1.
     */
    public double energy(double coupling, double a, double b, PairAngles t) {
        return coupling * (t.c0() * (t.c1() * zz - t.s1() * xj) + t.s0() * (t.s1() * yy - t.c1() * xi))
                + a * (t.c0() * zi - t.s0() * xz)
                + b * (t.c1() * zj - t.s1() * zx);
    }
}
