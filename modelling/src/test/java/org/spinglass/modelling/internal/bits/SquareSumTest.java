// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.ising.model.Spins;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

final class SquareSumTest {
    private static final int VARIABLES = 12;
    private static final int SLACK = 3;

    /** Of whole weights and coefficients every value is exact, whatever forms overlap, cancel or name a bit twice. */
    @Property(tries = 300)
    void valuesAreTheSumOfSquares(@ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int forms) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Penalty> penalties = penalties(random, forms, VARIABLES);
        double[] weights = random.ints(forms, 1, 50).asDoubleStream().toArray();
        int bits = VARIABLES + forms * SLACK;
        Qubo qubo = qubo(bits, penalties, weights);
        for (int k = 0; k < 20; k++) {
            byte[] spins = new byte[bits];
            for (int i = 0; i < bits; i++) {
                spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            double value = 0;
            for (Penalty penalty : penalties) {
                double form = Squares.value(penalty.terms(), spins);
                for (int s = 0; s < SLACK; s++) {
                    form -= spins[penalty.firstSlack() + s] > 0 ? penalty.slack()[s] : 0;
                }
                value += weights[penalty.index()] * form * form;
            }
            assertThat(qubo.value(Spins.of(spins))).isEqualTo(value);
        }
    }

    /** What one double does not hold stands beside it: 2^60 + 1 - 2^60 is 1. */
    @Test
    void sumsLoseNothing() {
        Polynomial both =
                new PolynomialBuilder().term(1).with(0).term(1).with(1).build();
        double[] weights = {0x1.0p59, 0.5, -0x1.0p59};
        List<Penalty> penalties = new ArrayList<>();
        for (int r = 0; r < weights.length; r++) {
            penalties.add(penalty(r, both, new int[0], -1));
        }
        assertThat(qubo(2, penalties, weights).quadratic(0, 1)).isEqualTo(1);
    }

    /** Forms over the same bits make no more pairs than one of them. */
    @Test
    void pairsStandOnce() {
        SplittableRandom random = new SplittableRandom(5);
        List<Penalty> penalties = new ArrayList<>();
        for (int r = 0; r < 50; r++) {
            PolynomialBuilder form = new PolynomialBuilder();
            for (int i = 0; i < 100; i++) {
                form.term(random.nextInt(1, 9)).with(i);
            }
            penalties.add(penalty(r, form.build(), new int[0], -1));
        }
        QuboBuilder builder = new QuboBuilder(100, Duplicates.SUM);
        new SquareSum(100, penalties, penalty -> 1).addTo(builder, () -> false);
        assertThat(builder.interactions()).isEqualTo(100 * 99 / 2);
    }

    /** A small sum is never asked whether it is over, a large one is and ends. */
    @Test
    void looksAtTheClock() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(isAdded(100, asked)).isTrue();
        assertThat(asked).hasValue(0);
        assertThat(isAdded(2000, asked)).isFalse();
        assertThat(asked).hasValue(1);
    }

    private static boolean isAdded(int bits, AtomicInteger asked) {
        PolynomialBuilder form = new PolynomialBuilder();
        for (int i = 0; i < bits; i++) {
            form.term(1).with(i);
        }
        List<Penalty> penalties = List.of(penalty(0, form.build(), new int[0], -1));
        return new SquareSum(bits, penalties, penalty -> 1)
                .addTo(new QuboBuilder(bits, Duplicates.SUM), () -> asked.incrementAndGet() > 0);
    }

    private static Qubo qubo(int bits, List<Penalty> penalties, double[] weights) {
        QuboBuilder builder = new QuboBuilder(bits, Duplicates.SUM);
        boolean isWhole =
                new SquareSum(bits, penalties, penalty -> weights[penalty.index()]).addTo(builder, () -> false);
        assertThat(isWhole).isTrue();
        return builder.build();
    }

    private static List<Penalty> penalties(SplittableRandom random, int forms, int variables) {
        List<Penalty> penalties = new ArrayList<>();
        for (int r = 0; r < forms; r++) {
            PolynomialBuilder form = new PolynomialBuilder();
            form.term(random.nextInt(-5, 6));
            for (int k = random.nextInt(9); k > 0; k--) {
                form.term(random.nextInt(-9, 10)).with(random.nextInt(variables));
            }
            penalties.add(penalty(r, form.build(), new int[] {1, 2, 4}, variables + r * SLACK));
        }
        return penalties;
    }

    private static Penalty penalty(int index, Polynomial form, int[] slack, int first) {
        FlatRule rule = new FlatRule.Groups("rule", 1, new int[0][]);
        return new Penalty(index, rule, form, true, 1, slack, first);
    }
}
