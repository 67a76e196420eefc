// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.sampling.ChiSquared;

/** Bits have their probability, and know nothing of those beside, behind and below them. */
class CoinsTest {
    private static final int WORDS = 1 << 15;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-5, 0.003, 0.02, 0.1192, 0.1250001, 0.2, 0.3333, 0.49, 0.5, 0.7, 0.99, 1})
    void probabilities(double probability) {
        Coins coins = new Coins(17, VectorOps.best());
        Coins scalar = new Coins(17, VectorOps.scalar());
        Coins.Plan plan = Coins.Plan.of(probability);
        long[] out = new long[WORDS];
        long[] other = new long[WORDS];
        for (int from = 0; from < WORDS; from += 512) {
            coins.fill(plan, out, from, from + 512);
            scalar.fill(plan, other, from, from + 512);
        }
        assertThat(other).isEqualTo(out);
        long[][] pairs = new long[4][4];
        int[] apart = {8, 512, 1, 16};
        for (int k = 0; k < WORDS - 512; k++) {
            for (int kind = 0; kind < apart.length; kind++) {
                long a = out[k];
                // the same state at the next spin, a chunk later, another word of states, and, turned, states side by
                // side
                long b = kind == 3 ? Long.rotateLeft(a, 1) : out[k + apart[kind]];
                pairs[kind][3] += Long.bitCount(a & b);
                pairs[kind][2] += Long.bitCount(a & ~b);
                pairs[kind][1] += Long.bitCount(~a & b);
                pairs[kind][0] += Long.bitCount(~a & ~b);
            }
        }
        double p = probability;
        double[] expected = {(1 - p) * (1 - p), p * (1 - p), p * (1 - p), p * p};
        for (long[] counts : pairs) {
            assertThat(ChiSquared.pValue(counts, expected)).isGreaterThan(1e-5);
        }
    }

    /** Whatever a probability is made of, it comes to it: the shares of both ways together, in double precision. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-4, 0.0123, 0.11, 0.26, 0.4999, 0.75})
    void plansAddUp(double probability) {
        Coins.Plan plan = Coins.Plan.of(probability);
        double made = Math.scalb((double) plan.share(), -plan.digits());
        double rare = plan.mean() == 0 ? 0 : -Math.expm1(-1 / plan.mean());
        double sum = plan.isSet() ? made + (1 - made) * rare : made * (1 - rare);
        assertThat(Math.abs(sum - probability)).isLessThan(1e-12);
        assertThat(rare).isLessThan(0.2);
    }
}
