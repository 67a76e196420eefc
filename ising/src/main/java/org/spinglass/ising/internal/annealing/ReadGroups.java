// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.BitRows;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.BondCouplings;
import org.spinglass.ising.internal.arrays.CsrCouplings;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.InitialState;

/**
 * Divides the reads of all instances into groups. The division depends on the model and the number of reads alone; read
 * r of instance i is number {@code i reads + r} over all groups, and random stream of the same number.
 */
public final class ReadGroups {
    /** With fewer reads than this, row updates of the weights that changed beat whole products. */
    private static final int WORTH_A_PRODUCT = 4;

    private ReadGroups() {}

    /** One seed a stream, drawn up front. */
    public static long[] seeds(long seed, int streams) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = new long[streams];
        for (int i = 0; i < streams; i++) {
            seeds[i] = random.nextLong();
        }
        return seeds;
    }

    /** The groups of an encoded model, each made when its turn comes. */
    public static List<Supplier<ReadGroup>> of(
            EncodedQuadratic model, int reads, InitialState initial, Moves moves, long seed, VectorOps ops) {
        int all = Math.multiplyExact(model.instances(), reads);
        long[] seeds = seeds(seed, all);
        List<Supplier<ReadGroup>> groups = new ArrayList<>();
        if (model.coupling() instanceof Coupling.Dense dense
                && dense.isShared()
                && all >= WORTH_A_PRODUCT
                && !moves.isSpinOrder()) {
            for (int first = 0; first < all; first += BlockGroup.READS) {
                int from = first;
                int to = Math.min(all, first + BlockGroup.READS);
                groups.add(() -> {
                    List<EncodedRead> members = new ArrayList<>();
                    for (int c = from; c < to; c++) {
                        EncodedRead read = new EncodedRead(model, c / reads, new RandomStream(seeds[c], ops));
                        read.start(initial, c, instance -> WeightFields.atCentre(model, instance));
                        members.add(read);
                    }
                    return new BlockGroup(model, dense, members, moves, ops);
                });
            }
            return groups;
        }
        for (int c = 0; c < all; c++) {
            int number = c;
            groups.add(() -> {
                RandomStream random = new RandomStream(seeds[number], ops);
                int instance = number / reads;
                return switch (model.coupling()) {
                    case Coupling.Dense dense ->
                        new RowGroup(model, dense, instance, number, initial, moves, random, ops);
                    case Coupling.Gram gram ->
                        new GramGroup(model, gram, instance, number, initial, moves, random, ops);
                };
            });
        }
        return groups;
    }

    /**
     * The groups of a plain Ising model: 512 reads a group where there are {@value BitGroup#WORTH_BITS} or more left,
     * its couplings are sparse and of one size or small multiples of it and the moves are single spins in sequential
     * order; 32 reads a group where its couplings are sparse and in whole numbers and the order sequential, as long as
     * there are enough reads left, and otherwise one.
     *
     * @param start gives the state that read r starts from, with the read's random numbers
     */
    public static List<Supplier<ReadGroup>> of(
            PlainIsing model, int reads, Start start, Moves moves, long seed, VectorOps ops) {
        long[] seeds = seeds(seed, reads);
        Optional<IntegerCouplings> rows = ModelArrays.of(model).integers(ops);
        List<Supplier<ReadGroup>> groups = new ArrayList<>();
        int first = 0;
        if (reads >= BitGroup.WORTH_BITS && moves.isSingleSpin() && !moves.isRandomOrder()) {
            BondCouplings bonds = bonds(model);
            for (;
                    bonds != null && reads - first >= BitGroup.WORTH_BITS;
                    first = Math.min(reads, first + BitGroup.STATES)) {
                int from = first;
                int to = Math.min(reads, first + BitGroup.STATES);
                groups.add(() -> bits(bonds, model.offset(), from, to, start, seeds, moves, ops));
            }
        }
        if (rows.orElse(null) instanceof CsrCouplings lists
                && !moves.isRandomOrder()
                && model.spins() <= LaneGroup.MOST_SPINS) {
            for (; reads - first >= LaneGroup.WORTH_LANES; first = Math.min(reads, first + LaneGroup.STATES)) {
                int from = first;
                int to = Math.min(reads, first + LaneGroup.STATES);
                groups.add(() -> {
                    List<byte[]> states = new ArrayList<>();
                    List<RandomStream> streams = new ArrayList<>();
                    for (int r = from; r < to; r++) {
                        RandomStream random = new RandomStream(seeds[r], ops);
                        states.add(start.state(r, random));
                        streams.add(random);
                    }
                    return new LaneGroup(lists, model.offset(), states, streams, moves, ops);
                });
            }
        }
        for (int read = first; read < reads; read++) {
            int r = read;
            groups.add(() -> {
                RandomStream random = new RandomStream(seeds[r], ops);
                SpinWalk walk = SpinWalk.of(model, rows, start.state(r, random), ops);
                return new SpinGroup(walk, moves, random, ops);
            });
        }
        return groups;
    }

    /** How many reads by single spins in sequential order share a sweep at most, and cost little more than one. */
    public static int sideBySide(PlainIsing model) {
        return bonds(model) == null ? 1 : BitGroup.STATES;
    }

    private static @Nullable BondCouplings bonds(PlainIsing model) {
        return model.spins() <= BitGroup.MOST_SPINS ? SparseArrays.bondsOf(model) : null;
    }

    private static BitGroup bits(
            BondCouplings bonds,
            double offset,
            int from,
            int to,
            Start start,
            long[] seeds,
            Moves moves,
            VectorOps ops) {
        int n = bonds.rows().spins();
        RandomStream random = new RandomStream(seeds[from], ops);
        long[] packed = new long[BitRows.WORDS * (n + 1)];
        byte[] shared = start.shared();
        if (start.isRandom()) {
            random.fill(packed);
        } else if (shared != null) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(packed, BitRows.WORDS * i, BitRows.WORDS * (i + 1), shared[i] > 0 ? -1L : 0);
            }
        } else {
            List<byte[]> states = new ArrayList<>();
            for (int r = from; r < to; r++) {
                states.add(start.state(r, random));
            }
            packed = BitTranspose.words(states, BitRows.WORDS, n);
        }
        return new BitGroup(bonds, offset, to - from, packed, random.nextLong(), moves, ops);
    }

    /** Where the reads of a plain Ising model start. */
    @FunctionalInterface
    public interface Start {
        /** The spins of a read, +1 or -1 each, a new array. */
        byte[] state(int read, RandomStream random);

        /** Whether all states are as likely. */
        default boolean isRandom() {
            return false;
        }

        /** The state that all reads start from, not to be written to; null where each has its own. */
        default byte @Nullable [] shared() {
            return null;
        }
    }
}
