// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

final class OrderCostsTest {
    private static final int COUNT = 20;

    private enum Kind {
        PATH,
        CYCLE,
        ONE_WAY,
        FIRST_OTHERS,
        ASSIGNMENT,
        FEW_PAIRS
    }

    /** Variables with all values each, none twice; what values cost beside each other, and some by themselves. */
    private static FlatModel model(Kind kind, SplittableRandom random) {
        PolynomialBuilder cost = new PolynomialBuilder();
        double[][] far = new double[COUNT][COUNT];
        for (int a = 0; a < COUNT; a++) {
            for (int b = 0; b < COUNT; b++) {
                far[a][b] = kind != Kind.ONE_WAY && b < a ? far[b][a] : random.nextInt(1, 100);
            }
        }
        for (int v = 0; v < COUNT; v++) {
            for (int u = 0; u < COUNT; u++) {
                boolean isNext = u == v + 1 || kind == Kind.CYCLE && u == 0 && v == COUNT - 1;
                boolean isPair = kind == Kind.ASSIGNMENT || kind == Kind.FEW_PAIRS && (v + u) % 7 == 0;
                double factor = isPair ? random.nextInt(1, 5) : kind == Kind.FIRST_OTHERS && v == 0 ? 2 : 1;
                for (int a = 0; a < COUNT * COUNT && (isNext || isPair && u > v); a++) {
                    if (a / COUNT != a % COUNT) {
                        cost.term(factor * far[a / COUNT][a % COUNT])
                                .with(COUNT * v + a / COUNT)
                                .with(COUNT * u + a % COUNT);
                    }
                }
            }
        }
        for (int a = 0; a < COUNT; a++) {
            cost.term(random.nextInt(50)).with(a).term(random.nextInt(50)).with(COUNT * 7 + a);
        }
        int[] variable = IntStream.range(0, COUNT * COUNT).map(k -> k / COUNT).toArray();
        int[] value = IntStream.range(0, COUNT * COUNT).map(k -> k % COUNT).toArray();
        int[][] groups = new int[COUNT][];
        Arrays.setAll(
                groups, a -> IntStream.range(0, COUNT).map(v -> COUNT * v + a).toArray());
        int[] high = new int[COUNT];
        int[] step = new int[COUNT];
        Arrays.fill(high, COUNT - 1);
        Arrays.fill(step, 1);
        FlatRule apart = new FlatRule.Groups("apart", Double.POSITIVE_INFINITY, groups);
        return new FlatModel(
                new int[COUNT], high, step, variable, value, cost.build().merged(atom -> true), List.of(apart));
    }

    private static int[] shuffled(SplittableRandom random) {
        int[] values = IntStream.range(0, COUNT).toArray();
        for (int k = COUNT - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int value = values[k];
            values[k] = values[other];
            values[other] = value;
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void changesAreThoseOfTheModel(Kind kind) {
        SplittableRandom random = new SplittableRandom(1);
        FlatModel flat = model(kind, random);
        Incidence incidence = new Incidence(flat);
        int[] order = IntStream.range(0, COUNT).toArray();
        OrderCosts costs = Objects.requireNonNull(OrderCosts.of(flat, incidence, order));
        assertThat(costs instanceof ChainCosts)
                .isEqualTo(kind == Kind.PATH || kind == Kind.CYCLE || kind == Kind.ONE_WAY);
        int[] values = shuffled(random);
        costs.look(new State(flat, incidence, values));
        for (int step = 0; step < 500; step++) {
            int from = random.nextInt(COUNT);
            int to = random.nextInt(COUNT);
            if (from == to) {
                continue;
            }
            double told;
            if (from < to && random.nextBoolean()) {
                int middle = from + 1 + random.nextInt(to - from);
                told = costs.shifted(from, middle, to);
                costs.shift(from, middle, to);
            } else if (from < to) {
                told = costs.turned(from, to);
                costs.turn(from, to);
            } else {
                told = costs.exchanged(from, to);
                costs.exchange(from, to);
            }
            double before = flat.cost(values);
            Arrays.setAll(values, costs::value);
            assertThat(told).isCloseTo(flat.cost(values) - before, within(1e-9));
            assertThat(flat.isFeasible(values)).isTrue();
        }
    }

    /** From a random order, whose cost is twice that of good ones. */
    @Test
    void anOrderIsAnnealed() {
        SplittableRandom random = new SplittableRandom(2);
        FlatModel flat = model(Kind.CYCLE, random);
        Incidence incidence = new Incidence(flat);
        State state = new State(flat, incidence, shuffled(random));
        double before = state.cost();
        OrderAnnealing annealing = Objects.requireNonNull(OrderAnnealing.of(flat, incidence));
        assertThat(annealing.run(state, random, Double.NEGATIVE_INFINITY, 300_000_000, () -> false))
                .isTrue();
        assertThat(state.isFeasible()).isTrue();
        assertThat(state.cost()).isLessThan(0.7 * before).isCloseTo(flat.cost(state.values()), within(1e-9));
    }
}
