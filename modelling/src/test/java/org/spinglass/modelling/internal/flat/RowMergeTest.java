// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowMergeTest {
    private static final IntPredicate EVEN = atom -> atom % 2 == 0;

    /** Terms of few atoms, so that many are the same; coefficients of which some sums are 0. */
    private static Polynomial random(int terms, int atoms, int degree, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PolynomialBuilder builder = new PolynomialBuilder();
        for (int term = 0; term < terms; term++) {
            builder.term(random.nextInt(-2, 3) * (random.nextBoolean() ? 1 : 0.1));
            int size = random.nextInt(degree + 1);
            for (int k = 0; k < size; k++) {
                builder.with(random.nextInt(atoms));
            }
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({"300, 3, 2", "300, 40, 1", "3000, 300, 2", "3000, 2999, 2", "300, 20, 3", "255, 10, 2", "300, 900, 2"})
    void isThatOfATableBitForBit(int terms, int atoms, int degree) {
        for (long seed = 0; seed < 20; seed++) {
            Polynomial given = random(terms, atoms, degree, seed);
            assertThat(RowMerge.merged(given, EVEN)).isEqualTo(new TermTable(given, EVEN).merged());
        }
    }

    @ParameterizedTest
    @CsvSource({"3000, 300", "300, 3"})
    void whatIsMergedIsLeftAsItIs(int terms, int atoms) {
        Polynomial merged = RowMerge.merged(random(terms, atoms, 2, 1), EVEN);
        assertThat(RowMerge.merged(merged, EVEN)).isEqualTo(merged);
        assertThat(merged.terms() < 256 || RowMerge.merged(merged, EVEN) == merged)
                .isTrue();
    }

    /** Products in order, as of a tour, with single atoms and a constant anywhere; and then something is there twice. */
    @ParameterizedTest
    @CsvSource({"40, 1", "100, 3"})
    void termsInOrderAreLeftAsTheyAre(int atoms, int step) {
        PolynomialBuilder builder = new PolynomialBuilder().term(3);
        for (int a = 0; a < atoms; a++) {
            for (int b = a + 1; b < atoms; b += step) {
                builder.term(a + 0.1 * b).with(a).with(b);
            }
            builder.term(1 + a).with(a);
        }
        Polynomial inOrder = builder.build();
        assertThat(RowMerge.merged(inOrder, EVEN)).isSameAs(inOrder);
        for (int[] more : new int[][] {{}, {2}, {1, 2}, {2, 1}, {3, 3}, {4, 4}}) {
            builder.term(0.5);
            for (int atom : more) {
                builder.with(atom);
            }
            Polynomial given = builder.build();
            assertThat(RowMerge.merged(given, EVEN)).isEqualTo(new TermTable(given, EVEN).merged());
        }
    }
}
