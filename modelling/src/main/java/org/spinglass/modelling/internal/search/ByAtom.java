// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Rows by their atoms: those where an atom is the only one of its variable, and the others by the variable. */
final class ByAtom {
    private final FlatModel flat;
    private int[] thing = new int[16];
    private int[] entry = new int[16];
    private int pairs;
    private final Rows single;
    private int[] mixedThing = {};
    private int[] mixedEntry = {};
    private int mixedPairs;

    /** The atoms of a row. */
    interface Row {
        int[] of(int row);
    }

    ByAtom(FlatModel flat, int rows, Row atoms) {
        this.flat = flat;
        int[] last = new int[flat.variables()];
        int[] times = new int[flat.variables()];
        Arrays.fill(last, -1);
        for (int row = 0; row < rows; row++) {
            int[] own = atoms.of(row);
            for (int atom : own) {
                int v = flat.variableOf(atom);
                times[v] = last[v] == row ? times[v] + 1 : 1;
                last[v] = row;
            }
            for (int atom : own) {
                int v = flat.variableOf(atom);
                if (times[v] == 1) {
                    add(atom, row);
                } else if (times[v] > 1) {
                    addMixed(v, row);
                    times[v] = 0; // once
                }
            }
        }
        this.single = Rows.of(flat.atoms(), thing, entry, pairs);
    }

    private void add(int atom, int row) {
        if (pairs == thing.length) {
            thing = Arrays.copyOf(thing, 2 * pairs);
            entry = Arrays.copyOf(entry, 2 * pairs);
        }
        thing[pairs] = atom;
        entry[pairs++] = row;
    }

    private void addMixed(int variable, int row) {
        if (mixedPairs == mixedThing.length) {
            mixedThing = Arrays.copyOf(mixedThing, 2 * mixedPairs + 16);
            mixedEntry = Arrays.copyOf(mixedEntry, 2 * mixedPairs + 16);
        }
        mixedThing[mixedPairs] = variable;
        mixedEntry[mixedPairs++] = row;
    }

    Rows single() {
        return single;
    }

    Rows mixed() {
        return Rows.of(flat.variables(), mixedThing, mixedEntry, mixedPairs);
    }
}
