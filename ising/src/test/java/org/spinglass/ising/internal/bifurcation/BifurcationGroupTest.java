// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.bifurcation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;

class BifurcationGroupTest {
    private static final int STEPS = 37;
    private static final int AGENTS = 5;
    private static final double TIME_STEP = 0.8;

    /** The published equations, in double precision and agent by agent. */
    private static Spins reference(DenseIsing model, boolean isDiscrete, RandomStream random) {
        int n = model.spins();
        double[][] couplings = new double[n + 1][n + 1];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            couplings[i][n] = model.field(i);
            couplings[n][i] = model.field(i);
            for (int j = 0; j < n; j++) {
                couplings[i][j] = model.coupling(i, j);
            }
        }
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            x[i] = 0.2 * random.nextDouble() - 0.1;
            y[i] = 0.2 * random.nextDouble() - 0.1;
            for (int j = 0; j <= n; j++) {
                squares += couplings[i][j] * couplings[i][j];
            }
        }
        // c0 = 0.5 / (sigma sqrt(N)), sigma the root mean square of the couplings
        double c0 = 0.5 / Math.sqrt(squares / (n + 1));
        for (int step = 0; step < STEPS; step++) {
            double pump = step / (STEPS - 1.0);
            double[] force = new double[n + 1];
            for (int i = 0; i <= n; i++) {
                for (int j = 0; j <= n; j++) {
                    force[i] -= couplings[i][j] * (isDiscrete ? Math.signum(x[j]) : x[j]);
                }
            }
            for (int i = 0; i <= n; i++) {
                y[i] += TIME_STEP * ((pump - 1) * x[i] + c0 * force[i]);
                x[i] += TIME_STEP * y[i];
                if (Math.abs(x[i]) > 1) {
                    x[i] = Math.signum(x[i]);
                    y[i] = 0;
                }
            }
        }
        byte[] spins = new byte[n];
        for (int i = 0; i < n; i++) {
            spins[i] = (byte) (Math.signum(x[i]) * Math.signum(x[n]));
        }
        return Spins.of(spins);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oscillatorsFollowThePublishedEquations(boolean isDiscrete) {
        DenseIsing model = Models.dense(23, 0.7, 4);
        int n = model.spins();
        float[] couplings = new float[n * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = (float) model.field(i);
            for (int j = 0; j < n; j++) {
                couplings[i * n + j] = (float) model.coupling(i, j);
            }
        }
        RandomStream[] randoms = new RandomStream[AGENTS];
        for (int c = 0; c < AGENTS; c++) {
            randoms[c] = new RandomStream(c, VectorOps.best());
        }
        BifurcationGroup group = new BifurcationGroup(
                FieldProduct.dense(couplings, fields, VectorOps.best()),
                isDiscrete,
                TIME_STEP,
                model.offset(),
                STEPS,
                randoms);
        for (int step = 0; step < STEPS; step++) {
            group.sweep(step);
            for (int c = 0; c < AGENTS; c++) {
                group.keep(c);
                assertThat(group.energy(c)).isCloseTo(model.energy(0, group.kept(c)), within(1e-4));
            }
        }
        for (int c = 0; c < AGENTS; c++) {
            assertThat(group.kept(c)).isEqualTo(reference(model, isDiscrete, new RandomStream(c, VectorOps.best())));
        }
    }
}
