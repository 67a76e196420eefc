// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * Finds variables of which less, or more, never costs anything nor breaks a rule, and fixes them there: whatever the
 * others are, an answer
 * stays as good or gets better.
 */
final class OneSided {
    private final FlatModel flat;
    private final Bounds bounds;
    private final boolean[] mayFall;
    private final boolean[] mayRise;

    /** What each variable's slope in a polynomial is at least and at most. */
    private final double[] least;

    private final double[] most;

    OneSided(FlatModel flat, Bounds bounds) {
        this.flat = flat;
        this.bounds = bounds;
        this.mayFall = new boolean[flat.variables()];
        this.mayRise = new boolean[flat.variables()];
        this.least = new double[flat.variables()];
        this.most = new double[flat.variables()];
    }

    void fix() {
        Arrays.fill(mayFall, true);
        Arrays.fill(mayRise, true);
        for (FlatRule rule : flat.rules()) {
            switch (rule) {
                case FlatRule.Range range ->
                    take(
                            range.expression(),
                            range.low() > Double.NEGATIVE_INFINITY,
                            range.high() < Double.POSITIVE_INFINITY);
                case FlatRule.Groups groups -> {
                    for (int[] group : groups.groups()) {
                        for (int atom : group) {
                            mayFall[flat.variableOf(atom)] &= flat.askedBy(atom) == FlatModel.VALUE;
                            mayRise[flat.variableOf(atom)] = false;
                        }
                    }
                }
            }
        }
        if (IntStream.range(0, flat.variables()).anyMatch(this::mayMove)) { // no rule holds all of them
            take(flat.objective(), false, true);
        }
        for (int v = 0; v < flat.variables(); v++) {
            if (mayMove(v)) {
                bounds.fix(v, mayFall[v] ? flat.low(v) : flat.high(v));
            }
        }
    }

    private boolean mayMove(int v) {
        return flat.low(v) < flat.high(v) && (mayFall[v] || mayRise[v]);
    }

    /** Of a polynomial that is not to fall, or not to rise. */
    private void take(Polynomial terms, boolean isHeldBelow, boolean isHeldAbove) {
        for (int t = 0; t < terms.terms(); t++) {
            for (int k = 0; k < terms.degree(t); k++) {
                slope(terms, t, k);
            }
        }
        for (int t = 0; t < terms.terms(); t++) {
            for (int k = 0; k < terms.degree(t); k++) {
                int v = flat.variableOf(terms.atom(t, k));
                mayFall[v] &= !(isHeldAbove && least[v] < 0) && !(isHeldBelow && most[v] > 0);
                mayRise[v] &= !(isHeldAbove && most[v] > 0) && !(isHeldBelow && least[v] < 0);
            }
        }
        for (int t = 0; t < terms.terms(); t++) {
            for (int k = 0; k < terms.degree(t); k++) {
                least[flat.variableOf(terms.atom(t, k))] = 0;
                most[flat.variableOf(terms.atom(t, k))] = 0;
            }
        }
    }

    private void slope(Polynomial terms, int term, int place) {
        int v = flat.variableOf(terms.atom(term, place));
        double low = terms.coefficient(term);
        double high = low;
        boolean isPlain = flat.askedBy(terms.atom(term, place)) == FlatModel.VALUE;
        for (int k = 0; k < terms.degree(term); k++) {
            if (k != place) {
                int atom = terms.atom(term, k);
                isPlain &= flat.variableOf(atom) != v;
                double a = low * flat.leastOf(atom);
                double b = low * flat.mostOf(atom);
                double c = high * flat.leastOf(atom);
                double d = high * flat.mostOf(atom);
                low = Math.min(Math.min(a, b), Math.min(c, d));
                high = Math.max(Math.max(a, b), Math.max(c, d));
            }
        }
        least[v] += isPlain ? low : Double.NEGATIVE_INFINITY;
        most[v] += isPlain ? high : Double.POSITIVE_INFINITY;
    }
}
