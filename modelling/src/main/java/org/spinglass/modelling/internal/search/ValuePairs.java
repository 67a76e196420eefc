// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * The terms of a model that are products of two atoms which ask for values of two variables. Those of the function that
 * has most of them are a matrix or a table of their own, where they are many enough for that. Immutable.
 */
final class ValuePairs {
    /** Fewer variables with values are looked at one by one. */
    private static final int LEAST_ASKED = 16;

    /** So that a matrix of them is at most half a gigabyte. */
    private static final int MOST_PLACES = 8192;

    private final Incidence incidence;
    private final boolean[] isPair; // of each term
    private final int[] placeOf; // of each atom; -1 of one that asks for no value
    private final int most;
    private final @Nullable DensePairs dense;
    private final @Nullable PairTable table;
    private final PairTerms others;

    /**
     * Of a model.
     *
     * @param incidence whose terms and places are known
     * @param functions number of them
     */
    ValuePairs(FlatModel flat, Incidence incidence, int functions) {
        this.incidence = incidence;
        this.isPair = new boolean[incidence.coefficient.length];
        this.placeOf = new int[flat.atoms()];
        Arrays.fill(placeOf, -1);
        for (int place = 0; place < incidence.places(); place++) {
            placeOf[incidence.atomAt(place)] = place;
        }
        this.most = most(flat, functions);
        long asked =
                IntStream.range(0, flat.variables()).filter(incidence::isAsked).count();
        this.dense = matrix(asked);
        this.table = dense == null ? tabled() : null;
        int one = dense == null && table == null ? -1 : most;
        int[] chosen = chosen(t -> incidence.function[t] != one);
        this.others =
                new PairTerms(incidence.askedVariables(), places(chosen, 0), places(chosen, 1), chosen, chosen.length);
    }

    /** Notes which terms are such products; the function that has most of them. */
    private int most(FlatModel flat, int functions) {
        int[] counts = new int[functions];
        int[] starts = incidence.starts;
        int leader = 0;
        for (int t = 0; t < isPair.length; t++) {
            if (starts[t + 1] - starts[t] == 2) {
                int a = incidence.atoms[starts[t]];
                int b = incidence.atoms[starts[t] + 1];
                int f = incidence.function[t];
                isPair[t] = placeOf[a] >= 0 && placeOf[b] >= 0 && flat.variableOf(a) != flat.variableOf(b);
                counts[f] += isPair[t] ? 1 : 0;
                leader = counts[f] > counts[leader] ? f : leader;
            }
        }
        return leader;
    }

    private @Nullable DensePairs matrix(long asked) {
        int places = incidence.places();
        int[] chosen = chosen(t -> incidence.function[t] == most);
        if (asked < LEAST_ASKED || places > MOST_PLACES || 4L * chosen.length < (long) places * places) {
            return null;
        }
        DensePairs all = new DensePairs(most, places);
        for (int t : chosen) {
            all.add(place(t, 0), place(t, 1), incidence.coefficient[t]);
        }
        return all;
    }

    private @Nullable PairTable tabled() {
        int[] chosen = chosen(t -> incidence.function[t] == most);
        double[] coefficients = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            coefficients[i] = incidence.coefficient[chosen[i]];
        }
        return PairTable.of(most, incidence.askedVariables(), places(chosen, 0), places(chosen, 1), coefficients);
    }

    private int[] chosen(IntPredicate isWanted) {
        int count = 0;
        for (int t = 0; t < isPair.length; t++) {
            count += isPair[t] && isWanted.test(t) ? 1 : 0;
        }
        int[] chosen = new int[count];
        int at = 0;
        for (int t = 0; t < isPair.length; t++) {
            if (isPair[t] && isWanted.test(t)) {
                chosen[at++] = t;
            }
        }
        return chosen;
    }

    private int[] places(int[] terms, int k) {
        int[] places = new int[terms.length];
        for (int i = 0; i < terms.length; i++) {
            places[i] = place(terms[i], k);
        }
        return places;
    }

    private int place(int term, int k) {
        return placeOf[incidence.atoms[incidence.starts[term] + k]];
    }

    /** Those of one function, if it has them for most pairs of such atoms. */
    @Nullable
    DensePairs dense() {
        return dense;
    }

    /** Those of one function, if it has them for most values of the variables that have some. */
    @Nullable
    PairTable table() {
        return table;
    }

    /** All that are in neither of these. */
    PairTerms others() {
        return others;
    }

    /** Whether a term is one of them. */
    boolean isAmong(int term) {
        return isPair[term];
    }

    /** Whether all those of the objective are in the matrix or the table. */
    boolean isObjectiveApart() {
        return most == 0 && (dense != null || table != null);
    }
}
