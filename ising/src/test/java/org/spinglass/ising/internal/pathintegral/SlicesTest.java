// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.Blas;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;

/** A few slices of imaginary time against the exact diagonal of the discretised model, by matrix products. */
class SlicesTest {
    private static final Slices.Readout MEASURED = new Slices.Readout(1, true);

    /**
     * A ring with one chord, couplings of one and two sizes, fields at some spins, and a spin by itself.
     *
     * @param isHeld whether that has a field: without one of either kind it turns in every sweep
     */
    private static SparseIsing model(boolean isHeld) {
        return SparseIsing.of(
                new int[] {0, 1, 2, 3, 4, 0},
                new int[] {1, 2, 3, 4, 0, 2},
                new float[] {0.5f, -0.5f, 0.5f, 1, 0.5f, -0.5f},
                new float[] {0.5f, 0, 0, 0, -1, isHeld ? 0.5f : 0},
                0.25);
    }

    /** The diagonal of {@code (exp(-beta E / 2P) exp(transverse sum sigma^x / P) exp(-beta E / 2P))^P}. */
    private static double[] diagonal(PlainIsing model, int slices, double transverse, double beta) {
        int states = 1 << model.spins();
        double[] step = new double[states * states];
        for (int a = 0; a < states; a++) {
            for (int b = 0; b < states; b++) {
                double energies = model.energy(0, Models.state(model.spins(), a))
                        + model.energy(0, Models.state(model.spins(), b));
                int turns = Integer.bitCount(a ^ b);
                step[a * states + b] = Math.exp(-beta * energies / (2 * slices))
                        * Math.pow(Math.sinh(transverse / slices), turns)
                        * Math.pow(Math.cosh(transverse / slices), model.spins() - turns);
            }
        }
        double[] power = step;
        for (int k = 1; k < slices; k++) {
            double[] next = new double[states * states];
            Blas.addProduct(states, states, states, 1, power, step, next);
            power = next;
        }
        double[] diagonal = new double[states];
        for (int s = 0; s < states; s++) {
            diagonal[s] = power[s * states + s];
        }
        return diagonal;
    }

    private static List<byte[]> ups(int reads, int n) {
        List<byte[]> states = new ArrayList<>();
        for (int r = 0; r < reads; r++) {
            byte[] state = new byte[n];
            Arrays.fill(state, (byte) (r % 3 == 0 ? -1 : 1));
            states.add(state);
        }
        return states;
    }

    private static BitSlices bits(SparseIsing model, int reads, Slices slices, Slices.Readout readout, VectorOps ops) {
        return new BitSlices(
                Objects.requireNonNull(BitSlices.bonds(model, slices.number())),
                model.offset(),
                ups(reads, model.spins()),
                slices,
                readout,
                17,
                ops);
    }

    private static Slices slices(int number) {
        return new Slices(number, t -> 0, t -> 0);
    }

    /** Every slice of every read, in groups of which one state of each read counts, and apart by parts of the reads. */
    @ParameterizedTest
    @CsvSource({
        "2, 0.7, 0.8",
        "2, 2.5, 1.5",
        "3, 1.2, 1",
        "4, 0.3, 0.6",
        "4, 2, 1.5",
        "4, 8, 2",
        "7, 3, 1.2",
        "16, 2, 1",
        "4, 0, 0.5",
    })
    void readsInBitsFollowTheDiscretisedModel(int number, double transverse, double beta) {
        SparseIsing model = model(transverse == 0);
        int n = model.spins();
        double[] expected = diagonal(model, number, transverse, beta);
        int watched = number - 1;
        long[][] ofSlice = new long[2][expected.length];
        long[][] ofPart = new long[8][expected.length];
        BitSlices group = bits(model, BitSlices.STATES, slices(number), MEASURED, VectorOps.best());
        int thinning = 120;
        for (int sample = 0; sample < 40; sample++) {
            for (int sweep = 0; sweep < thinning; sweep++) {
                group.sweep(transverse, beta);
            }
            for (int r = 0; r < BitSlices.STATES && sample > 0; r++) {
                int first = state(group.slice(0), n, r);
                ofSlice[0][first]++;
                ofSlice[1][state(group.slice(watched), n, r)]++;
                ofPart[r % 8][first]++;
            }
        }
        for (long[] counts : ofSlice) {
            assertThat(ChiSquared.pValue(counts, expected)).isGreaterThan(1e-4);
        }
        ChiSquared.Statistic parts = new ChiSquared.Statistic(0, 0);
        for (long[] counts : ofPart) {
            parts = parts.plus(ChiSquared.of(counts, expected));
        }
        assertThat(parts.pValue()).as("every eighth read").isGreaterThan(1e-4);
    }

