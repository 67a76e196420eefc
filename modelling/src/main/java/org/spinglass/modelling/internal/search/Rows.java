// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;

/** Lists of whole numbers, one for each of some things. */
@SuppressWarnings("ArrayRecordComponent")
record Rows(int[] starts, int[] entries) {
    /** Of pairs of a thing and an entry, in their order. */
    static Rows of(int things, int[] thing, int[] entry, int pairs) {
        int[] starts = new int[things + 1];
        for (int k = 0; k < pairs; k++) {
            starts[thing[k] + 1]++;
        }
        for (int i = 0; i < things; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, things);
        int[] entries = new int[pairs];
        for (int k = 0; k < pairs; k++) {
            entries[next[thing[k]]++] = entry[k];
        }
        return new Rows(starts, entries);
    }

    /** Collects pairs of a thing and an entry, in their order. */
    static final class Builder {
        private int[] thing = new int[16];
        private int[] entry = new int[16];
        private int pairs;

        void add(int of, int added) {
            if (pairs == thing.length) {
                thing = Arrays.copyOf(thing, 2 * pairs);
                entry = Arrays.copyOf(entry, 2 * pairs);
            }
            thing[pairs] = of;
            entry[pairs++] = added;
        }

        Rows build(int things) {
            return of(things, thing, entry, pairs);
        }
    }
}
