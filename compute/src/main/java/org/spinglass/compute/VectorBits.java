// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API at the machine's preferred width. Vectors of eight words hold all states; of narrower ones each part
 * of the states goes through a call by itself.
 */
final class VectorBits implements BitOps {
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    static final int LANES = LONGS.length();
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int WORDS = BitRows.WORDS;

    @Override
    public void toss(long[] state, int share, int digits, long[] out, int from, int to) {
        boolean isCertain = share >>> digits == 1;
        if (share == 0 || isCertain) {
            Arrays.fill(out, from, to, isCertain ? -1L : 0);
            return;
        }
        for (int g = 0; g < 8; g += LANES) {
            LongVector s0 = LongVector.fromArray(LONGS, state, g);
            LongVector s1 = LongVector.fromArray(LONGS, state, 8 + g);
            LongVector s2 = LongVector.fromArray(LONGS, state, 16 + g);
            LongVector s3 = LongVector.fromArray(LONGS, state, 24 + g);
            for (int at = from + g; at < to; at += 8) {
                LongVector made = LongVector.zero(LONGS);
                for (int digit = 0; digit < digits; digit++) {
                    LongVector random =
                            s0.add(s3).lanewise(VectorOperators.ROL, 23).add(s0);
                    LongVector t = s1.lanewise(VectorOperators.LSHL, 17);
                    s2 = s2.lanewise(VectorOperators.XOR, s0);
                    s3 = s3.lanewise(VectorOperators.XOR, s1);
                    s1 = s1.lanewise(VectorOperators.XOR, s2);
                    s0 = s0.lanewise(VectorOperators.XOR, s3);
                    s2 = s2.lanewise(VectorOperators.XOR, t);
                    s3 = s3.lanewise(VectorOperators.ROL, 45);
                    LongVector isSet = LongVector.broadcast(LONGS, -(long) (share >>> digit & 1));
                    made = made.and(random).or(isSet.and(made.or(random)));
                }
                made.intoArray(out, at);
            }
            s0.intoArray(state, g);
            s1.intoArray(state, 8 + g);
            s2.intoArray(state, 16 + g);
            s3.intoArray(state, 24 + g);
        }
    }

    @Override
    public void addNeeds(
            BitRows rows, byte[] needs, int planes, long[] odds, long[] levels, int stride, int from, int to) {
        for (int part = 0; part < WORDS; part += LANES) {
            VectorSweeps.addNeeds(needs, planes, odds, rows.bonds(), levels, stride, from, to, part);
        }
    }

    @Override
    public long sweep(
            BitRows rows, long[] spins, int planes, long[] levels, int stride, long[] used, int from, int to) {
        VectorSweeps sweeps = new VectorSweeps(rows, spins, levels, stride, used, from);
        long turned = 0;
        for (int part = 0; part < WORDS; part += LANES) {
            turned += sweeps.of(planes, part, from, to);
        }
        return turned;
    }

    @Override
    public long sweepSlices(BitRows rows, BitPaths paths, int planes, int stride, long[] used, int from, int to) {
        VectorSlices slices = new VectorSlices(rows, paths, planes, stride, used, from);
        long turned = 0;
        for (int part = 0; part < WORDS; part += LANES) {
            turned += slices.sweep(part, to);
        }
        return turned;
    }

    @Override
    public void count(BitRows rows, long[] spins, int[] counts) {
        int planes = Integer.SIZE - Integer.numberOfLeadingZeros(rows.total());
        long[] sum = new long[(planes + 2) * WORDS];
        VectorCounts adders = new VectorCounts(rows, spins, sum);
        for (int part = 0; part < WORDS; part += LANES) {
            adders.add(part);
        }
        int lanes = INTS.length();
        for (int w = 0; w < WORDS; w++) {
            for (int r = 0; r < Long.SIZE; r += lanes) {
                IntVector value = IntVector.zero(INTS);
                for (int p = 0; p < planes; p++) {
                    value = value.lanewise(
                            VectorOperators.OR, 1 << p, VectorMask.fromLong(INTS, sum[WORDS * p + w] >>> r));
                }
                value.intoArray(counts, Long.SIZE * w + r);
            }
        }
    }

    @Override
    public void copy(long[] mask, long[] from, long[] to) {
        for (int part = 0; part < WORDS; part += LANES) {
            LongVector m = LongVector.fromArray(LONGS, mask, part);
            for (int k = part; k < to.length; k += WORDS) {
                LongVector old = LongVector.fromArray(LONGS, to, k);
                LongVector.fromArray(LONGS, from, k)
                        .and(m)
                        .or(old.lanewise(VectorOperators.AND_NOT, m))
                        .intoArray(to, k);
            }
        }
    }
}
