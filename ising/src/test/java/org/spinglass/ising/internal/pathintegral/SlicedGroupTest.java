// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.Blas;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.sampling.ChiSquared;

/** At fixed strengths all averages agree with the exact ones of the quantum model in continuous time. */
class SlicedGroupTest {
    private static final int SAMPLES = 3000;
    private static final int[] WATCHED = {0, 13, 40};

    record Case(
            String name, SparseIsing model, double transverse, double beta, int thinning, int reads, int[][] groups) {
        @Override
        public String toString() {
            return name + ", transverse " + transverse + ", beta " + beta + ", " + reads + " reads";
        }
    }

    static List<Case> cases() {
        int[][] none = {};
        return List.of(
                new Case("one spin in a field", oneSpin(), 1.5, 1, 2, 8, none),
                new Case("frustrated ring", PathModels.ring(9), 2.5, 1.6, 8, 8, none),
                new Case("strong transverse field", PathModels.ring(7), 6, 1.5, 4, 5, none),
                new Case("no transverse field", PathModels.ring(7), 0, 0.7, 8, 8, none),
                new Case("ladder with a missing spin", PathModels.ladder(), 0.8, 0.8, 12, 8, none),
                new Case("two chains", PathModels.chains(), 0.9, 0.6, 8, 7, new int[][] {{0, 1, 2}, {3, 4}}),
                new Case("two stiff chains", PathModels.chains(), 0.5, 2, 20, 8, new int[][] {{0, 1, 2}, {3, 4}}),
                new Case("any groups", PathModels.ladder(), 2.2, 0.8, 12, 1, new int[][] {{4, 7}, {1, 2, 6}}));
    }

    private static SparseIsing oneSpin() {
        return SparseIsing.of(new int[0], new int[0], new float[0], new float[] {0.7f}, 0);
    }

    private static SlicedModel sliced(SparseIsing model, int[][] groups) {
        return SlicedModel.of(Couplings.of(model), PathModels.groups(groups));
    }

    private static SlicedGroup group(Case setting, long seed) {
        List<byte[]> states = new ArrayList<>();
        for (int r = 0; r < setting.reads(); r++) {
            byte[] up = new byte[setting.model().spins()];
            Arrays.fill(up, (byte) (r % 2 == 0 ? 1 : -1));
            states.add(up);
        }
        return new SlicedGroup(
                sliced(setting.model(), setting.groups()),
                setting.model().offset(),
                states,
                t -> 0,
                t -> 0,
                seed,
                null,
                VectorOps.best());
    }

