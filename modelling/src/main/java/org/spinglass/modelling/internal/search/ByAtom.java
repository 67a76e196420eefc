// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * Rows of atoms, turned.
 *
 * @param single for each atom the rows in which it is the only one of its variable
 * @param mixed for each variable the rows in which it has several atoms
 */
record ByAtom(Rows single, Rows mixed) {
    /** The atoms of a row. */
    @FunctionalInterface
    interface Row {
        int[] of(int row);
    }

    static ByAtom of(FlatModel flat, int rows, Row atoms) {
        Rows.Builder single = new Rows.Builder();
        Rows.Builder mixed = new Rows.Builder();
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
                    single.add(atom, row);
                } else if (times[v] > 1) {
                    mixed.add(v, row);
                    times[v] = 0; // once
                }
            }
        }
        return new ByAtom(single.build(flat.atoms()), mixed.build(flat.variables()));
    }
}
