// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.search.LocalSearch;

final class LocalSearchTest {
    private static final int PLACES = 15;

    /** From one value for all it comes to an assignment that no exchange of two places makes cheaper. */
    @Property(tries = 20)
    void assignmentsAreExchangedUntilNothingIsCheaper(@ForAll long seed) {
        FlatModel flat = assignment(seed).flat();
        int[] found = new LocalSearch(flat).improved(new int[PLACES], seed, () -> false);
        assertThat(flat.isFeasible(found)).isTrue();
        double cost = flat.cost(found);
        for (int a = 0; a < PLACES; a++) {
            for (int b = 0; b < a; b++) {
                int[] other = found.clone();
                other[a] = found[b];
                other[b] = found[a];
                assertThat(flat.cost(other)).isGreaterThanOrEqualTo(cost - 1e-9);
            }
        }
    }

    private static Model assignment(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = new Model();
        Variable[] place = IntStream.range(0, PLACES)
                .mapToObj(k -> model.integer("place " + k, 0, PLACES - 1))
                .toArray(Variable[]::new);
        model.require("one each", Rule.allDifferent(place));
        Sum cost = new Sum();
        for (int k = 1; k < PLACES; k++) {
            for (int a = 0; a < PLACES; a++) {
                for (int b = 0; b < PLACES; b++) {
                    cost.add(random.nextInt(1, 50), place[k - 1].is(a).times(place[k].is(b)));
                }
            }
        }
        model.minimise(cost.toExpression());
        return model;
    }

    /** Forty towns on a line, two parts of which are visited backwards; with another rule the order is not annealed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsOfToursAreTurnedAbout(boolean hasOtherRule) {
        int towns = 40;
        Model model = new Model();
        Variable[] town = IntStream.range(0, towns)
                .mapToObj(k -> model.integer("town " + k, 0, towns - 1))
                .toArray(Variable[]::new);
        model.require("each once", Rule.allDifferent(town));
        if (hasOtherRule) {
            model.require("first before last", town[0].minus(town[towns - 1]).atMost(0));
        }
        Sum length = new Sum();
        for (int k = 1; k < towns; k++) {
            for (int a = 0; a < towns; a++) {
                for (int b = 0; b < towns; b++) {
                    length.add(Math.abs(a - b), town[k - 1].is(a).times(town[k].is(b)));
                }
            }
        }
        model.minimise(length.toExpression());
        FlatModel flat = model.flat();
        int[] turned = IntStream.range(0, towns)
                .map(k -> k < 10 ? 9 - k : k < 25 ? 34 - k : k)
                .toArray();
        long end = System.nanoTime() + 20_000_000_000L;
        List<Double> told = new ArrayList<>();
        int[] found = new LocalSearch(flat)
                .persisted(turned, 1, towns - 1, 20, () -> System.nanoTime() > end, better -> {
                    assertThat(flat.isFeasible(better)).isTrue();
                    told.add(flat.cost(better));
                });
        assertThat(flat.isFeasible(found)).isTrue();
        assertThat(flat.cost(found)).isEqualTo(towns - 1);
        assertThat(told).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    }

    /** A colour less takes many changes, none of which lowers the objective before the last one. */
    @Test
    void betterIsARuleToo() {
        int vertices = 30;
        int colours = 6;
        SplittableRandom random = new SplittableRandom(4);
        Model model = new Model();
        Variable[] colour = IntStream.range(0, vertices)
                .mapToObj(k -> model.integer("colour " + k, 0, colours - 1))
                .toArray(Variable[]::new);
        Variables used = model.binaries("used", colours);
        for (int k = 0; k < vertices; k++) {
            for (int c = 0; c < colours; c++) {
                model.require(
                        "used " + k + " " + c,
                        colour[k].is(c).minus(used.get(c)).atMost(0));
            }
            for (int j = 0; j < k; j++) { // of three parts, and so of three colours
                if (j % 3 != k % 3 && random.nextInt(3) == 0) {
                    model.require(j + " and " + k, Rule.allDifferent(colour[j], colour[k]));
                }
            }
        }
        model.minimise(Expression.sum(used));
        FlatModel flat = model.flat();
        LocalSearch local = new LocalSearch(flat);
        int[] first = local.improved(allColours(vertices, colours), 1, () -> false);
        assertThat(flat.isFeasible(first)).isTrue();
        int[] better = local.bettered(first, 1, Double.NEGATIVE_INFINITY, () -> false);
        assertThat(flat.isFeasible(better)).isTrue();
        assertThat(flat.cost(first)).isGreaterThan(3);
        assertThat(flat.cost(better)).isEqualTo(3);
    }

    private static int[] allColours(int vertices, int colours) {
        return IntStream.range(0, vertices + colours)
                .map(k -> k < vertices ? k % colours : 1)
                .toArray();
    }

    /** With this seed the first descent finds the hidden assignment. */
    @Example
    void whatADescentFindsIsTold() {
        brokenSoftRulesAreFollowed(14507);
    }

    /** 400 clauses of which a hidden assignment breaks none, from one that breaks many. */
    @Property(tries = 5)
    void brokenSoftRulesAreFollowed(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = 100;
        Model model = new Model();
        Variable[] bit = IntStream.range(0, count)
                .mapToObj(k -> model.binary("bit " + k))
                .toArray(Variable[]::new);
        boolean[] hidden = new boolean[count];
        for (int k = 0; k < count; k++) {
            hidden[k] = random.nextBoolean();
        }
        for (int clause = 0; clause < 400; clause++) {
            Sum right = new Sum();
            int kept = random.nextInt(3);
            for (int k = 0; k < 3; k++) {
                int v = random.nextInt(count);
                boolean isTrue = k == kept ? hidden[v] : random.nextBoolean();
                right.add(isTrue ? bit[v] : bit[v].not());
            }
            model.prefer("clause " + clause, right.toExpression().atLeast(1), 1);
        }
        FlatModel flat = model.flat();
        long end = System.nanoTime() + 20_000_000_000L;
        List<Double> told = new ArrayList<>();
        int[] found = new LocalSearch(flat)
                .persisted(
                        new int[count],
                        seed,
                        0,
                        20,
                        () -> System.nanoTime() > end,
                        better -> told.add(flat.cost(better)));
        assertThat(flat.cost(found)).isZero();
        assertThat(told).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(told.getLast()).isZero();
    }
}
