// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Finds who is in the way of whom in groups of which one atom at most may be 1. A view of an {@link Assignment}. */
final class Conflicts {
    private final FlatModel flat;
    private final Incidence incidence;
    private final int[] ones;
    private final int[] now;
    private int[] found = new int[8];
    private int size;

    /**
     * Of an assignment.
     *
     * @param ones of each group, kept up to date by the assignment
     * @param now values of atoms, too
     */
    Conflicts(FlatModel flat, Incidence incidence, int[] ones, int[] now) {
        this.flat = flat;
        this.incidence = incidence;
        this.ones = ones;
        this.now = now;
    }

    /** Whether a variable of some value is 1 in a group of which more than one atom is 1. */
    boolean areAny(int v, int value) {
        return of(v, value, 1).length > 0 || isAlone(v);
    }

    /** Whether a group has several ones, one of them the variable's. */
    private boolean isAlone(int v) {
        Rows mixed = incidence.mixedGroupsOf;
        for (int k = mixed.starts()[v]; k < mixed.starts()[v + 1]; k++) {
            if (isCrowded(mixed.entries()[k], v)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCrowded(int g, int v) {
        boolean isIn = false;
        for (int atom : incidence.group[g]) {
            isIn |= flat.variableOf(atom) == v && now[atom] != 0;
        }
        return isIn && ones[g] > 1;
    }

    /** The other variables that are 1 in such groups, so many at most; some more than once. */
    int[] of(int v, int value, int most) {
        size = 0;
        look(v, incidence.valueAtom(v), most);
        look(v, incidence.asking(v, value), most);
        Rows mixed = incidence.mixedGroupsOf;
        for (int k = mixed.starts()[v]; k < mixed.starts()[v + 1]; k++) {
            int g = mixed.entries()[k];
            if (isCrowded(g, v)) {
                take(g, v, most);
            }
        }
        return Arrays.copyOf(found, size);
    }

    private void look(int v, int atom, int most) {
        if (atom < 0 || now[atom] == 0) {
            return;
        }
        Rows groups = incidence.groupsOfAtom;
        for (int k = groups.starts()[atom]; k < groups.starts()[atom + 1] && size < most; k++) {
            int g = groups.entries()[k];
            if (ones[g] > 1) {
                take(g, v, most);
            }
        }
    }

    private void take(int g, int v, int most) {
        for (int atom : incidence.group[g]) {
            int u = flat.variableOf(atom);
            if (u != v && now[atom] != 0 && size < most) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, 2 * size);
                }
                found[size++] = u;
            }
        }
    }
}