    private static int state(SlicedGroup group, int n, int read, int slice) {
        int state = 0;
        for (int i = 0; i < n; i++) {
            state |= (int) (group.paths()[8 * i + read] >>> slice & 1) << i;
        }
        return state;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void averagesAreThoseOfTheQuantumModel(Case setting) {
        SparseIsing model = setting.model();
        int n = model.spins();
        double step = setting.transverse() / 64;
        ExactTransverse exact = new ExactTransverse(model, setting.transverse(), setting.beta());
        SlicedGroup group = group(setting, 11);
        for (int sweep = 0; sweep < 200; sweep++) {
            group.sweep(setting.transverse(), setting.beta());
        }
        long[][][] counts = new long[setting.reads()][WATCHED.length][1 << n];
        double[] transverse = new double[n];
        double[] squares = new double[n];
        double[] products = new double[setting.reads()];
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int sweep = 0; sweep < setting.thinning(); sweep++) {
                group.sweep(setting.transverse(), setting.beta());
            }
            for (int r = 0; r < setting.reads(); r++) {
                for (int w = 0; w < WATCHED.length; w++) {
                    counts[r][w][state(group, n, r, WATCHED[w])]++;
                }
                int beside = state(group, n, (r + 1) % setting.reads(), 0);
                products[r] += (Integer.bitCount(state(group, n, r, 0) ^ beside) & 1) == 0 ? 1 : -1;
                assertThat(group.energy(r)).isCloseTo(model.energy(0, group.kept(r)), within(1e-5));
                for (int i = 0; i < n && step > 0; i++) {
                    long path = group.paths()[8 * i + r];
                    int turns = Long.bitCount(path ^ Long.rotateLeft(path, 1));
                    double value = ((64 - turns) * Math.tanh(step) + turns / Math.tanh(step)) / 64;
                    transverse[i] += value;
                    squares[i] += value * value;
                }
            }
        }
        double[] diagonal = exact.diagonal();
        double total = (double) SAMPLES * setting.reads();
        for (int w = 0; w < WATCHED.length; w++) {
            long[] all = new long[1 << n];
            for (int r = 0; r < setting.reads(); r++) {
                for (int s = 0; s < all.length; s++) {
                    all[s] += counts[r][w][s];
                }
                assertThat(ChiSquared.pValue(counts[r][w], diagonal))
                        .as("slice %d of read %d", WATCHED[w], r)
                        .isGreaterThan(1e-4);
            }
            assertThat(ChiSquared.pValue(all, diagonal))
                    .as("slice %d", WATCHED[w])
                    .isGreaterThan(1e-4);
        }
        for (int i = 0; i < n && step > 0; i++) {
            double mean = transverse[i] / total;
            double error = Math.sqrt((squares[i] / total - mean * mean) / total);
            assertThat((mean - exact.transverseMagnetisation(i)) / error)
                    .as("transverse magnetisation of spin %d", i)
                    .isBetween(-4.5, 4.5);
        }
        // reads beside each other are independent
        double parity = 0;
        for (int s = 0; s < diagonal.length; s++) {
            parity += (Integer.bitCount(s) & 1) == 0 ? diagonal[s] : -diagonal[s];
        }
        for (int r = 0; r < setting.reads() && setting.reads() > 2; r++) {
            assertThat((products[r] / SAMPLES - parity * parity) * Math.sqrt(SAMPLES))
                    .as("read %d and the next", r)
                    .isBetween(-4.5, 4.5);
        }
    }

    /** The diagonal of {@code (exp(-beta E / 128) exp(transverse sum sigma^x / 64) exp(-beta E / 128))^64}. */
    private static double[] slicedDiagonal(SparseIsing model, double transverse, double beta) {
        int states = 1 << model.spins();
        double[] step = new double[states * states];
        for (int a = 0; a < states; a++) {
            for (int b = 0; b < states; b++) {
                double energies = model.energy(0, Models.state(model.spins(), a))
                        + model.energy(0, Models.state(model.spins(), b));
                int turns = Integer.bitCount(a ^ b);
                step[a * states + b] = Math.exp(-beta * energies / 128)
                        * Math.pow(Math.sinh(transverse / 64), turns)
                        * Math.pow(Math.cosh(transverse / 64), model.spins() - turns);
            }
        }
        for (int k = 0; k < 6; k++) {
            double[] square = new double[states * states];
            Blas.addProduct(states, states, states, 1, step, step, square);
            step = square;
        }
        double trace = 0;
        double[] diagonal = new double[states];
        for (int s = 0; s < states; s++) {
            diagonal[s] = step[s * states + s];
            trace += diagonal[s];
        }
        for (int s = 0; s < states; s++) {
            diagonal[s] /= trace;
        }
        return diagonal;
    }

    /** From weak to strong fields of both kinds, as an anneal passes through them and beyond. */
    @Test
    void slicesShiftProbabilitiesByNoMoreThanTheBound() {
        double worst = 0;
        for (SparseIsing model : List.of(oneSpin(), PathModels.ring(3), PathModels.ring(5), PathModels.chains())) {
            double strongest = 0;
            for (int i = 0; i < model.spins(); i++) {
                double field = Math.abs(model.field(i));
                for (int k = 0; k < model.degree(i); k++) {
                    field += Math.abs(model.coupling(i, k));
                }
                strongest = Math.max(strongest, field);
            }
            for (double transverse : new double[] {0.1, 0.5, 1, 2, 4, 8, 16}) {
                for (double beta : new double[] {0.1, 0.5, 1, 2, 4, 8}) {
                    double bound = SlicedGroup.error(transverse, beta * strongest);
                    if (bound > 0.01) {
                        continue;
                    }
                    double[] exact = new ExactTransverse(model, transverse, beta).diagonal();
                    double[] sliced = slicedDiagonal(model, transverse, beta);
                    double shift = 0;
                    for (int s = 0; s < exact.length; s++) {
                        shift += Math.abs(sliced[s] - exact[s]) / 2;
                    }
                    worst = Math.max(worst, shift / (model.spins() * bound));
                    assertThat(shift)
                            .as("%s, transverse %s, beta %s", model, transverse, beta)
                            .isLessThan(model.spins() * bound + 1e-12);
                }
            }
        }
        assertThat(worst)
                .as("the bound is no more than some twice what it bounds")
                .isGreaterThan(0.4);
    }
}
