// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.CsrCouplings;
import org.spinglass.ising.internal.arrays.Int16Couplings;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.TwoValuedCouplings;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;

/** Walks on whole numbers against the walk in floating point, which knows nothing of them. */
class IntegerWalkTest {
    private static final List<VectorOps> KERNELS = List.of(VectorOps.best(), VectorOps.scalar());

    /** A dense model and the same one in compressed rows. */
    private static List<PlainIsing> models(int n, float unit, long seed, IntBinaryOperator coupling) {
        return models(n, unit, seed, coupling, 0);
    }

    private static List<PlainIsing> models(int n, float unit, long seed, IntBinaryOperator coupling, int fieldOfFirst) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        float[] matrix = new float[n * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = unit * (i == 0 && fieldOfFirst != 0 ? fieldOfFirst : random.nextInt(-3, 4));
            for (int j = 0; j < i; j++) {
                float value = unit * coupling.applyAsInt(i, random.nextInt(1 << 20));
                matrix[i * n + j] = value;
                matrix[j * n + i] = value;
                if (value != 0) {
                    from.add(i);
                    to.add(j);
                }
            }
        }
        float[] couplings = new float[from.size()];
        for (int e = 0; e < couplings.length; e++) {
            couplings[e] = matrix[from.get(e) * n + to.get(e)];
        }
        int[] ends = from.stream().mapToInt(i -> i).toArray();
        int[] others = to.stream().mapToInt(i -> i).toArray();
        return List.of(
                DenseIsing.of(matrix, fields, 0.5), SparseIsing.of(ends, others, couplings, fields.clone(), 0.5));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0.5", "31, 8", "64, 0.25", "65, 1", "150, 3"})
    void allWalksTakeTheSameSteps(int n, float unit) {
        List<PlainIsing> models = new ArrayList<>();
        models.addAll(models(n, unit, 1, (i, r) -> (r & 1) * 2 - 1));
        models.addAll(models(n, unit, 2, (i, r) -> r % 20 == 0 ? 1 : 0));
        models.addAll(models(n, unit, 3, (i, r) -> r % 9 - 4));
        for (PlainIsing model : models) {
            for (boolean isSingleSpin : new boolean[] {true, false}) {
                for (boolean isRandomOrder : new boolean[] {true, false}) {
                    Moves moves = new Moves(isSingleSpin, isRandomOrder);
                    List<Spins> real = path(model, moves, VectorOps.scalar(), false);
                    for (VectorOps ops : KERNELS) {
                        assertThat(path(model, moves, ops, true)).isEqualTo(real);
                    }
                    assertThat(new HashSet<>(real)).hasSizeGreaterThan(1);
                }
            }
        }
    }

    /** The state after every sweep from hot to infinitely cold. */
    private static List<Spins> path(PlainIsing model, Moves moves, VectorOps ops, boolean isWhole) {
        RandomStream random = new RandomStream(5, ops);
        byte[] sigma = start(model, random);
        IntegerCouplings rows = ModelArrays.of(model).integers(ops).orElseThrow();
        SpinWalk walk = isWhole
                ? new IntegerWalk(rows, model.offset(), sigma, ops)
                : new RealWalk(ModelFields.of(model, sigma, ops));
        SpinGroup group = new SpinGroup(walk, moves, random, ops);
        List<Spins> states = new ArrayList<>();
        double scale = Math.sqrt(model.spins()) * rows.unit() * 3;
        for (int sweep = 0; sweep <= 60; sweep++) {
            group.sweepAt(sweep == 60 ? Double.POSITIVE_INFINITY : sweep / 20.0 / scale);
            group.keep(0);
            states.add(group.kept(0));
            assertThat(group.energy(0)).isEqualTo(model.energy(0, states.getLast()));
        }
        return states;
    }

