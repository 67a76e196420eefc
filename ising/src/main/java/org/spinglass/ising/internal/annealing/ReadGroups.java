// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
 * Divides the reads of all instances into groups. The division depends on the model and the numbers of reads and sweeps
 * alone; read r of instance i is number {@code i reads + r} over all groups, and random stream of the same number.
 */
public final class ReadGroups {
    /** With fewer reads than this, row updates of the weights that changed beat whole products. */
    private static final int WORTH_A_PRODUCT = 4;

    /** The same for a Gram matrix; and how many weights it has to have, for its blocks to be worth making. */
    private static final int WORTH_GRAM_PRODUCTS = 16;

    private static final int WORTH_GRAM_BLOCKS = 512;

    private ReadGroups() {}

    /** Reads of a shared J from which on they are swept by matrix products. */
    private static int worthAProduct(Coupling coupling) {
        return switch (coupling) {
            case Coupling.Dense dense -> WORTH_A_PRODUCT;
            case Coupling.Gram gram -> gram.weights() < WORTH_GRAM_BLOCKS ? Integer.MAX_VALUE : WORTH_GRAM_PRODUCTS;
        };
    }

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
        if (model.coupling().isShared() && all >= worthAProduct(model.coupling()) && !moves.isSpinOrder()) {
            GramBlocks blocks = model.coupling() instanceof Coupling.Gram gram ? new GramBlocks(gram) : null;
            for (int first = 0; first < all; first += BlockedReads.READS) {
                int from = first;
                int to = Math.min(all, first + BlockedReads.READS);
                groups.add(() -> {
                    List<EncodedRead> members = new ArrayList<>();
                    for (int c = from; c < to; c++) {
                        EncodedRead read = new EncodedRead(model, c / reads, new RandomStream(seeds[c], ops));
                        read.start(initial, c, instance -> WeightFields.atCentre(model, instance));
                        members.add(read);
                    }
                    return switch (model.coupling()) {
                        case Coupling.Dense dense -> new BlockGroup(model, dense, members, moves, ops);
                        case Coupling.Gram gram ->
                            new GramBlockGroup(model, gram, Objects.requireNonNull(blocks), members, moves, ops);
                    };
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
     * The groups of a plain Ising model. Where its couplings are sparse and of one size or small multiples of it and
     * the moves are single spins in sequential order: up to 64 reads a group where {@link WordGroup#isWorth that is
     * worth it}, up to 512 where {@value BitGroup#WORTH_BITS} or more are left. 32 reads a group where its couplings
     * are sparse and in whole numbers and the order sequential, as long as there are enough reads left, and otherwise
     * one.
     *
     * @param start gives the state that read r starts from, with the read's random numbers
     */
    public static List<Supplier<ReadGroup>> of(
            PlainIsing model, int reads, Start start, Moves moves, long seed, VectorOps ops) {
        long[] seeds = seeds(seed, reads);
        List<Supplier<ReadGroup>> groups = new ArrayList<>();
        int first = 0;
        BondCouplings bonds = reads >= WordGroup.LEAST_READS && moves.isSequentialSpins() ? bonds(model) : null;
        while (bonds != null && first < reads) {
            int from = first;
            int left = reads - first;
            boolean isWide = !WordGroup.isWorth(bonds, left, moves.sweeps());
            if (isWide && left < BitGroup.WORTH_BITS) {
                break;
            }
            int to = first + (isWide ? Math.min(left, BitGroup.STATES) : evenly(left));
            groups.add(() -> bits(bonds, model.offset(), isWide, from, to, start, seeds, moves, ops));
            first = to;
        }
        if (first == reads) {
            return groups;
        }
        Optional<IntegerCouplings> rows = ModelArrays.of(model).integers(ops);
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

    /** Reads of the first of as few groups of words as so many reads need, all of about the same size. */
    private static int evenly(int reads) {
        return Math.ceilDiv(reads, Math.ceilDiv(reads, WordGroup.STATES));
    }

    /** Whether all reads of a plain Ising model by single spins in sequential order are in groups of plain code. */
    public static boolean areWords(PlainIsing model, int reads, int sweeps) {
        BondCouplings bonds = reads < WordGroup.LEAST_READS ? null : bonds(model);
        return bonds != null && WordGroup.isWorth(bonds, reads, sweeps);
    }

    private static @Nullable BondCouplings bonds(PlainIsing model) {
        return model.spins() <= BitGroup.MOST_SPINS ? SparseArrays.bondsOf(model) : null;
    }

    private static ReadGroup bits(
            BondCouplings bonds,
            double offset,
            boolean isWide,
            int from,
            int to,
            Start start,
            long[] seeds,
            Moves moves,
            VectorOps ops) {
        int n = bonds.rows().spins();
        int stride = isWide ? BitRows.WORDS : 1;
        RandomStream random = new RandomStream(seeds[from], isWide ? ops : VectorOps.scalar());
        long[] packed = new long[stride * (n + 1) + 7 & -8]; // filled in eights
        byte[] shared = start.shared();
        if (start.isRandom()) {
            random.fill(packed);
        } else if (shared != null) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(packed, stride * i, stride * (i + 1), shared[i] > 0 ? -1L : 0);
            }
        } else {
            List<byte[]> states = new ArrayList<>();
            for (int r = from; r < to; r++) {
                states.add(start.state(r, random));
            }
            packed = BitTranspose.words(states, stride, n);
        }
        return isWide
                ? new BitGroup(bonds, offset, to - from, packed, random.nextLong(), moves, ops)
                : new WordGroup(bonds, offset, to - from, packed, random.nextLong(), moves);
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
