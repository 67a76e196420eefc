// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.tempering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.SpinWalk;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ChiSquared;

/** Parallel tempering against exact averages; its ladder, and its cluster moves. */
class TemperingTest {
    /** Below this a statistic is held to be wrong; all seeds are fixed. */
    private static final double LIKELY = 1e-3;

    private static final VectorOps KERNEL = VectorOps.best();

    /** A square lattice with periodic borders, couplings of normal size or of +1 and -1. */
    private static SparseIsing lattice(int side, boolean isWhole, double field, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = side * side;
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        float[] couplings = new float[2 * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            int row = i / side * side;
            from[2 * i] = i;
            to[2 * i] = row + (i + 1) % side;
            from[2 * i + 1] = i;
            to[2 * i + 1] = (i + side) % n;
            fields[i] = (float) (field * random.nextGaussian());
        }
        for (int e = 0; e < couplings.length; e++) {
            couplings[e] = isWhole ? (random.nextBoolean() ? 1 : -1) : (float) random.nextGaussian();
        }
        return SparseIsing.of(from, to, couplings, fields, 0.25);
    }

    private static Tempering tempering(PlainIsing model, Ladder ladder, boolean hasClusters, long seed) {
        RandomStream random = new RandomStream(seed, KERNEL);
        byte[] start = new byte[model.spins()];
        Arrays.fill(start, (byte) 1);
        @Nullable ClusterExchange clusters = null;
        if (hasClusters && model instanceof SparseIsing sparse) {
            clusters = new ClusterExchange(sparse, sparse.field(0) == 0, ladder.size());
        }
        return new Tempering(model, Optional.empty(), ladder, start, false, clusters, random, KERNEL);
    }

    /** Between the sweeps at which it is placed anew the ladder rests, and every temperature has its own distribution. */
    private static void assertBoltzmann(PlainIsing model, boolean hasClusters, long seed) {
        Ladder ladder = new Ladder(0.1, 1.5, 4);
        Tempering tempering = tempering(model, ladder, hasClusters, seed);
        int rest = 1 << 15;
        int thin = 5;
        for (int sweep = 0; sweep < rest; sweep++) {
            tempering.sweep(1);
        }
        int rows = hasClusters ? 2 : 1;
        int states = 1 << model.spins();
        long[][] counts = new long[ladder.size()][states];
        byte[] sigma = new byte[model.spins()];
        for (int sweep = 1; sweep < rest; sweep++) {
            tempering.sweep(1);
            for (int row = 0; sweep % thin == 0 && row < rows; row++) {
                for (int k = 0; k < ladder.size(); k++) {
                    tempering.state(row, k).copyTo(sigma);
                    counts[k][(int) Spins.of(sigma).toWords()[0]]++;
                }
            }
        }
        for (int k = 0; k < ladder.size(); k++) {
            double[] probabilities = new double[states];
            for (int s = 0; s < states; s++) {
                probabilities[s] = Math.exp(-ladder.beta(k) * model.energy(0, Models.state(model.spins(), s)));
            }
            assertThat(ChiSquared.pValue(counts[k], probabilities))
                    .as(model + ", beta " + ladder.beta(k) + ", clusters " + hasClusters)
                    .isGreaterThan(LIKELY);
        }
    }

    @Test
    void everyTemperatureHasTheBoltzmannDistribution() {
        assertBoltzmann(Models.dense(6, 0.4, 1), false, 2);
        assertBoltzmann(Models.dense(6, 0, 3), false, 4);
        assertBoltzmann(lattice(3, false, 0.3, 5), false, 6);
    }

    @Test
    void clusterMovesKeepTheBoltzmannDistribution() {
        assertBoltzmann(lattice(3, false, 0.3, 7), true, 8);
        assertBoltzmann(lattice(3, true, 0, 9), true, 10);
    }

    @Test
    void neighboursAreExchangedAtTheSameRateOnceTheLadderIsPlaced() {
        PlainIsing model = Models.dense(40, 0, 11);
        Ladder ladder = new Ladder(0.02, 2, 8);
        Tempering tempering = tempering(model, ladder, false, 12);
        double[] first = new double[7];
        for (int sweep = 1; sweep < 1 << 13; sweep++) {
            tempering.sweep(1);
            if (sweep == 15) {
                Arrays.setAll(first, ladder::rejection);
            }
        }
        double least = 1;
        double most = 0;
        for (int k = 0; k < 7; k++) {
            least = Math.min(least, ladder.rejection(k));
            most = Math.max(most, ladder.rejection(k));
            assertThat(ladder.beta(k + 1)).isGreaterThan(ladder.beta(k));
        }
        assertThat(most / least).isLessThan(1.25);
        assertThat(Arrays.stream(first).max().orElseThrow()
                        / Arrays.stream(first).min().orElseThrow())
                .as("the geometric ladder, for comparison")
                .isGreaterThan(2);
        assertThat(ladder.beta(0)).isEqualTo(0.02);
        assertThat(ladder.beta(7)).isEqualTo(2, within(1e-12));
    }

