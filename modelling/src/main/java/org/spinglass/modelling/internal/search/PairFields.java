// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;

/**
 * What the terms of {@link DensePairs} come to for each atom that asks for a value: the sum of the coefficients of its
 * terms whose other atom is 1, as an assignment asks for again and again. It is that of values some changes ago, the
 * difference is added where it is asked for, and the sums are brought up to date when more than a few variables differ.
 * So what is tried and taken back costs nothing but the look. For one thread.
 */
final class PairFields {
    /** Variables that differ from those of the sums, at most. */
    private static final int MOST_PENDING = 8;

    /** Rows that are added to sums, with their rounding, before these are summed up anew. */
    private static final int MOST_ADDED = 1 << 16;

    private final DensePairs pairs;
    private final int[] places; // of the atoms that are 1 now, by variable; the assignment's own
    private final int[] summed; // of the atoms that were 1 when the sums were made
    private final double[] sums; // by place
    private final NumberSet pending;
    private int added;

    /**
     * Of an assignment.
     *
     * @param places the places of the atoms that are 1, by variable, which the assignment changes; -1 where there is none
     */
    PairFields(DensePairs pairs, int[] places) {
        this.pairs = pairs;
        this.places = places;
        this.summed = places.clone();
        this.sums = new double[pairs.places()];
        this.pending = new NumberSet(places.length);
        sumUp();
    }

    private void sumUp() {
        Arrays.fill(sums, 0);
        for (int place : summed) {
            pairs.addTo(sums, place, 1);
        }
        added = 0;
    }

    /** The function whose terms they are. */
    int function() {
        return pairs.function();
    }

    /** The coefficients of an atom's terms whose other atom is 1. */
    double at(int place) {
        double sum = sums[place];
        for (int k = 0; k < pending.size(); k++) {
            int v = pending.get(k);
            sum += pairs.weight(place, places[v]) - pairs.weight(place, summed[v]);
        }
        return sum;
    }

    /** Takes note that a variable has another value, or that of the sums again. */
    void note(int variable) {
        if (places[variable] == summed[variable]) {
            pending.remove(variable);
            return;
        }
        pending.add(variable);
        if (pending.size() > MOST_PENDING) {
            catchUp();
        }
    }

    private void catchUp() {
        for (int k = 0; k < pending.size(); k++) {
            int v = pending.get(k);
            pairs.addTo(sums, summed[v], -1);
            pairs.addTo(sums, places[v], 1);
            summed[v] = places[v];
            added += 2;
        }
        pending.clear();
        if (added > MOST_ADDED) {
            sumUp();
        }
    }
}