    private static int state(long[] words, int n, int read) {
        int state = 0;
        for (int i = 0; i < n; i++) {
            state |= (int) (words[8 * i + (read >> 6)] >>> read & 1) << i;
        }
        return state;
    }

    private static int index(byte[] spins) {
        return (int) Spins.of(spins).toWords()[0];
    }

    @ParameterizedTest
    @CsvSource({"2, 0.7, 0.8", "2, 2.5, 1.5", "3, 1.2, 1", "4, 2, 1.5", "4, 8, 2", "16, 2, 1", "4, 0, 0.5"})
    void readsOneByOneFollowTheDiscretisedModel(int number, double transverse, double beta) {
        for (PlainIsing model : List.of(model(transverse == 0), Models.dense(6, 0.4, 3))) {
            int n = model.spins();
            double[] expected = diagonal(model, number, transverse, beta);
            long[][] counts = new long[2][expected.length];
            SpinSlices read = new SpinSlices(
                    ModelFields.of(model, ups(1, n).getFirst(), VectorOps.best()),
                    slices(number),
                    MEASURED,
                    new RandomStream(5, VectorOps.best()));
            for (int sample = 0; sample < 6000; sample++) {
                for (int sweep = 0; sweep < 60; sweep++) {
                    read.sweep(transverse, beta);
                }
                counts[0][index(read.slice(0))]++;
                counts[1][index(read.slice(number - 1))]++;
                assertThat(read.energy(0)).isCloseTo(model.energy(0, Spins.of(read.slice(0))), within(1e-4));
            }
            for (long[] of : counts) {
                assertThat(ChiSquared.pValue(of, expected)).as(model.toString()).isGreaterThan(1e-4);
            }
        }
    }

    /** Best states are those of the slice that had them, and their energies the model's own. */
    @Test
    void bestStatesOfAllWatchedSlicesAreKept() {
        SparseIsing model = model(false);
        double[] transverse = {3, 4, 3, 2, 0.5, 0, 0};
        double[] betas = {1, 2, 0.5, 1, 3, 4, Double.POSITIVE_INFINITY};
        Slices slices = new Slices(6, t -> transverse[t], t -> betas[t]);
        for (Slices.Readout readout : List.of(new Slices.Readout(1, false), new Slices.Readout(4, false), MEASURED)) {
            List<ReadGroup> groups = List.of(
                    bits(model, 100, slices, readout, VectorOps.best()),
                    new SpinSlices(
                            ModelFields.of(model, ups(1, model.spins()).getFirst(), VectorOps.best()),
                            slices,
                            readout,
                            new RandomStream(6, VectorOps.best())));
            for (ReadGroup group : groups) {
                double[] lowest = new double[group.reads()];
                for (int t = -1; t < betas.length; t++) {
                    if (t >= 0) {
                        assertThat(group.sweep(t)).isBetween(0L, group.movesPerSweep());
                    }
                    for (int c = 0; c < lowest.length; c++) {
                        if (t < 0 || group.energy(c) < lowest[c] || readout.isMeasured()) {
                            lowest[c] = group.energy(c);
                            group.keep(c);
                        }
                    }
                    if (t % 2 == 0) {
                        for (int c = 0; c < lowest.length; c++) {
                            assertThat(model.energy(0, group.kept(c))).isEqualTo(lowest[c], within(1e-6));
                        }
                    }
                }
            }
        }
    }

    @Test
    void vectorAndScalarCodeTakeTheSameSteps() {
        List<List<Spins>> found = new ArrayList<>();
        for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
            BitSlices group = bits(model(false), 90, slices(5), MEASURED, ops);
            List<Spins> states = new ArrayList<>();
            for (int sweep = 0; sweep < 30; sweep++) {
                group.sweep(2, sweep == 29 ? Double.POSITIVE_INFINITY : 0.7);
                for (int c = 0; c < 90; c++) {
                    states.add(group.kept(c));
                }
            }
            found.add(states);
        }
        assertThat(found.get(0)).isEqualTo(found.get(1));
    }
}
