// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.bifurcation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedBifurcation.Variant;

class BifurcationGroupTest {
    private static final int STEPS = 37;
    private static final int AGENTS = 5;
    private static final double CONTROL = 0.3;
    private static final double TIME_STEP = 0.8;

    /** The published equations, in double precision and agent by agent. */
    private static Spins reference(DenseIsing model, Variant variant, RandomStream random) {
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
        double[] stiffness = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            x[i] = 0.2 * random.nextDouble() - 0.1;
            y[i] = variant == Variant.GENERALISED ? 0 : 0.2 * random.nextDouble() - 0.1;
            stiffness[i] = 1;
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
                    force[i] -= couplings[i][j] * (variant == Variant.DISCRETE ? Math.signum(x[j]) : x[j]);
                }
            }
            for (int i = 0; i <= n; i++) {
                stiffness[i] -= (1 - CONTROL * x[i] * x[i]) * stiffness[i] / (STEPS - step);
                double own = variant == Variant.GENERALISED ? stiffness[i] : 1 - pump;
                y[i] += TIME_STEP * (-own * x[i] + c0 * force[i]);
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
    @EnumSource
    void oscillatorsFollowThePublishedEquations(Variant variant) {
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
        double[] controls = new double[AGENTS];
        Arrays.fill(controls, CONTROL);
        for (int c = 0; c < AGENTS; c++) {
            randoms[c] = new RandomStream(c, VectorOps.best());
        }
        BifurcationGroup group = new BifurcationGroup(
                FieldProduct.dense(couplings, fields, VectorOps.best()),
                variant == Variant.DISCRETE,
                variant == Variant.GENERALISED ? controls : new double[0],
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
            assertThat(group.kept(c)).isEqualTo(reference(model, variant, new RandomStream(c, VectorOps.best())));
        }
    }
}