    /**
     * Of fewer than 64 reads 32 side by side, then at least 12 that are left, and fewer one by one: each as if it were
     * alone. The model has a field that is too large for reads that are a bit each.
     */
    @ParameterizedTest
    @CsvSource({"3, 43, 12", "17, 52, 2", "70, 63, 2", "33, 11, 11"})
    void readsSideBySideTakeTheStepsOfReadsAlone(int n, int reads, int expectedGroups) {
        PlainIsing model =
                models(n, 0.5f, 6, (i, r) -> r % 9 == 0 ? r % 4 - 2 : 0, 64).getLast();
        for (boolean isSingleSpin : new boolean[] {true, false}) {
            for (VectorOps ops : KERNELS) {
                Moves moves = new Moves(isSingleSpin, false);
                List<Supplier<ReadGroup>> groups = groups(model, reads, moves, ops);
                assertThat(groups).hasSize(expectedGroups);
                int read = 0;
                for (Supplier<ReadGroup> supplier : groups) {
                    ReadGroup group = supplier.get();
                    assertThat(group).isInstanceOf(group.reads() == 1 ? SpinGroup.class : LaneGroup.class);
                    List<List<Spins>> alone = new ArrayList<>();
                    for (int c = 0; c < group.reads(); c++) {
                        alone.add(pathOfRead(model, read + c, moves));
                    }
                    long accepted = 0;
                    for (int sweep = 0; sweep <= 30; sweep++) {
                        accepted += ((ThermalGroup) group).sweepAt(beta(sweep, 30));
                        for (int c = 0; c < group.reads(); c++) {
                            group.keep(c);
                            assertThat(group.kept(c)).isEqualTo(alone.get(c).get(sweep));
                            assertThat(group.energy(c)).isEqualTo(model.energy(0, group.kept(c)));
                        }
                    }
                    assertThat(accepted).isBetween(1L, 30 * group.movesPerSweep());
                    assertThat(group.movesPerSweep()).isEqualTo((long) n * group.reads());
                    read += group.reads();
                }
                assertThat(read).isEqualTo(reads);
            }
        }
    }

    private static double beta(int sweep, int last) {
        return sweep == last ? Double.POSITIVE_INFINITY : 0.1 * sweep;
    }

    private static List<Spins> pathOfRead(PlainIsing model, int read, Moves moves) {
        RandomStream random = new RandomStream(ReadGroups.seeds(9, read + 1)[read], VectorOps.scalar());
        SpinWalk walk = new RealWalk(ModelFields.of(model, start(model, random), VectorOps.scalar()));
        SpinGroup group = new SpinGroup(walk, moves, random, VectorOps.scalar());
        List<Spins> states = new ArrayList<>();
        for (int sweep = 0; sweep <= 30; sweep++) {
            group.sweepAt(beta(sweep, 30));
            group.keep(0);
            states.add(group.kept(0));
        }
        return states;
    }

    private static List<Supplier<ReadGroup>> groups(PlainIsing model, int reads, Moves moves, VectorOps ops) {
        return ReadGroups.of(model, reads, (read, random) -> start(model, random), moves, 9, ops);
    }

    private static byte[] start(PlainIsing model, RandomStream random) {
        byte[] sigma = new byte[model.spins()];
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = (byte) (random.nextLong() < 0 ? -1 : 1);
        }
        return sigma;
    }

    @Test
    void couplingsAreHeldAsSmallAsTheyFit() {
        assertThat(rows(1, (i, r) -> (r & 1) * 2 - 1)).isPresent().get().isInstanceOf(TwoValuedCouplings.class);
        assertThat(rows(0.25f, (i, r) -> r & 1)).isPresent().get().isInstanceOf(TwoValuedCouplings.class);
        assertThat(rows(1, (i, r) -> r % 3 - 1)).isPresent().get().isInstanceOf(Int16Couplings.class);
        assertThat(rows(1, (i, r) -> (r & 1) * 1360 - 680)).isPresent();
        assertThat(rows(1, (i, r) -> (r & 1) * 1366 - 683)).isEmpty();
        assertThat(rows(1 / 3f, (i, r) -> r % 9 - 4)).isEmpty();
        assertThat(rows(0x1.0p-125f, (i, r) -> r % 3 - 1)).isEmpty();
        assertThat(rows(0, (i, r) -> 1)).isPresent();
    }

    private static Optional<IntegerCouplings> rows(float unit, IntBinaryOperator coupling) {
        List<PlainIsing> models = models(49, unit, 4, coupling);
        Optional<IntegerCouplings> dense = ModelArrays.of(models.get(0)).integers(VectorOps.best());
        Optional<IntegerCouplings> sparse = ModelArrays.of(models.get(1)).integers(VectorOps.best());
        assertThat(sparse.isPresent()).isEqualTo(dense.isPresent());
        sparse.ifPresent(found -> assertThat(found).isInstanceOf(CsrCouplings.class));
        return dense;
    }
}
