// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

final class StateTest {
    private static final int VARIABLES = 5;
    private static final int VALUES = 4;

    /** Change by change the state is what the model says of its values, terms and groups of one variable's atoms included. */
    @Property(tries = 300)
    void changesAreKeptUpToDate(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlatModel flat = model(random);
        int[] values = random.ints(VARIABLES, 0, VALUES).toArray();
        State state = new State(flat, new Incidence(flat), values);
        for (int step = 0; step < 30; step++) {
            int v = random.nextInt(VARIABLES);
            int to = random.nextInt(VALUES);
            double before = flat.cost(state.values());
            state.consider(v, to);
            double predicted = state.costChange();
            state.change(v, to);
            int[] now = state.values();
            assertThat(predicted).isCloseTo(flat.cost(now) - before, within(1e-9));
            assertSame(flat, state);
        }
    }

    /** The same where each atom has terms with many variables, whose sums are kept and caught up with. */
    @Property(tries = 60)
    void sumsOfManyPairsAreKeptUpToDate(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlatModel flat = assignment(random, 20, 3);
        Incidence incidence = new Incidence(flat);
        assertThat(incidence.pairs.dense()).isNotNull();
        State state = new State(flat, incidence, random.ints(20, 0, 3).toArray());
        for (int step = 0; step < 60; step++) {
            if (step % 20 == 0) {
                state.mark();
            }
            int v = random.nextInt(20);
            int to = random.nextInt(3);
            double before = flat.cost(state.values());
            state.consider(v, to);
            double predicted = state.costChange();
            state.change(v, to);
            assertThat(predicted).isCloseTo(flat.cost(state.values()) - before, within(1e-9));
            assertSame(flat, state);
            if (step % 20 == 19 && random.nextBoolean()) {
                state.revert();
                assertSame(flat, state);
            }
        }
    }

    /** Variables that have values, some of which nothing asks for, and a cost of most pairs of values of two. */
    private static FlatModel assignment(SplittableRandom random, int variables, int values) {
        int[] variable = new int[variables * values];
        int[] value = new int[variables * values];
        int[][] groups = new int[values][variables];
        PolynomialBuilder cost = new PolynomialBuilder();
        for (int a = 0; a < variable.length; a++) {
            variable[a] = a / values;
            value[a] = a % values;
            groups[a % values][a / values] = a;
            for (int b = 0; b < a; b++) {
                if (variable[b] != variable[a] && random.nextInt(20) > 0) {
                    cost.term(random.nextInt(-9, 10)).with(b).with(a);
                }
            }
        }
        int[] high = new int[variables];
        int[] step = new int[variables];
        Arrays.fill(high, values - 1);
        Arrays.fill(step, 1);
        FlatRule apart = new FlatRule.Groups("apart", Double.POSITIVE_INFINITY, groups);
        return new FlatModel(new int[variables], high, step, variable, value, cost.build(), List.of(apart));
    }

    /** To revert goes back to the values of the mark, and to all that belongs to them. */
    @Property(tries = 100)
    void revertedIsAsMarked(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlatModel flat = model(random);
        State state = new State(flat, new Incidence(flat), new int[VARIABLES]);
        for (int round = 0; round < 5; round++) {
            int[] marked = state.values();
            state.mark();
            for (int step = 0; step < 6; step++) {
                state.change(random.nextInt(VARIABLES), random.nextInt(VALUES));
            }
            if (random.nextBoolean()) {
                state.revert();
                assertThat(state.values()).isEqualTo(marked);
            }
            assertSame(flat, state);
        }
    }

    /** Rivals are those that are 1 in the same group. */
    @Property(tries = 100)
    void rivalsAreInTheWay(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlatModel flat = model(random);
        State state = new State(
                flat, new Incidence(flat), random.ints(VARIABLES, 0, VALUES).toArray());
        for (int v = 0; v < VARIABLES; v++) {
            boolean isCrowded = false;
            for (FlatRule rule : flat.rules()) {
                for (int[] group : rule instanceof FlatRule.Groups all ? all.groups() : new int[0][]) {
                    isCrowded |= isIn(flat, state, group, v) && ones(flat, state, group) > 1;
                }
            }
            assertThat(state.isCrowded(v)).isEqualTo(isCrowded);
        }
    }

    private static void assertSame(FlatModel flat, State state) {
        int[] now = state.values();
        assertThat(state.cost()).isCloseTo(flat.cost(now), within(1e-9));
        assertThat(state.isFeasible()).isEqualTo(flat.isFeasible(now));
        long broken = flat.rules().stream()
                .filter(rule -> rule.isHard() && flat.broken(rule, now) > 0)
                .count();
        assertThat(state.brokenRules()).isEqualTo((int) broken);
    }

    private static boolean isIn(FlatModel flat, State state, int[] group, int v) {
        for (int atom : group) {
            if (flat.variableOf(atom) == v && flat.atom(atom, state.value(v)) == 1) {
                return true;
            }
        }
        return false;
    }

    private static int ones(FlatModel flat, State state, int[] group) {
        int ones = 0;
        for (int atom : group) {
            ones += flat.atom(atom, state.value(flat.variableOf(atom)));
        }
        return ones;
    }

    /** Values 0 to 3, atoms of all of them, terms of up to three atoms, groups that may hold several of one variable. */
    private static FlatModel model(SplittableRandom random) {
        int atoms = VARIABLES * (1 + VALUES);
        int[] variable = new int[atoms];
        int[] value = new int[atoms];
        for (int v = 0; v < VARIABLES; v++) {
            variable[v] = v;
            value[v] = FlatModel.VALUE;
            for (int k = 0; k < VALUES; k++) {
                variable[VARIABLES + VALUES * v + k] = v;
                value[VARIABLES + VALUES * v + k] = k;
            }
        }
        List<FlatRule> rules = new ArrayList<>();
        for (int r = random.nextInt(5); r > 0; r--) {
            double weight = random.nextInt(3) == 0 ? 2 : Double.POSITIVE_INFINITY;
            if (random.nextBoolean()) {
                rules.add(new FlatRule.Range("range", weight, polynomial(random, atoms), -2, 3, 1, true));
            } else {
                int[][] groups = new int[1 + random.nextInt(3)][];
                for (int g = 0; g < groups.length; g++) {
                    groups[g] = random.ints(VARIABLES, atoms)
                            .distinct()
                            .limit(2 + random.nextInt(4))
                            .toArray();
                }
                rules.add(new FlatRule.Groups("groups", weight, groups));
            }
        }
        int[] high = new int[VARIABLES];
        int[] step = new int[VARIABLES];
        Arrays.fill(high, VALUES - 1);
        Arrays.fill(step, 1);
        return new FlatModel(new int[VARIABLES], high, step, variable, value, polynomial(random, atoms), rules);
    }

    private static Polynomial polynomial(SplittableRandom random, int atoms) {
        PolynomialBuilder terms = new PolynomialBuilder();
        for (int t = random.nextInt(8); t > 0; t--) {
            terms.term(random.nextInt(-5, 6));
            for (int k = random.nextInt(4); k > 0; k--) {
                terms.with(random.nextInt(atoms));
            }
        }
        return terms.build();
    }
}
