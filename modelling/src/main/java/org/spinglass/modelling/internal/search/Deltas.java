// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;

/** What a change does to the few functions that it changes. For one thread. */
final class Deltas {
    private final double[] deltas;
    private final int[] touched;
    private final int[] seen; // the turn in which a function was touched last
    private int turn = 1;
    private int size;

    /** Of so many functions, none of which changes yet. */
    Deltas(int functions) {
        this.deltas = new double[functions];
        this.touched = new int[functions];
        this.seen = new int[functions];
    }

    /** Begins anew, without changes. */
    void clear() {
        size = 0;
        if (++turn == 0) { // all turns were used
            Arrays.fill(seen, 0);
            turn = 1;
        }
    }

    /** Adds to what a function changes by. */
    void add(int function, double change) {
        if (seen[function] == turn) {
            deltas[function] += change;
            return;
        }
        seen[function] = turn;
        touched[size++] = function;
        deltas[function] = change;
    }

    /** Number of functions that change. */
    int size() {
        return size;
    }

    /** One of them. */
    int function(int k) {
        return touched[k];
    }

    /** What one of them changes by. */
    double change(int k) {
        return deltas[touched[k]];
    }
}
