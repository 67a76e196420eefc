// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.Arrays;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/** Which variables of a model belong together: those of a term, of a rule of bounds, of a group. */
final class Joining {
    private final FlatModel flat;
    private final boolean[] isNever; // of each atom, whether it is 0 whatever its variable is
    private final int[] parent;
    private int count;

    Joining(FlatModel flat) {
        this.flat = flat;
        this.isNever = new boolean[flat.atoms()];
        for (int atom = 0; atom < isNever.length; atom++) {
            isNever[atom] = flat.leastOf(atom) == 0 && flat.mostOf(atom) == 0;
        }
        this.parent = new int[flat.variables()];
        Arrays.setAll(parent, v -> v);
        Polynomial objective = flat.objective();
        for (int term = 0; term < objective.terms(); term++) {
            join(objective, term, -1);
        }
        for (FlatRule rule : flat.rules()) {
            switch (rule) {
                case FlatRule.Range range -> {
                    int first = -1;
                    for (int term = 0; term < range.expression().terms(); term++) {
                        first = join(range.expression(), term, first);
                    }
                }
                case FlatRule.Groups groups -> {
                    for (int[] group : groups.groups()) {
                        int first = -1;
                        for (int atom : group) {
                            first = flat.mostOf(atom) > 0 ? join(flat.variableOf(atom), first) : first;
                        }
                    }
                }
            }
        }
    }

    /** Joins the variables of a term with another; gives one of them all. */
    private int join(Polynomial terms, int term, int with) {
        int first = with;
        if (!isZero(terms, term)) {
            for (int k = 0; k < terms.degree(term); k++) {
                first = join(flat.variableOf(terms.atom(term, k)), first);
            }
        }
        return first;
    }

    private int join(int variable, int with) {
        if (flat.low(variable) == flat.high(variable)) {
            return with;
        }
        if (with >= 0 && parent[variable] != parent[with]) {
            parent[root(variable)] = root(with);
        }
        return variable;
    }

    private int root(int variable) {
        int v = variable;
        while (parent[v] != v) {
            parent[v] = parent[parent[v]];
            v = parent[v];
        }
        return v;
    }

    /** Whether an atom is 0 whatever its variable is. */
    boolean isNever(int atom) {
        return isNever[atom];
    }

    /** Whether a term is 0 whatever its variables are. */
    boolean isZero(Polynomial terms, int term) {
        for (int k = 0; k < terms.degree(term); k++) {
            if (isNever[terms.atom(term, k)]) {
                return true;
            }
        }
        return false;
    }

    /** The component of each variable that is not fixed, numbered by their first variables; -1 of those that are. */
    int[] components() {
        int[] number = new int[parent.length];
        Arrays.fill(number, -1);
        int[] all = new int[parent.length];
        count = 0;
        for (int v = 0; v < all.length; v++) {
            if (flat.low(v) == flat.high(v)) {
                all[v] = -1;
                continue;
            }
            int root = root(v);
            if (number[root] < 0) {
                number[root] = count++;
            }
            all[v] = number[root];
        }
        return all;
    }

    /** How many components there are, after {@link #components}. */
    int count() {
        return count;
    }
}
