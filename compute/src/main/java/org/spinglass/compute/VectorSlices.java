// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sweeps over slices of {@link VectorBits}, of some of the words of a spin; {@link BitOps#sweepSlices} says what
 * they do.
 */
final class VectorSlices {
    private static final VectorSpecies<Long> LONGS = VectorBits.LONGS;
    private static final int WORDS = BitRows.WORDS;

    private final VectorSweeps[] sweeps;
    private final int planes;
    private final long[][] spins;
    private final long[][] joins;
    private final long[][] free;
    private final long[] used;
    private final int base;
    private final long[] before;
    private final long[] turns;

    VectorSlices(BitRows rows, BitPaths paths, int planes, int stride, long[] used, int base) {
        this.spins = paths.spins();
        this.sweeps = new VectorSweeps[spins.length];
        for (int k = 0; k < sweeps.length; k++) {
            sweeps[k] = new VectorSweeps(rows, spins[k], paths.levels()[k], stride, used, base);
        }
        this.planes = planes;
        this.joins = paths.joins();
        this.free = paths.free();
        this.used = used;
        this.base = base;
        this.before = new long[WORDS * spins.length];
        this.turns = new long[WORDS * spins.length];
    }

    /** Visits the spins from the first to {@code to - 1}. */
    long sweep(int part, int to) {
        long turned = 0;
        for (int i = base; i < to; i++) {
            int at = WORDS * i + part;
            for (int k = 0; k < sweeps.length; k++) {
                LongVector.fromArray(LONGS, spins[k], at).intoArray(before, WORDS * k);
                sweeps[k].of(planes, part, i, i + 1);
            }
            turned += join(at, WORDS * (i - base) + part, part);
        }
        return turned;
    }

    /** Takes back what not all slices agree on that are joined. */
    private long join(int at, int join, int part) {
        int slices = sweeps.length;
        for (int k = 0; k < slices; k++) {
            LongVector.fromArray(LONGS, spins[k], at)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, before, WORDS * k))
                    .and(LongVector.fromArray(LONGS, free[k], join))
                    .intoArray(turns, WORDS * k);
        }
        LongVector agree = LongVector.broadcast(LONGS, -1);
        int last = slices - 1;
        for (int round = 0; round < 2; round++) {
            for (int k = 0; k < slices; k++) {
                agree = agree(agree, WORDS * k, joins[last], join);
                last = k;
            }
        }
        agree = LongVector.broadcast(LONGS, -1);
        for (int round = 0; round < 2; round++) {
            for (int k = slices - 1; k >= 0; k--) {
                agree = agree(agree, WORDS * k, joins[k], join);
            }
        }
        for (int k = 0; k < slices; k++) {
            LongVector.fromArray(LONGS, turns, WORDS * k)
                    .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, before, WORDS * k))
                    .intoArray(spins[k], at);
        }
        return LongVector.fromArray(LONGS, turns, 0)
                .and(LongVector.fromArray(LONGS, used, part))
                .lanewise(VectorOperators.BIT_COUNT)
                .reduceLanes(VectorOperators.ADD);
    }

    /** What a slice turns, if the one before it turns too wherever they are joined. */
    private LongVector agree(LongVector other, int slice, long[] isJoined, int join) {
        LongVector both = other.or(LongVector.fromArray(LONGS, isJoined, join).not())
                .and(LongVector.fromArray(LONGS, turns, slice));
        both.intoArray(turns, slice);
        return both;
    }
}
