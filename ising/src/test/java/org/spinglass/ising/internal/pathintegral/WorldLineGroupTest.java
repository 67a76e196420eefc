// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;

/** At fixed strengths all averages agree with the exact ones of the quantum model. */
class WorldLineGroupTest {
    private static final int SAMPLES = 12_000;
    private static final int SLICES = 4;

    record Case(String name, PlainIsing model, double transverse, double beta, int thinning, int[][] groups) {
        Case(String name, PlainIsing model, double transverse, double beta, int thinning) {
            this(name, model, transverse, beta, thinning, new int[0][]);
        }

        @Override
        public String toString() {
            return name + ", transverse " + transverse + ", beta " + beta;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("one spin", Models.dense(1, 1, 5), 1.5, 1, 2),
                new Case("glass without fields", Models.dense(6, 0, 1), 1, 0.5, 10),
                new Case("glass with fields", Models.dense(6, 0.7, 2), 0.4, 0.6, 20),
                new Case("strong transverse field", Models.dense(7, 0.5, 3), 6, 1.5, 6),
                new Case("frustrated ring, dense", PathModels.ring(9).toDense(), 1.2, 1, 8),
                new Case("frustrated ring, sparse", PathModels.ring(9), 2.5, 1.6, 8),
                new Case("ladder with a missing spin", PathModels.ladder(), 0.8, 0.8, 12),
                new Case("two chains", PathModels.chains(), 0.9, 0.6, 8, new int[][] {{0, 1, 2}, {3, 4}}),
                new Case("any groups", PathModels.ladder(), 2.2, 0.8, 12, new int[][] {{4, 7}, {1, 2, 6}}));
    }

    /** Sums over samples of what the exact model gives averages of. */
    private static final class Tally {
        final int n;
        final long[] counts;
        final long[][] slices;
        final double[] turns;
        final double[] turnSquares;

        Tally(int n) {
            this.n = n;
            counts = new long[1 << n];
            slices = new long[SLICES][1 << n];
            turns = new double[n];
            turnSquares = new double[n];
        }
    }

    private static Tally sample(Case setting, long seed) {
        PlainIsing model = setting.model();
        int n = model.spins();
        RandomStream random = new RandomStream(seed, VectorOps.best());
        byte[] start = new byte[n];
        Arrays.fill(start, (byte) 1);
        LocalFields fields = ModelFields.of(model, start, VectorOps.best());
        WorldLineGroup group = new WorldLineGroup(
                fields,
                Couplings.of(model),
                SLICES,
                t -> 0,
                t -> 0,
                PathModels.groups(setting.groups()),
                true,
                null,
                random,
                VectorOps.best());
        for (int sweep = 0; sweep < 200; sweep++) {
            group.sweep(setting.transverse(), setting.beta());
        }
        Tally tally = new Tally(n);
        WorldLines lines = group.lines();
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int sweep = 0; sweep < setting.thinning(); sweep++) {
                group.sweep(setting.transverse(), setting.beta());
            }
            for (int slice = 0; slice < SLICES; slice++) {
                int state = 0;
                for (int i = 0; i < n; i++) {
                    state |= (lines.at(i, (float) slice / SLICES) > 0 ? 1 : 0) << i;
                }
                tally.slices[slice][state]++;
            }
            for (int i = 0; i < n; i++) {
                tally.turns[i] += lines.count(i);
                tally.turnSquares[i] += (double) lines.count(i) * lines.count(i);
            }
        }
        return tally;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void averagesAreThoseOfTheQuantumModel(Case setting) {
        PlainIsing model = setting.model();
        int n = model.spins();
        ExactTransverse exact = new ExactTransverse(model, setting.transverse(), setting.beta());
        Tally tally = sample(setting, 11);
        double[] diagonal = exact.diagonal();
        for (int slice = 0; slice < SLICES; slice++) {
            assertThat(ChiSquared.pValue(tally.slices[slice], diagonal))
                    .as("states at time %d / %d", slice, SLICES)
                    .isGreaterThan(1e-4);
        }
        List<Double> deviations = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                deviations.add(deviation(tally.slices[1], i, j, exact.longitudinal(i, j)));
            }
            // the mean number of turns is the transverse part of -H
            double mean = tally.turns[i] / SAMPLES;
            double error = Math.sqrt((tally.turnSquares[i] / SAMPLES - mean * mean) / SAMPLES);
            deviations.add((mean - setting.transverse() * exact.transverseMagnetisation(i)) / error);
        }
        deviations.add(energyDeviation(model, tally.slices[2], exact.energy()));
        assertThat(deviations).allSatisfy(z -> assertThat(Math.abs(z)).isLessThan(4.5));
    }

    private static double deviation(long[] counts, int i, int j, double expected) {
        double sum = 0;
        for (int s = 0; s < counts.length; s++) {
            int a = (s >> i & 1) == 1 ? 1 : -1;
            int b = i == j ? 1 : (s >> j & 1) == 1 ? 1 : -1;
            sum += (double) counts[s] * a * b;
        }
        return (sum / SAMPLES - expected) / Math.sqrt((1 - expected * expected) / SAMPLES);
    }

    private static double energyDeviation(PlainIsing model, long[] counts, double expected) {
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < counts.length; s++) {
            Spins state = Models.state(model.spins(), s);
            double energy = model.energy(0, state);
            sum += counts[s] * energy;
            squares += counts[s] * energy * energy;
        }
        double mean = sum / SAMPLES;
        return (mean - expected) / Math.sqrt((squares / SAMPLES - mean * mean) / SAMPLES);
    }
}
