// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing.ImaginaryTime;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing.Readout;
import org.spinglass.ising.samplers.SpinSchedule.SpinStrengths;
import org.spinglass.ising.sampling.ChiSquared;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

class SpinScheduleTest {
    private static final int N = 4;

    /** A ring with one ferromagnetic coupling that is strong enough to make a group; its own fields mean nothing. */
    private static final SparseIsing RING = SparseIsing.of(
            new int[] {0, 1, 2, 0},
            new int[] {1, 2, 3, 3},
            new float[] {-1, 0.5f, 0.3f, -0.4f},
            new float[] {7, -7, 7, 7},
            0);

    private static final SpinStrengths DIFFERENT = new SpinStrengths(
            new double[] {0.4, 0.9, 1.7, 0}, new double[] {0.3, -0.2, 0.5, -0.1}, new double[] {0.8, 1.1, 0.5, 1.3});

    /** The diagonal of {@code exp(-H)}, by the series of the 64th root of it, squared six times. */
    private static double[] diagonal(SpinStrengths strengths) {
        int size = 1 << N;
        double[][] h = new double[size][size];
        for (int x = 0; x < size; x++) {
            for (int i = 0; i < N; i++) {
                h[x][x] += strengths.fields()[i] * spin(x, i);
                h[x][x ^ 1 << i] -= strengths.transverse()[i];
                for (int k = 0; k < RING.degree(i); k++) {
                    int j = RING.neighbour(i, k);
                    if (j > i) {
                        h[x][x] += strengths.roots()[i]
                                * strengths.roots()[j]
                                * RING.coupling(i, k)
                                * spin(x, i)
                                * spin(x, j);
                    }
                }
            }
        }
        double[][] power = identity(size);
        double[][] sum = identity(size);
        for (int k = 1; k < 25; k++) {
            power = product(power, h, -1.0 / 64 / k);
            for (int x = 0; x < size; x++) {
                for (int y = 0; y < size; y++) {
                    sum[x][y] += power[x][y];
                }
            }
        }
        for (int k = 0; k < 6; k++) {
            sum = product(sum, sum, 1);
        }
        double[] weights = new double[size];
        for (int x = 0; x < size; x++) {
            weights[x] = sum[x][x];
        }
        return weights;
    }

    private static int spin(int x, int i) {
        return (x >> i & 1) == 1 ? 1 : -1;
    }

    private static double[][] identity(int size) {
        double[][] one = new double[size][size];
        for (int x = 0; x < size; x++) {
            one[x][x] = 1;
        }
        return one;
    }

    private static double[][] product(double[][] a, double[][] b, double factor) {
        int size = a.length;
        double[][] c = new double[size][size];
        for (int x = 0; x < size; x++) {
            for (int y = 0; y < size; y++) {
                for (int z = 0; z < size; z++) {
                    c[x][z] += factor * a[x][y] * b[y][z];
                }
            }
        }
        return c;
    }

    private static SampleSet sampled(ImaginaryTime time, SpinSchedule schedule, SamplingRequest request) {
        return new SimulatedQuantumAnnealing(schedule, Readout.FINAL, 0.8, time).sample(RING, request);
    }

    /** Each spin with a transverse field, a field and a temperature of its own, also where two of them turn as one. */
    @ParameterizedTest
    @EnumSource
    void statesFollowTheDiagonalOfTheDensityMatrix(ImaginaryTime.Whole time) {
        SampleSet found = sampled(
                time,
                new SpinSchedule(position -> DIFFERENT),
                SamplingRequest.of(30, 5).withReads(20_000));
        long[] counts = new long[1 << N];
        for (Sample sample : found.samples(0)) {
            int x = 0;
            for (int i = 0; i < N; i++) {
                x |= sample.spins().get(i) == 1 ? 1 << i : 0;
            }
            counts[x] += sample.occurrences();
        }
        assertThat(found.provenance().options().containsKey("slices")).isEqualTo(time == ImaginaryTime.Whole.SLICED);
        assertThat(ChiSquared.pValue(counts, diagonal(DIFFERENT))).isGreaterThan(1e-3);
    }

    /** What is the same for all spins is the same as a schedule for all, bit for bit. */
    @Test
    void equalStrengthsAreThoseOfOneSchedule() {
        double[] fields = {0, 0, 0, 0};
        SparseIsing free = SparseIsing.of(
                new int[] {0, 1, 2}, new int[] {1, 2, 3}, new float[] {-1, 0.5f, 0.25f}, new float[N], 0);
        SpinStrengths equal = new SpinStrengths(new double[] {0.5, 0.5, 0.5, 0.5}, fields, new double[] {1, 1, 1, 1});
        SamplingRequest request = SamplingRequest.of(20, 3).withReads(50);
        SampleSet each = new SimulatedQuantumAnnealing(
                        new SpinSchedule(position -> equal), Readout.FINAL, 0.8, ImaginaryTime.SLICED)
                .sample(free, request);
        SampleSet all = new SimulatedQuantumAnnealing(
                        QuantumSchedule.constant(0.5, 1), Readout.FINAL, 0.8, ImaginaryTime.SLICED)
                .sample(free, request);
        assertThat(each.samples(0)).isEqualTo(all.samples(0));
    }

    @Test
    void aSeedFixesTheAnswerWhateverThreadsAndKernels() {
        SpinSchedule schedule = new SpinSchedule(position -> new SpinStrengths(
                new double[] {2 - position, 2, 1, 1},
                new double[] {position, 0, 0, -position},
                new double[] {1, 1, position, 1}));
        SamplingRequest request = SamplingRequest.of(20, 3).withReads(50);
        SampleSet one = sampled(ImaginaryTime.SLICED, schedule, request);
        try (Workers workers = Workers.of(3)) {
            assertThat(sampled(ImaginaryTime.SLICED, schedule, request.withWorkers(workers))
                            .samples(0))
                    .isEqualTo(one.samples(0));
        }
        assertThat(VectorOps.during(VectorOps.scalar(), () -> sampled(ImaginaryTime.SLICED, schedule, request))
                        .samples(0))
                .isEqualTo(one.samples(0));
    }

    @Test
    void refusesWhatDoesNotFit() {
        SpinSchedule schedule = new SpinSchedule(position -> DIFFERENT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatedQuantumAnnealing(schedule, Readout.FINAL)
                        .sample(Models.dense(N, 0.5, 1), SamplingRequest.of(2, 1)))
                .withMessageContaining("expected a SparseIsing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpinStrengths(new double[2], new double[2], new double[3]))
                .withMessageContaining("one of each for each spin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpinStrengths(new double[] {1}, new double[] {Double.NaN}, new double[] {1}))
                .withMessageContaining("expected finite numbers");
    }
}
