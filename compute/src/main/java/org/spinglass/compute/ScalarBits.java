// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.Arrays;

/** Plain Java, a word at a time. */
final class ScalarBits implements BitOps {
    private static final int WORDS = BitRows.WORDS;

    @Override
    public void toss(long[] state, int share, int digits, long[] out, int from, int to) {
        boolean isCertain = share >>> digits == 1;
        if (share == 0 || isCertain) {
            Arrays.fill(out, from, to, isCertain ? -1L : 0);
            return;
        }
        for (int g = 0; g < 8; g++) {
            long s0 = state[g];
            long s1 = state[8 + g];
            long s2 = state[16 + g];
            long s3 = state[24 + g];
            for (int at = from + g; at < to; at += 8) {
                long made = 0;
                for (int digit = 0; digit < digits; digit++) {
                    long random = Long.rotateLeft(s0 + s3, 23) + s0;
                    long t = s1 << 17;
                    s2 ^= s0;
                    s3 ^= s1;
                    s1 ^= s2;
                    s0 ^= s3;
                    s2 ^= t;
                    s3 = Long.rotateLeft(s3, 45);
                    long isSet = -(long) (share >>> digit & 1);
                    made = made & random | isSet & (made | random);
                }
                out[at] = made;
            }
            state[g] = s0;
            state[8 + g] = s1;
            state[16 + g] = s2;
            state[24 + g] = s3;
        }
    }

    @Override
    public void addNeeds(
            BitRows rows, byte[] needs, int planes, long[] odds, long[] levels, int stride, int from, int to) {
        int odd = 0;
        for (int i = from; i < to; i++) {
            int off = (1 << planes) - needs[i];
            boolean isOdd = odds.length > 0 && (rows.bonds()[i] & 1) != 0;
            for (int w = 0; w < WORDS; w++) {
                long carry = isOdd ? odds[WORDS * odd + w] : 0;
                int at = WORDS * (i - from) + w;
                for (int p = 0; p < planes; p++, at += stride) {
                    long digit = -(long) (off >>> p & 1);
                    long level = levels[at];
                    levels[at] = level ^ digit ^ carry;
                    carry = level & digit | carry & (level | digit);
                }
                levels[at] |= carry | -(long) (off >>> planes);
            }
            odd += isOdd ? 1 : 0;
        }
    }

    @Override
    public long sweep(
            BitRows rows, long[] spins, int planes, long[] levels, int stride, long[] used, int from, int to) {
        long[] sum = new long[planes];
        long turned = 0;
        for (int i = from; i < to; i++) {
            for (int w = 0; w < WORDS; w++) {
                long isOver = isOver(rows, spins, i, w, sum, levels, stride, WORDS * (i - from) + w);
                spins[WORDS * i + w] ^= isOver;
                turned += Long.bitCount(isOver & used[w]);
            }
        }
        return turned;
    }

    /** Where the unlike bonds of spin i, in a word of states, and its level are enough. */
    private static long isOver(
            BitRows rows, long[] spins, int i, int w, long[] sum, long[] levels, int stride, int level) {
        int[] starts = rows.starts();
        int[] neighbours = rows.neighbours();
        long[] signs = rows.signs();
        long spin = spins[WORDS * i + w];
        int at = level;
        for (int p = 0; p < sum.length; p++, at += stride) {
            sum[p] = levels[at];
        }
        long isOver = levels[at];
        for (int k = starts[i]; k < starts[i + 1]; k++) {
            isOver |= add(sum, spin ^ spins[WORDS * neighbours[k] + w] ^ signs[k]);
        }
        return isOver;
    }

    @Override
    public long sweepSlices(BitRows rows, BitPaths paths, int planes, int stride, long[] used, int from, int to) {
        int slices = paths.slices();
        long[][] spins = paths.spins();
        long[][] joins = paths.joins();
        long[] sum = new long[planes];
        long[] turns = new long[slices];
        long turned = 0;
        for (int i = from; i < to; i++) {
            for (int w = 0; w < WORDS; w++) {
                int at = WORDS * (i - from) + w;
                for (int k = 0; k < slices; k++) {
                    long enough = isOver(rows, spins[k], i, w, sum, paths.levels()[k], stride, at);
                    turns[k] = enough & paths.free()[k][at];
                }
                // all must agree that are joined: slice by slice forward, and then backward, twice around
                long agree = -1;
                for (int k = 0; k < 2 * slices; k++) {
                    agree = turns[k % slices] & (agree | ~joins[(k + slices - 1) % slices][at]);
                    turns[k % slices] = agree;
                }
                agree = -1;
                for (int k = 2 * slices - 1; k >= 0; k--) {
                    agree = turns[k % slices] & (agree | ~joins[k % slices][at]);
                    turns[k % slices] = agree;
                }
                for (int k = 0; k < slices; k++) {
                    spins[k][WORDS * i + w] ^= turns[k];
                }
                turned += Long.bitCount(turns[0] & used[w]);
            }
        }
        return turned;
    }

    /** Adds bits to a number; what is carried out of its last digit. */
    private static long add(long[] sum, long bits) {
        long carry = bits;
        for (int p = 0; p < sum.length && carry != 0; p++) {
            long next = sum[p] & carry;
            sum[p] ^= carry;
            carry = next;
        }
        return carry;
    }

    @Override
    public void count(BitRows rows, long[] spins, int[] counts) {
        int[] ends = rows.ends();
        long[] signs = rows.endSigns();
        long[] sum = new long[31];
        for (int w = 0; w < WORDS; w++) {
            Arrays.fill(sum, 0);
            for (int e = 0; e < signs.length; e++) {
                add(sum, spins[WORDS * ends[2 * e] + w] ^ spins[WORDS * ends[2 * e + 1] + w] ^ signs[e]);
            }
            for (int r = 0; r < Long.SIZE; r++) {
                int value = 0;
                for (int p = 0; p < sum.length; p++) {
                    value |= (int) (sum[p] >>> r & 1) << p;
                }
                counts[Long.SIZE * w + r] = value;
            }
        }
    }

    @Override
    public void copy(long[] mask, long[] from, long[] to) {
        for (int k = 0; k < to.length; k++) {
            long m = mask[k % WORDS];
            to[k] = to[k] & ~m | from[k] & m;
        }
    }
}
