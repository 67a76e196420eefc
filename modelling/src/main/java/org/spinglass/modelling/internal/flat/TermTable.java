// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Merges the terms of a polynomial that have the same atoms, by a table of open addresses. */
final class TermTable {
    private final Polynomial from;
    private final IntPredicate isIdempotent;
    private final PolynomialBuilder merged;
    private final int[] table;

    TermTable(Polynomial from, IntPredicate isIdempotent) {
        this.from = from;
        this.isIdempotent = isIdempotent;
        this.merged = new PolynomialBuilder(from.terms());
        this.table = new int[Integer.highestOneBit(Math.clamp(from.terms(), 4, 1 << 28)) << 2];
        Arrays.fill(table, -1);
    }

    Polynomial merged() {
        int[] scratch = new int[Math.max(1, from.degree())];
        for (int term = 0; term < from.terms(); term++) {
            int size = inOrder(term, scratch);
            put(scratch, size, from.coefficient(term));
        }
        Polynomial all = merged.build();
        PolynomialBuilder kept = new PolynomialBuilder(all.terms());
        for (int term = 0; term < all.terms(); term++) {
            if (all.coefficient(term) != 0) {
                kept.term(all.coefficient(term));
                for (int k = 0; k < all.degree(term); k++) {
                    kept.with(all.atom(term, k));
                }
            }
        }
        return kept.terms() == all.terms() ? all : kept.build();
    }

    private int inOrder(int term, int[] scratch) {
        int size = 0;
        for (int k = 0; k < from.degree(term); k++) {
            int atom = from.atom(term, k);
            int at = size;
            while (at > 0 && scratch[at - 1] > atom) {
                at--;
            }
            if (at > 0 && scratch[at - 1] == atom && isIdempotent.test(atom)) {
                continue;
            }
            System.arraycopy(scratch, at, scratch, at + 1, size - at);
            scratch[at] = atom;
            size++;
        }
        return size;
    }

    private void put(int[] atoms, int size, double coefficient) {
        long hash = size;
        for (int k = 0; k < size; k++) {
            hash = (hash + atoms[k]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        int slot = (int) hash & table.length - 1;
        while (table[slot] >= 0 && !isSame(table[slot], atoms, size)) {
            slot = slot + 1 & table.length - 1;
        }
        if (table[slot] >= 0) {
            merged.addTo(table[slot], coefficient);
            return;
        }
        table[slot] = merged.terms();
        merged.term(coefficient).appendAtoms(atoms, 0, size);
    }

    private boolean isSame(int term, int[] atoms, int size) {
        int start = merged.startOf(term);
        if (merged.startOf(term + 1) - start != size) {
            return false;
        }
        for (int k = 0; k < size; k++) {
            if (merged.atomAt(start + k) != atoms[k]) {
                return false;
            }
        }
        return true;
    }
}
