// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Optional;
import org.spinglass.compute.BitRows;

/**
 * A sparse model whose couplings and fields are whole multiples of one size, at most {@link BitRows#MOST_BONDS} of them
 * around a spin. Immutable and safe for use from several threads.
 */
public final class BondCouplings {
    private final BitRows rows;
    private final double size;

    private BondCouplings(BitRows rows, double size) {
        this.rows = rows;
        this.size = size;
    }

    /**
     * The bonds of compressed rows; empty where a spin would have too many.
     *
     * @param starts of the rows, length N + 1
     * @param neighbours of each spin, row behind row
     * @param numbers the couplings, as the neighbours, and the fields
     * @param scale what a coupling or field of one is worth in energy
     */
    public static Optional<BondCouplings> ofLists(int[] starts, int[] neighbours, Numbers numbers, double scale) {
        int n = numbers.fields();
        double size = commonSize(numbers);
        if (size == 0) {
            return Optional.empty();
        }
        byte[] bonds = new byte[n];
        long all = 0;
        long ends = 0;
        for (int i = 0; i < n; i++) {
            double field = Math.abs(numbers.field(i)) / size;
            double sum = field;
            double above = field;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                double multiple = Math.abs(numbers.coupling(k)) / size;
                sum += multiple;
                above += neighbours[k] > i ? multiple : 0;
            }
            if (!(sum <= BitRows.MOST_BONDS)) {
                return Optional.empty();
            }
            bonds[i] = (byte) sum;
            all += (long) sum + 3 & -4;
            ends += (long) above;
        }
        if (Math.max(all, 2 * ends) > Integer.MAX_VALUE / 2) {
            return Optional.empty();
        }
        Lists lists = new Lists(n, (int) all, (int) ends);
        for (int i = 0; i < n; i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                lists.add(i, neighbours[k], numbers.coupling(k) / size);
            }
            lists.add(i, n, numbers.field(i) / size);
            lists.end(i);
        }
        return Optional.of(new BondCouplings(
                new BitRows(lists.starts, lists.neighbours, lists.signs, bonds, lists.ends, lists.endSigns),
                scale * size));
    }

    /** The largest number of which all couplings and fields are whole multiples, exactly; 0 where all are 0. */
    private static double commonSize(Numbers numbers) {
        double common = 0;
        for (int k = 0; k < numbers.couplings(); k++) {
            common = commonSize(common, Math.abs(numbers.coupling(k)));
        }
        for (int i = 0; i < numbers.fields(); i++) {
            common = commonSize(common, Math.abs(numbers.field(i)));
        }
        return common;
    }

    /** Euclid's algorithm, which is exact, as the remainder of two floating point numbers is. */
    private static double commonSize(double a, double b) {
        double more = a;
        double less = b;
        while (less != 0) {
            double rest = more % less;
            more = less;
            less = rest;
        }
        return more;
    }

    private static final class Lists {
        private final int[] starts;
        private final int[] neighbours;
        private final long[] signs;
        private final int[] ends;
        private final long[] endSigns;
        private int next;
        private int nextEnd;

        Lists(int n, int all, int ends) {
            this.starts = new int[n + 1];
            this.neighbours = new int[all];
            this.signs = new long[all];
            this.ends = new int[2 * ends];
            this.endSigns = new long[ends];
        }

        void add(int i, int j, double multiple) {
            for (int bond = 0; bond < Math.abs(multiple); bond++) {
                long sign = multiple > 0 ? -1 : 0;
                neighbours[next] = j;
                signs[next++] = sign;
                if (j > i) {
                    ends[2 * nextEnd] = i;
                    ends[2 * nextEnd + 1] = j;
                    endSigns[nextEnd++] = sign;
                }
            }
        }

        void end(int i) {
            while ((next & 3) != 0) {
                neighbours[next++] = i;
            }
            starts[i + 1] = next;
        }
    }

    /** The bonds. */
    public BitRows rows() {
        return rows;
    }

    /** What a bond is worth in energy: it is that much where it is unlike, and the opposite where it is not. */
    public double size() {
        return size;
    }

    /** The energy, but for a constant, of a state with so many unlike bonds. */
    public double energy(int unlike) {
        return size * (2L * unlike - rows.total());
    }

    /** How many spins have an odd number of bonds, of those before each; length N + 1. */
    public int[] oddsBefore() {
        byte[] bonds = rows.bonds();
        int[] odds = new int[bonds.length + 1];
        for (int i = 0; i < bonds.length; i++) {
            odds[i + 1] = odds[i] + (bonds[i] & 1);
        }
        return odds;
    }
}
