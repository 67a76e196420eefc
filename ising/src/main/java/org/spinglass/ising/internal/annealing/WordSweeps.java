// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import org.spinglass.compute.BitRows;

/**
 * Sweeps of 64 states of a model side by side, the bits of one word a spin, in plain code: what {@link
 * org.spinglass.compute.BitOps#sweep} does for eight words in vector code, which a Java machine that was just started
 * takes a second and more to compile.
 */
final class WordSweeps {
    /** Planes of sums for spins that need eight unlike bonds at most, and for all others. */
    static final int FEW = 3;

    static final int MANY = 5;

    private final int[] starts;
    private final int[] neighbours;
    private final long[] signs;
    private final byte[] bonds;
    private final int[] ends;
    private final long[] endSigns;
    private final long[] spins;

    /**
     * Sweeps of a model.
     *
     * @param spins those of the model and, behind them, the one that is always up; live
     */
    WordSweeps(BitRows rows, long[] spins) {
        this.starts = rows.starts();
        this.neighbours = rows.neighbours();
        this.signs = rows.signs();
        this.bonds = rows.bonds();
        this.ends = rows.ends();
        this.endSigns = rows.endSigns();
        this.spins = spins;
    }

    /**
     * Visits spins in their order, with sums of {@value #FEW} planes. A spin is turned in those states in which the
     * number of its unlike bonds, its level and, where it has an odd number of bonds, its odd bit come to what it
     * needs.
     *
     * @param needs eight at most
     * @param levels digit p of the level of spin i is word {@code p stride + i - from}; digits that do not matter are
     *     0, and plane {@value #FEW} says that the level is beyond all that is needed
     * @param odds one of each spin with an odd number of bonds, in their order, and one more
     * @param used the states whose turns are counted
     * @return turned spins
     */
    long few(byte[] needs, long[] levels, int stride, long[] odds, long used, int from, int to) {
        long turned = 0;
        int odd = 0;
        for (int i = from; i < to; i++) {
            int level = i - from;
            int off = (1 << FEW) - needs[i];
            int isOdd = bonds[i] & 1;
            long c = odds[odd] & -(long) isOdd;
            odd += isOdd;
            // the level, what the need is short of eight, and the odd bit
            long x = levels[level];
            long d = -(long) (off & 1);
            long p0 = x ^ d ^ c;
            c = x & d | c & (x | d);
            x = levels[level + stride];
            d = -(long) (off >>> 1 & 1);
            long p1 = x ^ d ^ c;
            c = x & d | c & (x | d);
            x = levels[level + 2 * stride];
            d = -(long) (off >>> 2 & 1);
            long p2 = x ^ d ^ c;
            long isOver = levels[level + 3 * stride] | x & d | c & (x | d) | -(long) (off >>> 3);
            long spin = spins[i];
            int end = starts[i + 1];
            for (int k = starts[i]; k < end; k += 4) {
                long a = spin ^ spins[neighbours[k]] ^ signs[k];
                long b = spin ^ spins[neighbours[k + 1]] ^ signs[k + 1];
                long e = spin ^ spins[neighbours[k + 2]] ^ signs[k + 2];
                long f = spin ^ spins[neighbours[k + 3]] ^ signs[k + 3];
                long s = p0 ^ a ^ b;
                long t = p0 & a | b & (p0 | a);
                p0 = s ^ e ^ f;
                long u = s & e | f & (s | e);
                long v = p1 & t | u & (p1 | t);
                p1 ^= t ^ u;
                isOver |= p2 & v;
                p2 ^= v;
            }
            spins[i] = spin ^ isOver;
            turned += Long.bitCount(isOver & used);
        }
        return turned;
    }

    /** As {@link #few}, with sums of {@value #MANY} planes and needs of up to 32. */
    long many(byte[] needs, long[] levels, int stride, long[] odds, long used, int from, int to) {
        long turned = 0;
        int odd = 0;
        for (int i = from; i < to; i++) {
            int level = i - from;
            int off = (1 << MANY) - needs[i];
            int isOdd = bonds[i] & 1;
            long c = odds[odd] & -(long) isOdd;
            odd += isOdd;
            long x = levels[level];
            long d = -(long) (off & 1);
            long p0 = x ^ d ^ c;
            c = x & d | c & (x | d);
            x = levels[level + stride];
            d = -(long) (off >>> 1 & 1);
            long p1 = x ^ d ^ c;
            c = x & d | c & (x | d);
            x = levels[level + 2 * stride];
            d = -(long) (off >>> 2 & 1);
            long p2 = x ^ d ^ c;
            c = x & d | c & (x | d);
            x = levels[level + 3 * stride];
            d = -(long) (off >>> 3 & 1);
            long p3 = x ^ d ^ c;
            c = x & d | c & (x | d);
            x = levels[level + 4 * stride];
            d = -(long) (off >>> 4 & 1);
            long p4 = x ^ d ^ c;
            long isOver = levels[level + 5 * stride] | x & d | c & (x | d) | -(long) (off >>> 5);
            long spin = spins[i];
            int end = starts[i + 1];
            for (int k = starts[i]; k < end; k += 4) {
                long a = spin ^ spins[neighbours[k]] ^ signs[k];
                long b = spin ^ spins[neighbours[k + 1]] ^ signs[k + 1];
                long e = spin ^ spins[neighbours[k + 2]] ^ signs[k + 2];
                long f = spin ^ spins[neighbours[k + 3]] ^ signs[k + 3];
                long s = p0 ^ a ^ b;
                long t = p0 & a | b & (p0 | a);
                p0 = s ^ e ^ f;
                long u = s & e | f & (s | e);
                long v = p1 & t | u & (p1 | t);
                p1 ^= t ^ u;
                long w = p2 & v;
                p2 ^= v;
                long y = p3 & w;
                p3 ^= w;
                isOver |= p4 & y;
                p4 ^= y;
            }
            spins[i] = spin ^ isOver;
            turned += Long.bitCount(isOver & used);
        }
        return turned;
    }

    /**
     * Counts the unlike bonds of every state.
     *
     * @param sum room for the digits of a count of all bonds, and one more
     * @param counts receives one number a state
     */
    void count(long[] sum, int[] counts) {
        Arrays.fill(sum, 0);
        long ones = 0;
        long twos = 0;
        int whole = endSigns.length & -4;
        for (int e = 0; e < whole; e += 4) {
            long a = unlike(e);
            long b = unlike(e + 1);
            long c = unlike(e + 2);
            long d = unlike(e + 3);
            long s = ones ^ a ^ b;
            long t = ones & a | b & (ones | a);
            ones = s ^ c ^ d;
            long u = s & c | d & (s | c);
            long carry = twos & t | u & (twos | t);
            twos ^= t ^ u;
            for (int p = 2; carry != 0; p++) {
                long next = sum[p] & carry;
                sum[p] ^= carry;
                carry = next;
            }
        }
        sum[0] = ones;
        sum[1] = twos;
        for (int e = whole; e < endSigns.length; e++) {
            long carry = unlike(e);
            for (int p = 0; carry != 0; p++) {
                long next = sum[p] & carry;
                sum[p] ^= carry;
                carry = next;
            }
        }
        for (int r = 0; r < Long.SIZE; r++) {
            int value = 0;
            for (int p = 0; p < sum.length; p++) {
                value |= (int) (sum[p] >>> r & 1) << p;
            }
            counts[r] = value;
        }
    }

    private long unlike(int bond) {
        return spins[ends[2 * bond]] ^ spins[ends[2 * bond + 1]] ^ endSigns[bond];
    }
}
