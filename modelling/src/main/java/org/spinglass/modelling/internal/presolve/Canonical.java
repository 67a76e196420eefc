// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/** A model in a form that does not depend on the order of terms, rules and groups, nor on the names of rules. */
final class Canonical {
    private final FlatModel frame;

    /** What an atom is replaced by: an atom, or a constant less an atom. */
    interface Substitution {
        /** The polynomial in its place. */
        Polynomial of(int atom);
    }

    /** A rule without its name. */
    private record Key(Polynomial terms, List<List<Integer>> groups, double low, double high, double weight) {}

    /** An objective, and how often each rule stands there. */
    record Form(Polynomial objective, Map<Object, Integer> rules) {}

    Canonical(FlatModel frame) {
        this.frame = frame;
    }

    Form of(Substitution substitution) {
        Map<Object, Integer> rules = new HashMap<>();
        for (FlatRule rule : frame.rules()) {
            Key key = switch (rule) {
                case FlatRule.Range range -> key(range, substituted(range.expression(), substitution));
                case FlatRule.Groups groups ->
                    new Key(Polynomial.ZERO, groups(groups, substitution), 0, 0, rule.weight());
            };
            rules.merge(key, 1, Integer::sum);
        }
        return new Form(substituted(frame.objective(), substitution), rules);
    }

    /** Constants belong to the bounds. */
    private static Key key(FlatRule.Range rule, Polynomial terms) {
        double constant = terms.constant();
        Polynomial varying = constant == 0
                ? terms
                : sorted(terms.plus(Polynomial.constant(-constant)).merged(atom -> false));
        return new Key(varying, List.of(), rule.low() - constant, rule.high() - constant, rule.weight());
    }

    private List<List<Integer>> groups(FlatRule.Groups rule, Substitution substitution) {
        return Arrays.stream(rule.groups())
                .map(group -> Arrays.stream(group)
                        .map(atom -> renamed(substitution.of(atom)))
                        .sorted()
                        .boxed()
                        .toList())
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    /** The atom that an atom has become; -1 where it is none, which is equal to nothing. */
    private static int renamed(Polynomial image) {
        return image.terms() == 1 && image.degree(0) == 1 ? image.atom(0, 0) : -1;
    }

    private Polynomial substituted(Polynomial terms, Substitution substitution) {
        PolynomialBuilder all = new PolynomialBuilder(terms.terms());
        for (int term = 0; term < terms.terms(); term++) {
            Polynomial product = Polynomial.constant(terms.coefficient(term));
            for (int k = 0; k < terms.degree(term); k++) {
                product = product.times(substitution.of(terms.atom(term, k)));
            }
            all.add(1, product);
        }
        return sorted(all.build().merged(frame::isIdempotent));
    }

    private static Polynomial sorted(Polynomial terms) {
        int[][] atoms = IntStream.range(0, terms.terms()).mapToObj(terms::atoms).toArray(int[][]::new);
        int[] order = IntStream.range(0, atoms.length)
                .boxed()
                .sorted((a, b) -> Arrays.compare(atoms[a], atoms[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        PolynomialBuilder all = new PolynomialBuilder(terms.terms());
        for (int term : order) {
            all.term(terms.coefficient(term));
            for (int atom : atoms[term]) {
                all.with(atom);
            }
        }
        return all.build();
    }
}
