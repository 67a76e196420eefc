// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

final class SparseIsingTest {
    private static SparseIsing random(int n, double density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] from = new int[n * n];
        int[] to = new int[n * n];
        float[] values = new float[n * n];
        int count = 0;
        for (int i = n - 1; i >= 0; i--) {
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < density) {
                    boolean swaps = random.nextBoolean();
                    from[count] = swaps ? i : j;
                    to[count] = swaps ? j : i;
                    values[count++] = (float) random.nextGaussian();
                }
            }
        }
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = (float) random.nextGaussian();
        }
        return SparseIsing.of(
                Arrays.copyOf(from, count),
                Arrays.copyOf(to, count),
                Arrays.copyOf(values, count),
                fields,
                random.nextGaussian());
    }

    private static byte[] state(int n, SplittableRandom random) {
        byte[] sigma = new byte[n];
        for (int i = 0; i < n; i++) {
            sigma[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return sigma;
    }

    @Test
    void energiesAreThoseOfTheSameModelWithAllPairsStored() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : new int[] {1, 2, 3, 17, 64, 65}) {
            SparseIsing sparse = random(n, 0.3, n);
            DenseIsing dense = sparse.toDense();
            assertThat(dense.interactions()).isEqualTo(sparse.interactions());
            for (int trial = 0; trial < 20; trial++) {
                Spins spins = Spins.of(state(n, random));
                assertThat(sparse.energy(0, spins)).isCloseTo(dense.energy(0, spins), within(1e-9));
            }
        }
    }

    @Test
    void rowsAreSortedAndHoldEachCouplingTwice() {
        SparseIsing model = SparseIsing.of(
                new int[] {2, 0, 3}, new int[] {0, 1, 0}, new float[] {5, -1, 0}, new float[] {0, 0, 0, 0}, 0);
        assertThat(model.degree(0)).isEqualTo(3);
        assertThat(model.neighbour(0, 0)).isEqualTo(1);
        assertThat(model.coupling(0, 0)).isEqualTo(-1);
        assertThat(model.neighbour(0, 1)).isEqualTo(2);
        assertThat(model.coupling(2, 0)).isEqualTo(5);
        assertThat(model.coupling(3, 0)).isZero();
        assertThat(model.interactions()).isEqualTo(3);
    }

    @Test
    void flipsKeepFieldsAndEnergyOnBothKindsOfModel() {
        SplittableRandom random = new SplittableRandom(8);
        SparseIsing sparse = random(40, 0.2, 1);
        for (PlainIsing model : new PlainIsing[] {sparse, sparse.toDense()}) {
            byte[] sigma = state(40, random);
            LocalFields state = ModelFields.of(model, sigma.clone(), VectorOps.best());
            for (int step = 0; step < 300; step++) {
                int i = random.nextInt(40);
                double expected = state.energy() + state.change(i);
                state.flip(i);
                assertThat(state.energy()).isCloseTo(expected, within(1e-9));
                assertThat(state.energy()).isCloseTo(model.energy(0, state.toSpins()), within(1e-3));
            }
            LocalFields fresh = state.at(state.spins().clone());
            for (int i = 0; i < 40; i++) {
                assertThat(state.field(i)).isCloseTo(fresh.field(i), within(1e-3));
            }
            state.moveTo(sigma);
            assertThat(state.energy()).isCloseTo(model.energy(0, Spins.of(sigma)), within(1e-5));
        }
    }

    @Test
    void annealingFindsTheGroundStateOfASmallGlass() {
        SparseIsing model = random(16, 0.4, 3);
        double best = Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 1 << 16; bits++) {
            best = Math.min(best, model.energy(0, Spins.ofWords(16, new long[] {bits})));
        }
        SampleSet found = SimulatedAnnealing.singleSpin()
                .sample(model, SamplingRequest.of(200, 1).withReads(10));
        assertThat(found.best().energy()).isCloseTo(best, within(1e-6));
        SampleSet dense = SimulatedAnnealing.singleSpin()
                .sample(model.toDense(), SamplingRequest.of(200, 1).withReads(10));
        assertThat(dense.best()).isEqualTo(found.best());
    }

    @Test
    void whatIsNoModelIsRefused() {
        float[] none = {0, 0, 0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseIsing.of(new int[] {0, 1}, new int[] {1, 0}, new float[] {1, 2}, none, 0))
                .withMessage("spins 0 and 1 are coupled twice; expected each pair once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseIsing.of(new int[] {1}, new int[] {1}, new float[] {1}, none, 0))
                .withMessageContaining("between spins 1 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseIsing.of(new int[] {0}, new int[] {3}, new float[] {1}, none, 0))
                .withMessageContaining("from 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseIsing.of(new int[] {0}, new int[] {1}, new float[] {Float.NaN}, none, 0))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseIsing.of(new int[] {0}, new int[0], new float[] {1}, none, 0))
                .withMessageContaining("two ends a coupling");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseIsing.of(new int[0], new int[0], new float[0], new float[0], 0));
    }
}
