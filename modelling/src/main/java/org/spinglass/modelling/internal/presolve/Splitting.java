// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/** Finds the connected components of a model, variables being joined by terms and rules, and writes each by itself. */
final class Splitting {
    private final FlatModel flat;
    private final Joining joined;

    /** The component of each variable; -1 of fixed ones. */
    private final int[] partOf;

    private final int[] newVariable;
    private final int[] newAtom;
    private final List<int[]> variables;
    private final List<Draft> drafts = new ArrayList<>();
    private double rest;
    private boolean isContradiction;

    /** A part that is being written. */
    private static final class Draft {
        private final PolynomialBuilder objective;
        private final List<FlatRule> rules = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();

        Draft(int room) {
            this.objective = new PolynomialBuilder(room);
        }

        void add(FlatRule rule, int number) {
            rules.add(rule);
            numbers.add(number);
        }
    }

    Splitting(FlatModel flat) {
        this.flat = flat;
        this.joined = new Joining(flat);
        this.partOf = joined.components();
        this.newVariable = new int[flat.variables()];
        this.newAtom = new int[flat.atoms()];
        this.variables = grouped(partOf, joined.count());
        for (int[] part : variables) {
            for (int k = 0; k < part.length; k++) {
                newVariable[part[k]] = k;
            }
            drafts.add(new Draft(variables.size() == 1 ? flat.objective().terms() : 8));
        }
    }

    private static List<int[]> grouped(int[] partOf, int count) {
        int[] sizes = new int[count];
        for (int part : partOf) {
            if (part >= 0) {
                sizes[part]++;
            }
        }
        List<int[]> groups = new ArrayList<>();
        for (int size : sizes) {
            groups.add(new int[size]);
        }
        Arrays.fill(sizes, 0);
        for (int v = 0; v < partOf.length; v++) {
            if (partOf[v] >= 0) {
                groups.get(partOf[v])[sizes[partOf[v]]++] = v;
            }
        }
        return groups;
    }

