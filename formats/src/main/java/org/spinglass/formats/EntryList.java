// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import org.spinglass.formats.Growing.Doubles;
import org.spinglass.formats.Growing.Ints;

/** Entries {@code i j value} of a list in their order, 20 bytes each, until it is known what they mean. For one thread. */
final class EntryList {
    private final Ints from;
    private final Ints to;
    private final Doubles values;
    private final Ints lines;
    private int offDiagonal;
    private int upper;
    private long difference;

    EntryList(MemoryBudget budget) {
        this.from = new Ints(budget);
        this.to = new Ints(budget);
        this.values = new Doubles(budget);
        this.lines = new Ints(budget);
    }

    /** Adds an entry, which stands on that line. */
    void add(int i, int j, double value, long line) throws FormatException {
        from.add(i);
        to.add(j);
        values.add(value);
        lines.add((int) Math.min(line, Integer.MAX_VALUE));
        if (i != j) {
            offDiagonal++;
            upper += i < j ? 1 : 0;
            long key = (long) Math.min(i, j) << 32 | Math.max(i, j);
            long mark = mixed(mixed(key) ^ Double.doubleToLongBits(value));
            difference += i < j ? mark : -mark;
        }
    }

    /** Stafford's variant 13 of MurmurHash3's finaliser. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    int size() {
        return from.size();
    }

    int from(int entry) {
        return from.get(entry);
    }

    int to(int entry) {
        return to.get(entry);
    }

    double value(int entry) {
        return values.get(entry);
    }

    int line(int entry) {
        return lines.get(entry);
    }

    /** How many entries join two different variables. */
    int offDiagonal() {
        return offDiagonal;
    }

    boolean hasDiagonal() {
        return offDiagonal < size();
    }

    /**
     * Whether each entry (i, j) off the diagonal has a (j, i) of the same value beside it. Told by a sum of 64-bit hashes:
     * wrongly once in 2^64 lists that have as many entries above the diagonal as below.
     */
    boolean isSymmetric() {
        return upper > 0 && 2 * upper == offDiagonal && difference == 0;
    }

    /** The first entry whose first number is that, or whose second is; -1 if none. */
    int find(int number) {
        for (int e = 0; e < size(); e++) {
            if (from(e) == number || to(e) == number) {
                return e;
            }
        }
        return -1;
    }
}
