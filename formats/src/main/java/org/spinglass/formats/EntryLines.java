// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.BitSet;

/** On which line of a text which entry stood: a bit a line, as long as most lines hold one. For one thread. */
final class EntryLines {
    /** Account is kept of so many lines an entry. */
    private static final int TOLERANCE = 64;

    private final BitSet holds = new BitSet();
    private long first;
    private int entries;
    private boolean isKnown = true;

    /** The next entry stands on that line. */
    void add(long line) {
        if (entries == 0) {
            first = line;
        }
        long after = line - first;
        isKnown &= after < Math.min(Integer.MAX_VALUE, TOLERANCE * (entries + 1L));
        if (isKnown) {
            holds.set((int) after);
        }
        entries++;
    }

    /** What is wrong with an entry, by its number from 0; its line is named where it is known. */
    FormatException error(String source, int entry, String problem) {
        if (!isKnown || entry < 0 || entry >= entries) {
            return FormatException.of(source, problem);
        }
        int after = -1;
        for (int k = 0; k <= entry; k++) {
            after = holds.nextSetBit(after + 1);
        }
        return FormatException.atLine(source, first + after, problem);
    }
}