    @Test
    void aLadderWithoutAnyEnergyStaysInOrder() {
        Ladder ladder = new Ladder(1, 1, 5);
        for (int k = 0; k < 4; k++) {
            assertThat(ladder.acceptance(k, 3, 3)).isEqualTo(1);
        }
        ladder.place();
        for (int k = 0; k < 5; k++) {
            assertThat(ladder.beta(k)).isEqualTo(1);
        }
    }

    @Test
    void exchangedClustersKeepTheSumOfTheEnergies() {
        for (double field : new double[] {0, 0.5}) {
            SparseIsing model = lattice(8, false, field, 13);
            RandomStream random = new RandomStream(14, KERNEL);
            ClusterExchange exchange = new ClusterExchange(model, field == 0, 1);
            int moved = 0;
            boolean isSmaller = false;
            for (int round = 0; round < 200; round++) {
                byte[][] before = new byte[2][64];
                for (byte[] sigma : before) {
                    for (int i = 0; i < 64; i++) {
                        sigma[i] = (byte) (random.nextDouble() < 0.7 ? 1 : -1);
                    }
                }
                SpinWalk a = SpinWalk.of(model, Optional.empty(), before[0].clone(), KERNEL);
                SpinWalk b = SpinWalk.of(model, Optional.empty(), before[1].clone(), KERNEL);
                double sum = a.energy() + b.energy();
                double difference = a.energy() - b.energy();
                int size = exchange.exchange(0, a, b, random);
                byte[] after = new byte[64];
                byte[] other = new byte[64];
                a.copyTo(after);
                b.copyTo(other);
                int changed = 0;
                int different = 0;
                for (int i = 0; i < 64; i++) {
                    different += before[0][i] == before[1][i] ? 0 : 1;
                    changed += before[0][i] == after[i] ? 0 : 1;
                    assertThat(after[i] * other[i]).isEqualTo(before[0][i] * before[1][i]);
                }
                assertThat(changed).isEqualTo(size);
                assertThat(a.energy() + b.energy()).isCloseTo(sum, within(1e-4));
                assertThat(a.energy()).isCloseTo(model.energy(0, Spins.of(after)), within(1e-4));
                moved += Math.abs(a.energy() - b.energy() - difference) > 1e-3 ? 1 : 0;
                isSmaller |= size > 0 && size < different;
            }
            assertThat(moved).as("pairs whose energies changed").isGreaterThan(100);
            assertThat(isSmaller).isTrue();
        }
    }

    @Test
    void clustersThatPercolateAreLeftAlone() {
        int n = 12;
        int[] from = new int[n * (n - 1) / 2];
        int[] to = new int[from.length];
        float[] couplings = new float[from.length];
        for (int i = 0, e = 0; i < n; i++) {
            for (int j = 0; j < i; j++, e++) {
                from[e] = i;
                to[e] = j;
                couplings[e] = 1;
            }
        }
        SparseIsing complete = SparseIsing.of(from, to, couplings, new float[n], 0);
        ClusterExchange exchange = new ClusterExchange(complete, true, 2);
        RandomStream random = new RandomStream(15, KERNEL);
        byte[] up = new byte[n];
        Arrays.fill(up, (byte) 1);
        byte[] mixed = up.clone();
        mixed[3] = -1;
        mixed[7] = -1;
        int moves = 0;
        for (int trial = 0; trial < 100; trial++) {
            SpinWalk a = SpinWalk.of(complete, Optional.empty(), up.clone(), KERNEL);
            SpinWalk b = SpinWalk.of(complete, Optional.empty(), mixed.clone(), KERNEL);
            moves += exchange.exchange(0, a, b, random) > 0 ? 1 : 0;
        }
        assertThat(moves).isEqualTo(64);
        SpinWalk a = SpinWalk.of(complete, Optional.empty(), up.clone(), KERNEL);
        assertThat(exchange.exchange(1, a, SpinWalk.of(complete, Optional.empty(), up.clone(), KERNEL), random))
                .as("equal states")
                .isZero();
    }
}
