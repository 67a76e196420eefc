// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Models;

/** Integrals against the plainest sum: over all neighbours and between all their turns. */
class SegmentFieldsTest {
    private static final int SPINS = 40;

    private final DenseIsing model = Models.dense(SPINS, 0.6, 3);
    private final SplittableRandom random = new SplittableRandom(8);

    /** The integral of a path from 0 to a time. */
    private static double integral(WorldLines lines, int j, double until) {
        double sum = 0;
        double from = 0;
        int value = lines.start(j);
        for (int k = 0; k < lines.count(j); k++) {
            double turn = lines.breaks()[lines.first(j) + k];
            if (turn >= until) {
                break;
            }
            sum += value * (turn - from);
            from = turn;
            value = -value;
        }
        return sum + value * (until - from);
    }

    private void requireIntegrals(SegmentFields fields, WorldLines lines, int cuts) {
        int i = random.nextInt(SPINS);
        float[] times = new float[cuts + 1];
        for (int k = 0; k < cuts; k++) {
            times[k] = random.nextInt(1 << 20) / (float) (1 << 20);
        }
        Arrays.sort(times, 0, cuts);
        float[] found = new float[cuts + 1];
        Arrays.fill(found, 99);
        double level = model.field(i);
        for (int j = 0; j < SPINS; j++) {
            level += model.coupling(i, j) * lines.start(j);
        }
        fields.integrate(i, (float) level, times, cuts, found);
        double before = 0;
        for (int k = 0; k <= cuts; k++) {
            double end = k == cuts ? 1 : times[k];
            double expected = model.field(i) * (end - before);
            for (int j = 0; j < SPINS; j++) {
                expected += model.coupling(i, j) * (integral(lines, j, end) - integral(lines, j, before));
            }
            assertThat((double) found[k]).as("piece %d of %d", k, cuts).isCloseTo(expected, within(3e-4));
            before = end;
        }
    }

    private Couplings.Dense dense() {
        float[] values = new float[SPINS * SPINS];
        float[] external = new float[SPINS];
        for (int i = 0; i < SPINS; i++) {
            external[i] = (float) model.field(i);
            for (int j = 0; j < SPINS; j++) {
                values[i * SPINS + j] = (float) model.coupling(i, j);
            }
        }
        return new Couplings.Dense(values, external);
    }

    private Couplings.Sparse sparse() {
        int[] starts = new int[SPINS + 1];
        int[] neighbours = new int[SPINS * (SPINS - 1)];
        float[] values = new float[neighbours.length];
        for (int i = 0, e = 0; i < SPINS; i++) {
            for (int j = 0; j < SPINS; j++) {
                if (j != i) {
                    neighbours[e] = j;
                    values[e++] = (float) model.coupling(i, j);
                }
            }
            starts[i + 1] = e;
        }
        return new Couplings.Sparse(starts, neighbours, values, new float[starts.length - 1]);
    }

    /** The transverse field rises and falls, so that slices are split and joined, and paths turn up to 30 times. */
    @Test
    void integralsAreThoseOfThePathsWhateverTheSlices() {
        for (Couplings couplings : new Couplings[] {dense(), sparse()}) {
            byte[] start = new byte[SPINS];
            Arrays.fill(start, (byte) -1);
            WorldLines lines = new WorldLines(start);
            SegmentFields fields = SegmentFields.of(couplings, lines, VectorOps.best());
            RandomStream stream = new RandomStream(4, VectorOps.best());
            SegmentHeatBath move = new SegmentHeatBath(lines, fields, stream);
            long most = 0;
            for (double transverse : new double[] {0, 0.5, 3, 30, 30, 8, 1, 0.1, 0, 0, 5}) {
                for (int sweep = 0; sweep < 15; sweep++) {
                    fields.beginSweep(transverse);
                    for (int i = 0; i < SPINS; i++) {
                        float level = (float) model.field(i);
                        for (int j = 0; j < SPINS; j++) {
                            level += model.coupling(i, j) * lines.start(j);
                        }
                        move.draw(i, level, transverse, Math.exp(-transverse), 0.3);
                        if (i % 8 == 0) {
                            requireIntegrals(fields, lines, random.nextInt(12));
                        }
                    }
                    most = Math.max(most, lines.total());
                }
            }
            assertThat(most).isGreaterThan(20 * SPINS);
        }
    }

    @Test
    void aGridHoldsTheTurnsOfAllPaths() {
        WorldLines lines = new WorldLines(new byte[] {1, -1, 1});
        lines.set(0, -1, new float[] {0.1f, 0.3f}, 2);
        float[] many = new float[20];
        for (int k = 0; k < 20; k++) {
            many[k] = (k + 0.5f) / 20;
        }
        lines.set(2, 1, many, 20);
        assertThat(lines.total()).isEqualTo(22);
        assertThat(lines.at(0, 0.05f)).isEqualTo(-1);
        assertThat(lines.at(0, 0.2f)).isEqualTo(1);
        assertThat(lines.at(0, 0.99f)).isEqualTo(-1);
        KinkGrid grid = new KinkGrid(4, lines);
        assertThat(grid.count(0)).isEqualTo(6);
        assertThat(grid.count(1)).isEqualTo(6);
        assertThat(grid.count(3)).isEqualTo(5);
        grid.remove(2, many, 0, 20);
        assertThat(grid.count(0)).isEqualTo(1);
        assertThat(grid.spins(0)[0]).isZero();
        assertThat(grid.times(0)[0]).isEqualTo(0.1f);
        assertThat(grid.before(0)[0]).isEqualTo((byte) -1);
        assertThat(grid.before(1)[0]).isEqualTo((byte) 1);
        assertThat(grid.count(2) + grid.count(3)).isZero();
    }
}
