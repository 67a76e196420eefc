// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

class SchroedingerEvolutionTest {
    private static AnnealingFunctions constant(double a, double b) {
        return new AnnealingFunctions(new double[] {0, 1}, new double[] {a, a}, new double[] {b, b});
    }

    private static DenseIsing glass(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] couplings = new float[n * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = (float) random.nextDouble(-1, 1);
            for (int j = 0; j < i; j++) {
                couplings[i * n + j] = (float) random.nextDouble(-1, 1);
                couplings[j * n + i] = couplings[i * n + j];
            }
        }
        return DenseIsing.of(couplings, fields, 3);
    }

    /** A spin that precesses about a fixed axis, in closed form. */
    @Test
    void oneSpinInConstantFieldsPrecesses() {
        double a = 1.3;
        double b = 2.1;
        double h = 0.75;
        DenseIsing spin = DenseIsing.of(new float[1], new float[] {(float) h}, 0);
        for (double t : new double[] {0.05, 0.31, 1, 4.2}) {
            double[] p = new SchroedingerEvolution(constant(a, b), t, 1e-9).probabilities(spin);
            // H = -A/2 sx + B h/2 sz: from +x the z component is n_x n_z (1 - cos w t) with n along (-A, 0, B h)
            double length = Math.hypot(a, b * h);
            double z = -a * b * h / (length * length) * (1 - Math.cos(2 * Math.PI * length * t));
            assertThat(p[1] - p[0]).as("after %s ns", t).isCloseTo(z, within(1e-7));
        }
    }

    @Test
    void aListenerAndARuleEndTheIntegration() {
        SchroedingerEvolution slow = SchroedingerEvolution.standard(1e5);
        DenseIsing model = glass(8, 2);
        AtomicInteger asked = new AtomicInteger();
        SampleSet cancelled = slow.sample(
                model, SamplingRequest.of(1, 1).withReads(50).withProgress(p -> asked.incrementAndGet() < 3));
        assertThat(asked).hasValue(3);
        assertThat(cancelled.provenance().cancelled()).isTrue();
        // nothing came to its end: the reads are those of the start, 256 states that are equally likely
        assertThat(cancelled.provenance().options()).containsEntry("steps", 0).containsEntry("converged", false);
        assertThat(cancelled.samples(0)).hasSizeGreaterThan(25);
        AtomicInteger seen = new AtomicInteger();
        SampleSet stopped = slow.sample(model, SamplingRequest.of(1, 1).withStop(p -> seen.incrementAndGet() >= 3));
        assertThat(seen).hasValue(3);
        assertThat(stopped.provenance().cancelled()).isFalse();
    }

    /** Against Runge and Kutta's method of fourth order on the same equation, written with the whole Hamiltonian. */
    @Test
    void coupledSpinsFollowTheEquation() {
        DenseIsing model = glass(4, 5);
        AnnealingFunctions functions = AnnealingFunctions.standard();
        double nanoseconds = 1.5;
        double[] expected = rungeKutta(model, functions, nanoseconds, 40_000);
        double[] p = new SchroedingerEvolution(functions, nanoseconds, 1e-8).probabilities(model);
        for (int x = 0; x < p.length; x++) {
            assertThat(p[x]).isCloseTo(expected[x], within(2e-6));
        }
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-10));
    }

    private static double[] rungeKutta(DenseIsing model, AnnealingFunctions functions, double nanoseconds, int steps) {
        int n = model.spins();
        int size = 1 << n;
        double[] energies = new double[size];
        for (int x = 0; x < size; x++) {
            for (int i = 0; i < n; i++) {
                int si = (x >> i & 1) == 1 ? 1 : -1;
                energies[x] += model.field(i) * (double) si;
                for (int j = 0; j < i; j++) {
                    energies[x] += model.coupling(i, j) * (double) si * ((x >> j & 1) == 1 ? 1 : -1);
                }
            }
        }
        double[] psi = new double[2 * size];
        Arrays.fill(psi, 0, size, 1 / Math.sqrt(size));
        double dt = nanoseconds / steps;
        for (int t = 0; t < steps; t++) {
            double[] sum = psi.clone();
            double[] at = psi;
            double[] k = new double[0];
            double[] shares = {0, 0.5, 0.5, 1};
            double[] weights = {1, 2, 2, 1};
            for (int stage = 0; stage < 4; stage++) {
                if (stage > 0) {
                    at = psi.clone();
                    for (int e = 0; e < at.length; e++) {
                        at[e] += shares[stage] * dt * k[e];
                    }
                }
                double s = (t + shares[stage]) / steps;
                k = derivative(at, energies, n, functions.a(s), functions.b(s));
                for (int e = 0; e < sum.length; e++) {
                    sum[e] += weights[stage] * dt / 6 * k[e];
                }
            }
            psi = sum;
        }
        double[] p = new double[size];
        for (int x = 0; x < size; x++) {
            p[x] = psi[x] * psi[x] + psi[size + x] * psi[size + x];
        }
        return p;
    }

    /** {@code -2 pi i H psi}, real parts before imaginary ones. */
    private static double[] derivative(double[] psi, double[] energies, int n, double a, double b) {
        int size = energies.length;
        double[] change = new double[2 * size];
        for (int x = 0; x < size; x++) {
            double re = b / 2 * energies[x] * psi[x];
            double im = b / 2 * energies[x] * psi[size + x];
            for (int q = 0; q < n; q++) {
                re -= a / 2 * psi[x ^ 1 << q];
                im -= a / 2 * psi[size + (x ^ 1 << q)];
            }
            change[x] = 2 * Math.PI * im;
            change[size + x] = -2 * Math.PI * re;
        }
        return change;
    }

    @Test
    void slowAnnealsEndInTheGroundStateAndFastOnesWhereTheyBegan() {
        DenseIsing model = glass(5, 9);
        double fast = SchroedingerEvolution.standard(0.001).groundProbability(model);
        double slow = SchroedingerEvolution.standard(60).groundProbability(model);
        assertThat(fast).isCloseTo(1.0 / 32, within(0.01));
        assertThat(slow).isGreaterThan(0.97);
    }

    @Test
    void readsFollowTheDistribution() {
        DenseIsing model = glass(3, 2);
        SchroedingerEvolution evolution = SchroedingerEvolution.standard(0.4);
        double[] p = evolution.probabilities(model);
        int reads = 20_000;
        SampleSet found = evolution.sample(model, SamplingRequest.of(1, 4).withReads(reads));
        double chiSquared = 0;
        int[] counts = new int[8];
        for (Sample sample : found.samples(0)) {
            counts[(int) sample.spins().toWords()[0]] += sample.occurrences();
        }
        for (int x = 0; x < 8; x++) {
            chiSquared += Math.pow(counts[x] - reads * p[x], 2) / (reads * p[x]);
        }
        assertThat(chiSquared).isBetween(0.6, 24.3); // 0.1% on each side of 7 degrees of freedom
        assertThat(evolution
                        .sample(model, SamplingRequest.of(1, 4).withReads(reads))
                        .samples(0))
                .isEqualTo(found.samples(0));
    }

    @Test
    void refusesWhatItCannotServe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchroedingerEvolution.standard(0))
                .withMessageContaining("0.0 ns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchroedingerEvolution.standard(1).probabilities(glass(17, 1)))
                .withMessageContaining("17 spins");
    }
}
