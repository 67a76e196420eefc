// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;

/**
 * What the {@link PairTerms} of a function come to for each atom that asks for a value: the sum of the coefficients of its
 * terms whose other atom is 1, as an assignment asks for again and again. It is that of values some changes ago, the
 * difference is added where it is asked for, and the sums are brought up to date when more than a few variables differ.
 * So what is tried and taken back costs nothing but the look. For one thread.
 */
final class PairFields {
    /** Variables that differ from those of the sums, at most. */
    private static final int MOST_PENDING = 8;

    /** Rows that are added to sums, with their rounding, before these are summed up anew. */
    private static final int MOST_ADDED = 1 << 16;

    private final PairTerms pairs;
    private final double[] weights; // of each entry
    private final int[] places; // of the atoms that are 1 now, by variable; the state's own
    private final int[] summed; // of the atoms that were 1 when the sums were made
    private final double[] sums; // by place
    private final NumberSet pending;
    private int added;

    /**
     * Of a state.
     *
     * @param pairs terms of one function
     * @param weights the coefficient of each entry
     * @param places the places of the atoms that are 1, which the state changes
     */
    PairFields(PairTerms pairs, double[] weights, int[] places) {
        this.pairs = pairs;
        this.weights = weights;
        this.places = places;
        this.summed = places.clone();
        this.sums = new double[pairs.places()];
        this.pending = new NumberSet(places.length);
        sumUp();
    }

    private void sumUp() {
        Arrays.fill(sums, 0);
        for (int place : summed) {
            add(place, 1);
        }
        added = 0;
    }

    /** Adds what an atom, if there is one, is to all others. */
    private void add(int place, double factor) {
        if (place < 0) {
            return;
        }
        int end = pairs.end(place);
        for (int k = pairs.begin(place); k < end; k++) {
            sums[pairs.other(k)] += factor * weights[k];
        }
    }

    /** The coefficients of an atom's terms whose other atom is 1. Cost: log of the variables that it has terms with. */
    double at(int place) {
        double sum = sums[place];
        for (int k = 0; k < pending.size(); k++) {
            int v = pending.get(k);
            sum += weight(place, v, places[v]) - weight(place, v, summed[v]);
        }
        return sum;
    }

    private double weight(int place, int variable, int other) {
        int entry = other < 0 ? -1 : pairs.find(place, variable, other);
        return entry < 0 ? 0 : weights[entry];
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
            add(summed[v], -1);
            add(places[v], 1);
            summed[v] = places[v];
            added += 2;
        }
        pending.clear();
        if (added > MOST_ADDED) {
            sumUp();
        }
    }
}
