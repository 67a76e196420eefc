// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both implementations against sums in whole numbers, state by state. */
class BitOpsTest {
    private static final VectorOps[] KERNELS = {VectorOps.scalar(), new SimdOps()};
    private static final int WORDS = BitRows.WORDS;
    private static final int STATES = BitRows.STATES;

    /** Random bonds, at most so many at a spin, some of them to the spin that is always up. */
    private static BitRows rows(int n, int most, SplittableRandom random) {
        int[][] row = new int[n][most];
        int[] degree = new int[n];
        int[] sign = new int[n * n + n];
        int[] ends = new int[2 * n * most];
        long[] endSigns = new long[n * most];
        int count = 0;
        for (int attempt = 0; attempt < n * most; attempt++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n + 1);
            if (i < j && degree[i] < most && (j == n || degree[j] < most)) {
                sign[i * n + j] = sign[i * n + j] == 0 ? random.nextInt(2) * 2 - 1 : sign[i * n + j];
                row[i][degree[i]++] = j;
                if (j < n) {
                    sign[j * n + i] = sign[i * n + j];
                    row[j][degree[j]++] = i;
                }
                ends[2 * count] = i;
                ends[2 * count + 1] = j;
                endSigns[count++] = sign[i * n + j] > 0 ? -1 : 0;
            }
        }
        int[] starts = new int[n + 1];
        int[] neighbours = new int[n * (most + 3)];
        long[] signs = new long[neighbours.length];
        byte[] bonds = new byte[n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < degree[i]; k++) {
                signs[next] = sign[i * n + row[i][k]] > 0 ? -1 : 0;
                neighbours[next++] = row[i][k];
            }
            while (next % 4 != 0) {
                neighbours[next++] = i;
            }
            starts[i + 1] = next;
            bonds[i] = (byte) degree[i];
        }
        return new BitRows(
                starts, neighbours, signs, bonds, Arrays.copyOf(ends, 2 * count), Arrays.copyOf(endSigns, count));
    }

    private static long[] spins(int n, SplittableRandom random) {
        long[] spins = random.longs((long) WORDS * (n + 1)).toArray();
        Arrays.fill(spins, WORDS * n, WORDS * (n + 1), -1L);
        return spins;
    }

    private static int bit(long[] words, int spin, int state) {
        return (int) (words[WORDS * spin + (state >> 6)] >>> state & 1);
    }

    private static int unlike(BitRows rows, long[] spins, int i, int state) {
        int unlike = 0;
        for (int k = rows.starts()[i]; k < rows.starts()[i + 1]; k++) {
            unlike += bit(spins, i, state) ^ bit(spins, rows.neighbours()[k], state) ^ (int) (rows.signs()[k] & 1);
        }
        return unlike;
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "4, 1", "5, 2", "8, 2", "13, 3", "16, 3", "30, 5", "63, 5"})
    void sweepsTurnWhatHasEnough(int most, int planes) {
        SplittableRandom random = new SplittableRandom(most);
        int n = 70;
        BitRows rows = rows(n, most, random);
        int stride = n * WORDS;
        byte[] needs = new byte[n];
        int oddCount = 0;
        for (int i = 0; i < n; i++) {
            needs[i] = (byte) ((rows.bonds()[i] + 1) / 2);
            oddCount += rows.bonds()[i] & 1;
        }
        long[] odds = random.longs((long) oddCount * WORDS).toArray();
        long[] used = random.longs(WORDS).toArray();
        long[] start = spins(n, random);
        // levels below half of what there is room for, so that few states have enough by them alone
        long[] given = random.longs((long) (planes + 1) * stride).toArray();
        for (int k = 0; k < stride; k++) {
            given[planes * stride + k] &= 0x8000_0100_0040_0001L;
        }
        long[] expected = start.clone();
        long turned = 0;
        int odd = 0;
        for (int i = 0; i < n; i++) {
            boolean isOdd = (rows.bonds()[i] & 1) != 0;
            long[] before = expected.clone();
            for (int r = 0; r < STATES; r++) {
                int level = 0;
                for (int p = 0; p <= planes; p++) {
                    level += bit(Arrays.copyOfRange(given, p * stride + WORDS * i, p * stride + WORDS * (i + 1)), 0, r)
                            << p;
                }
                level += isOdd ? bit(odds, odd, r) : 0;
                if (unlike(rows, before, i, r) + level >= needs[i]) {
                    expected[WORDS * i + (r >> 6)] ^= 1L << r;
                    turned += used[r >> 6] >>> r & 1;
                }
            }
            odd += isOdd ? 1 : 0;
        }
        for (VectorOps ops : KERNELS) {
            long[] spins = start.clone();
            long[] levels = given.clone();
            ops.bits().addNeeds(rows, needs, planes, odds, levels, stride, 0, n);
            long found = ops.bits().sweep(rows, spins, planes, levels, stride, used, 0, n);
            assertThat(spins).as(ops.name()).isEqualTo(expected);
            assertThat(found).isEqualTo(turned);
        }
    }

    /** A visit in all slices is one in each, of which what not all joined slices agree on is taken back. */
    @ParameterizedTest
    @CsvSource({"2, 4, 1", "3, 8, 2", "4, 16, 3", "7, 63, 5"})
    void joinedSlicesTurnTogether(int slices, int most, int planes) {
        SplittableRandom random = new SplittableRandom(slices);
        int n = 40;
        BitRows rows = rows(n, most, random);
        int stride = n * WORDS;
        long[][] start = new long[slices][];
        long[][] levels = new long[slices][];
        long[][] joins = new long[slices][];
        long[][] free = new long[slices][];
        for (int k = 0; k < slices; k++) {
            start[k] = spins(n, random);
            levels[k] = random.longs((long) (planes + 1) * stride).toArray();
            joins[k] = random.longs(stride).toArray();
            free[k] = random.longs(stride).map(word -> word | random.nextLong()).toArray();
            for (int w = 0; w < stride; w++) {
                joins[k][w] |= w % 3 == 0 ? -1 : 0;
                levels[k][planes * stride + w] |= w % 2 == 0 ? -1 : 0;
            }
        }
        long[] used = random.longs(WORDS).toArray();
        long[][] expected = new long[slices][];
        Arrays.setAll(expected, k -> start[k].clone());
        long turned = 0;
        for (int i = 0; i < n; i++) {
            long[][] after = new long[slices][];
            for (int k = 0; k < slices; k++) {
                after[k] = expected[k].clone();
                long[] own = new long[(planes + 1) * WORDS];
                for (int p = 0; p <= planes; p++) {
                    System.arraycopy(levels[k], p * stride + WORDS * i, own, p * WORDS, WORDS);
                }
                KERNELS[0].bits().sweep(rows, after[k], planes, own, WORDS, used, i, i + 1);
            }
            for (int r = 0; r < STATES; r++) {
                boolean[] turns = new boolean[slices];
                for (int k = 0; k < slices; k++) {
                    turns[k] = bit(free[k], i, r) == 1 && bit(after[k], i, r) != bit(expected[k], i, r);
                }
                boolean[] agreed = new boolean[slices];
                for (int k = 0; k < slices; k++) {
                    agreed[k] = turns[k];
                    for (int step = 0, at = k; step < slices && bit(joins[at], i, r) == 1; step++) {
                        at = (at + 1) % slices;
                        agreed[k] &= turns[at];
                    }
                    for (int step = 0, at = k; step < slices; step++) {
                        at = (at + slices - 1) % slices;
                        if (bit(joins[at], i, r) == 0) {
                            break;
                        }
                        agreed[k] &= turns[at];
                    }
                }
                for (int k = 0; k < slices; k++) {
                    expected[k][WORDS * i + (r >> 6)] ^= agreed[k] ? 1L << r : 0;
                }
                turned += agreed[0] ? used[r >> 6] >>> r & 1 : 0;
            }
        }
        for (VectorOps ops : KERNELS) {
            long[][] spins = new long[slices][];
            Arrays.setAll(spins, k -> start[k].clone());
            long found =
                    ops.bits().sweepSlices(rows, new BitPaths(spins, levels, joins, free), planes, stride, used, 0, n);
            assertThat(spins).as(ops.name()).isDeepEqualTo(expected);
            assertThat(found).isEqualTo(turned);
        }
        assertThat(turned).isBetween(STATES / 8L, n * STATES / 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 170, 700})
    void countsUnlikeBonds(int n) {
        SplittableRandom random = new SplittableRandom(n);
        BitRows rows = rows(n, 7, random);
        long[] spins = spins(n, random);
        for (VectorOps ops : KERNELS) {
            int[] counts = new int[STATES];
            ops.bits().count(rows, spins, counts);
            for (int r = 0; r < STATES; r++) {
                int unlike = 0;
                for (int e = 0; e < rows.total(); e++) {
                    unlike += bit(spins, rows.ends()[2 * e], r)
                            ^ bit(spins, rows.ends()[2 * e + 1], r)
                            ^ (int) (rows.endSigns()[e] & 1);
                }
                assertThat(counts[r]).as(ops.name()).isEqualTo(unlike);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 3", "8, 3", "1, 1", "3, 2", "5, 3", "200, 8", "1, 10"})
    void tossesAreFairAndTheSame(int share, int digits) {
        SplittableRandom seeds = new SplittableRandom(digits);
        long[] state = seeds.longs(32).toArray();
        long[] out = new long[8192];
        long[] other = new long[8192];
        Arrays.fill(out, 7);
        KERNELS[0].bits().toss(state.clone(), share, digits, out, 8, 8184);
        KERNELS[1].bits().toss(state, share, digits, other, 8, 8184);
        for (int k = 8; k < 8184; k++) {
            assertThat(other[k]).isEqualTo(out[k]);
        }
        assertThat(out[7]).isEqualTo(7);
        assertThat(out[8184]).isEqualTo(7);
        double bits = 64.0 * (8184 - 8);
        double probability = Math.scalb((double) share, -digits);
        long ones = Arrays.stream(out, 8, 8184).map(Long::bitCount).sum();
        assertThat(Math.abs(ones - bits * probability))
                .isLessThanOrEqualTo(5 * Math.sqrt(bits * probability * (1 - probability)));
    }

    @Test
    void copiesTheStatesOfAMask() {
        SplittableRandom random = new SplittableRandom(3);
        long[] mask = random.longs(WORDS).toArray();
        long[] from = random.longs(5 * WORDS + WORDS).toArray();
        long[] to = random.longs(5 * WORDS).toArray();
        for (VectorOps ops : KERNELS) {
            long[] found = to.clone();
            ops.bits().copy(mask, from, found);
            for (int k = 0; k < to.length; k++) {
                assertThat(found[k]).isEqualTo(to[k] & ~mask[k % WORDS] | from[k] & mask[k % WORDS]);
            }
        }
    }
}