    Parts parts() {
        List<FlatModel> frames = frames();
        for (int term = 0; term < flat.objective().terms(); term++) {
            int part = partOf(flat.objective(), term);
            if (part < 0) {
                rest += fixedFactor(flat.objective(), term);
            } else {
                append(flat.objective(), term, drafts.get(part).objective);
            }
        }
        for (int r = 0; r < flat.rules().size(); r++) {
            switch (flat.rules().get(r)) {
                case FlatRule.Range range -> add(range, r, frames);
                case FlatRule.Groups groups -> add(groups, r);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int p = 0; p < drafts.size(); p++) {
            Draft draft = drafts.get(p);
            FlatModel frame = frames.get(p);
            parts.add(new Part(
                    frame.with(draft.objective.build().merged(frame::isIdempotent), draft.rules),
                    variables.get(p),
                    draft.numbers.stream().mapToInt(Integer::intValue).toArray()));
        }
        return new Parts(List.copyOf(parts), rest, isContradiction);
    }

    /** The variables and atoms of each part, without terms. */
    private List<FlatModel> frames() {
        int[] sizes = new int[variables.size()];
        for (int atom = 0; atom < newAtom.length; atom++) {
            int part = partOf[flat.variableOf(atom)];
            newAtom[atom] = part < 0 ? -1 : sizes[part]++;
        }
        List<int[]> owners = new ArrayList<>();
        List<int[]> asked = new ArrayList<>();
        for (int size : sizes) {
            owners.add(new int[size]);
            asked.add(new int[size]);
        }
        for (int atom = 0; atom < newAtom.length; atom++) {
            int part = partOf[flat.variableOf(atom)];
            if (part >= 0) {
                owners.get(part)[newAtom[atom]] = newVariable[flat.variableOf(atom)];
                asked.get(part)[newAtom[atom]] = flat.askedBy(atom);
            }
        }
        List<FlatModel> frames = new ArrayList<>();
        for (int p = 0; p < variables.size(); p++) {
            int[] own = variables.get(p);
            frames.add(new FlatModel(
                    Arrays.stream(own).map(flat::low).toArray(),
                    Arrays.stream(own).map(flat::high).toArray(),
                    Arrays.stream(own).map(flat::step).toArray(),
                    owners.get(p),
                    asked.get(p),
                    Polynomial.ZERO,
                    List.of()));
        }
        return frames;
    }

    /** The part of a term; -1 where its variables are fixed or it is always 0. */
    private int partOf(Polynomial terms, int term) {
        if (joined.isZero(terms, term)) {
            return -1;
        }
        for (int k = 0; k < terms.degree(term); k++) {
            int part = partOf[flat.variableOf(terms.atom(term, k))];
            if (part >= 0) {
                return part;
            }
        }
        return -1;
    }

    /** What the coefficient and the atoms of fixed variables come to. */
    private double fixedFactor(Polynomial terms, int term) {
        double product = joined.isZero(terms, term) ? 0 : terms.coefficient(term);
        for (int k = 0; k < terms.degree(term) && product != 0; k++) {
            int atom = terms.atom(term, k);
            product *= partOf[flat.variableOf(atom)] < 0 ? flat.leastOf(atom) : 1;
        }
        return product;
    }

    private void append(Polynomial terms, int term, PolynomialBuilder into) {
        into.term(fixedFactor(terms, term));
        for (int k = 0; k < terms.degree(term); k++) {
            int atom = terms.atom(term, k);
            if (newAtom[atom] >= 0) {
                into.with(newAtom[atom]);
            }
        }
    }

    private void add(FlatRule.Range rule, int number, List<FlatModel> frames) {
        Polynomial terms = rule.expression();
        PolynomialBuilder varying = new PolynomialBuilder(terms.terms());
        double fixed = 0;
        int part = -1;
        for (int term = 0; term < terms.terms(); term++) {
            int its = partOf(terms, term);
            if (its < 0) {
                fixed += fixedFactor(terms, term);
            } else {
                part = its;
                append(terms, term, varying);
            }
        }
        if (part < 0) {
            fixed(rule, rule.broken(fixed));
            return;
        }
        FlatModel frame = frames.get(part);
        drafts.get(part)
                .add(
                        new FlatRule.Range(
                                rule.name(),
                                rule.weight(),
                                varying.build().merged(frame::isIdempotent),
                                rule.low() - fixed,
                                rule.high() - fixed,
                                rule.unit(),
                                rule.hasSlack()),
                        number);
    }

    private void add(FlatRule.Groups rule, int number) {
        SortedMap<Integer, List<int[]>> byPart = new TreeMap<>();
        for (int[] group : rule.groups()) {
            int[] free = Arrays.stream(group)
                    .filter(atom -> partOf[flat.variableOf(atom)] >= 0 && flat.mostOf(atom) > 0)
                    .toArray();
            int taken = 0;
            for (int atom : group) {
                taken += partOf[flat.variableOf(atom)] < 0 ? flat.leastOf(atom) : 0;
            }
            if (taken > 1) {
                fixed(rule, taken * (taken - 1) / 2.0);
            }
            if (free.length > 0 && taken > 0) {
                alone(rule, number, free, taken);
            } else if (free.length > 1) {
                byPart.computeIfAbsent(partOf[flat.variableOf(free[0])], key -> new ArrayList<>())
                        .add(Arrays.stream(free).map(atom -> newAtom[atom]).toArray());
            }
        }
        byPart.forEach((part, groups) -> drafts.get(part)
                .add(new FlatRule.Groups(rule.name(), rule.weight(), groups.toArray(int[][]::new)), number));
    }

    /** Of a group in which fixed variables are 1: each free one that is 1 too makes as many pairs, and others. */
    private void alone(FlatRule.Groups rule, int number, int[] free, int taken) {
        Draft draft = drafts.get(partOf[flat.variableOf(free[0])]);
        PolynomialBuilder pairs = new PolynomialBuilder();
        for (int a = 0; a < free.length; a++) {
            pairs.term(rule.isHard() ? 1 : rule.weight() * taken).with(newAtom[free[a]]);
            for (int b = 0; b < a && !rule.isHard(); b++) {
                pairs.term(rule.weight()).with(newAtom[free[b]]).with(newAtom[free[a]]);
            }
        }
        if (rule.isHard()) { // then none of them is 1
            draft.add(
                    new FlatRule.Range(rule.name(), rule.weight(), pairs.build(), Double.NEGATIVE_INFINITY, 0, 0, true),
                    number);
        } else {
            draft.objective.add(1, pairs.build());
        }
    }

    private void fixed(FlatRule rule, double broken) {
        if (rule.isHard()) {
            isContradiction |= broken > 0;
        } else {
            rest += FlatModel.cost(rule, broken);
        }
    }
}
