// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/** Finds the connected components of a model, variables being joined by terms and rules, and writes each by itself. */
final class Splitting {
    private final FlatModel flat;
    private final Joining joined;

    /** In place of a component: the atom is 0 whatever its variable is. */
    private static final int NEVER = -2;

    /** The component of each atom's variable; {@link #NEVER}, or -1 of fixed ones. */
    private final int[] partOfAtom;

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

        Draft(PolynomialBuilder objective) {
            this.objective = objective;
        }

        void add(FlatRule rule, int number) {
            rules.add(rule);
            numbers.add(number);
        }
    }

    Splitting(FlatModel flat) {
        this.flat = flat;
        this.joined = new Joining(flat);
        int[] partOf = joined.components();
        this.partOfAtom = IntStream.range(0, flat.atoms())
                .map(atom -> joined.isNever(atom) ? NEVER : partOf[flat.variableOf(atom)])
                .toArray();
        this.newVariable = new int[flat.variables()];
        this.newAtom = new int[flat.atoms()];
        this.variables = grouped(partOf, joined.count());
        for (int[] part : variables) {
            for (int k = 0; k < part.length; k++) {
                newVariable[part[k]] = k;
            }
            drafts.add(new Draft(variables.size() == 1 ? forAll() : new PolynomialBuilder()));
        }
    }

    /** With room for just what is left of the objective, which is not copied then. */
    private PolynomialBuilder forAll() {
        Polynomial objective = flat.objective();
        int terms = 0;
        int atoms = 0;
        for (int term = 0; term < objective.terms(); term++) {
            if (partOf(objective, term) >= 0) {
                terms++;
                for (int k = 0; k < objective.degree(term); k++) {
                    atoms += partOfAtom[objective.atom(term, k)] >= 0 ? 1 : 0;
                }
            }
        }
        return new PolynomialBuilder(terms, atoms);
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
        if (isWhole()) {
            return new Parts(List.of(Part.whole(flat)), 0, false);
        }
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

    /** Whether the model is one part as it stands: nothing is fixed, and no term or rule falls away. */
    private boolean isWhole() {
        return variables.size() == 1
                && variables.getFirst().length == flat.variables()
                && varies(flat.objective())
                && flat.rules().stream().allMatch(this::varies);
    }

    private boolean varies(FlatRule rule) {
        return switch (rule) {
            case FlatRule.Range range -> range.expression().terms() > 0 && varies(range.expression());
            case FlatRule.Groups groups ->
                Arrays.stream(groups.groups())
                        .allMatch(group ->
                                group.length > 1 && Arrays.stream(group).allMatch(atom -> flat.mostOf(atom) > 0));
        };
    }

    /** Whether no term is a constant, or 0 whatever its variables are. */
    private boolean varies(Polynomial terms) {
        for (int term = 0; term < terms.terms(); term++) {
            if (terms.degree(term) == 0 || joined.isZero(terms, term)) {
                return false;
            }
        }
        return true;
    }

    /** The variables and atoms of each part, without terms. */
    private List<FlatModel> frames() {
        int[] sizes = new int[variables.size()];
        for (int atom = 0; atom < newAtom.length; atom++) {
            int part = partOfAtom[atom];
            newAtom[atom] = part < 0 ? -1 : sizes[part]++;
        }
        List<int[]> owners = new ArrayList<>();
        List<int[]> asked = new ArrayList<>();
        for (int size : sizes) {
            owners.add(new int[size]);
            asked.add(new int[size]);
        }
        for (int atom = 0; atom < newAtom.length; atom++) {
            int part = partOfAtom[atom];
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
        int part = -1;
        for (int k = 0; k < terms.degree(term); k++) {
            int its = partOfAtom[terms.atom(term, k)];
            if (its == NEVER) {
                return -1;
            }
            part = its < 0 ? part : its;
        }
        return part;
    }

    /** What the coefficient and the atoms of fixed variables come to. */
    private double fixedFactor(Polynomial terms, int term) {
        double product = terms.coefficient(term);
        for (int k = 0; k < terms.degree(term); k++) {
            int atom = terms.atom(term, k);
            product *= partOfAtom[atom] >= 0 ? 1 : flat.leastOf(atom);
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
                    .filter(atom -> partOfAtom[atom] >= 0 && flat.mostOf(atom) > 0)
                    .toArray();
            int taken = 0;
            for (int atom : group) {
                taken += partOfAtom[atom] < 0 ? flat.leastOf(atom) : 0;
            }
            if (taken > 1) {
                fixed(rule, taken * (taken - 1) / 2.0);
            }
            if (free.length > 0 && taken > 0) {
                alone(rule, number, free, taken);
            } else if (free.length > 1) {
                byPart.computeIfAbsent(partOfAtom[free[0]], key -> new ArrayList<>())
                        .add(Arrays.stream(free).map(atom -> newAtom[atom]).toArray());
            }
        }
        byPart.forEach((part, groups) -> drafts.get(part)
                .add(new FlatRule.Groups(rule.name(), rule.weight(), groups.toArray(int[][]::new)), number));
    }

    /** Of a group in which fixed variables are 1: each free one that is 1 too makes as many pairs, and others. */
    private void alone(FlatRule.Groups rule, int number, int[] free, int taken) {
        Draft draft = drafts.get(partOfAtom[free[0]]);
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
