// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * Which terms and groups a variable is part of, and which variables a rule has. Function 0 is the objective, 1 + r
 * rule r.
 */
final class Incidence {
    final double[] coefficient;
    final int[] function;
    final int[][] atoms;
    final int[][] termsOf;
    final int[] ruleOfGroup;
    final int[][] group;
    final int[][] groupsOf;
    final int[][] variablesOf;

    Incidence(FlatModel flat) {
        int rules = flat.rules().size();
        Polynomial[] functions = new Polynomial[rules + 1];
        functions[0] = flat.objective();
        int groups = 0;
        for (int r = 0; r < rules; r++) {
            functions[r + 1] =
                    flat.rules().get(r) instanceof FlatRule.Range range ? range.expression() : Polynomial.ZERO;
            groups += flat.rules().get(r) instanceof FlatRule.Groups g ? g.groups().length : 0;
        }
        int terms = Arrays.stream(functions).mapToInt(Polynomial::terms).sum();
        coefficient = new double[terms];
        function = new int[terms];
        atoms = new int[terms][];
        ruleOfGroup = new int[groups];
        group = new int[groups][];
        fill(flat, functions);
        termsOf = turned(flat, atoms);
        groupsOf = turned(flat, group);
        variablesOf = new int[rules][];
        for (int r = 0; r < rules; r++) {
            int[] all = switch (flat.rules().get(r)) {
                case FlatRule.Range range ->
                    IntStream.range(0, range.expression().terms())
                            .flatMap(t -> Arrays.stream(range.expression().atoms(t)))
                            .toArray();
                case FlatRule.Groups g ->
                    Arrays.stream(g.groups()).flatMapToInt(Arrays::stream).toArray();
            };
            variablesOf[r] =
                    Arrays.stream(all).map(flat::variableOf).distinct().sorted().toArray();
        }
    }

    private void fill(FlatModel flat, Polynomial[] functions) {
        int at = 0;
        int g = 0;
        for (int f = 0; f < functions.length; f++) {
            for (int t = 0; t < functions[f].terms(); t++, at++) {
                coefficient[at] = functions[f].coefficient(t);
                function[at] = f;
                atoms[at] = functions[f].atoms(t);
            }
            if (f > 0 && flat.rules().get(f - 1) instanceof FlatRule.Groups all) {
                for (int[] one : all.groups()) {
                    ruleOfGroup[g] = f - 1;
                    group[g++] = one;
                }
            }
        }
    }

    /** For each variable the rows in which an atom of it stands, each once. */
    private static int[][] turned(FlatModel flat, int[][] rows) {
        int[] count = new int[flat.variables()];
        int[] last = new int[flat.variables()];
        Arrays.fill(last, -1);
        for (int row = 0; row < rows.length; row++) {
            for (int atom : rows[row]) {
                int v = flat.variableOf(atom);
                count[v] += last[v] == row ? 0 : 1;
                last[v] = row;
            }
        }
        int[][] turned = new int[count.length][];
        Arrays.setAll(turned, v -> new int[count[v]]);
        Arrays.fill(count, 0);
        Arrays.fill(last, -1);
        for (int row = 0; row < rows.length; row++) {
            for (int atom : rows[row]) {
                int v = flat.variableOf(atom);
                if (last[v] != row) {
                    turned[v][count[v]++] = row;
                }
                last[v] = row;
            }
        }
        return turned;
    }
}
