// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

final class EliminationTest {
    private static PlainIsing random(int n, int pairs, long seed, DoubleSupplier values, boolean areDecimals) {
        SplittableRandom random = new SplittableRandom(seed);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.SUM);
        if (areDecimals) {
            builder.readDecimals();
        }
        for (int k = 0; k < pairs; k++) {
            int i = random.nextInt(n);
            int j = random.nextInt(n - 1);
            builder.addCoupling(i, j < i ? j : j + 1, values.getAsDouble());
        }
        for (int i = 0; i < n; i += 2) {
            builder.addField(i, values.getAsDouble());
        }
        return builder.addOffset(7).build();
    }

    private static double ground(PlainIsing model) {
        double least = Double.POSITIVE_INFINITY;
        for (long bits = 0; bits < 1L << model.spins(); bits++) {
            least = Math.min(least, model.energy(0, Spins.ofWords(model.spins(), new long[] {bits})));
        }
        return least;
    }

    private static void assertKeepsGroundStates(PlainIsing model, double tolerance) {
        Elimination taken = Elimination.of(model).orElseThrow();
        double least = ground(model);
        if (taken.left() == 0) {
            assertThat(model.energy(0, taken.whole(new byte[0]))).isCloseTo(least, within(tolerance));
            return;
        }
        PlainIsing rest = taken.rest();
        assertThat(rest.spins()).isEqualTo(taken.left());
        double leastOfRest = Double.POSITIVE_INFINITY;
        for (long bits = 0; bits < 1L << rest.spins(); bits++) {
            Spins state = Spins.ofWords(rest.spins(), new long[] {bits});
            double energy = rest.energy(0, state);
            assertThat(model.energy(0, taken.whole(state.toArray()))).isCloseTo(energy, within(tolerance));
            leastOfRest = Math.min(leastOfRest, energy);
        }
        assertThat(leastOfRest).isCloseTo(least, within(tolerance));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "10, 8", "12, 12", "12, 16", "12, 20", "12, 24", "12, 40"})
    void everyStateOfTheRestHasTheEnergyOfTheWholeWithTheBestOfTheOthers(int n, int pairs) {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PlainIsing wholes = random(Math.max(2, n), pairs, seed, () -> random.nextInt(-3, 4), false);
            assertKeepsGroundStates(wholes, 0);
            assertThat(Elimination.of(wholes).orElseThrow().isExact()).isTrue();
            assertKeepsGroundStates(random(Math.max(2, n), pairs, seed, random::nextGaussian, false), 1e-12);
            assertKeepsGroundStates(
                    random(Math.max(2, n), pairs, seed, () -> random.nextInt(-30, 31) / 10.0, true), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 50, 100_000})
    void ofARingNothingIsLeft(int n) {
        SplittableRandom random = new SplittableRandom(n);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        int sign = 1;
        for (int i = 0; i < n; i++) {
            int coupling = random.nextBoolean() ? 1 : -1;
            sign *= -coupling;
            builder.addCoupling(i, (i + 1) % n, coupling);
        }
        PlainIsing ring = builder.build();
        Elimination taken = Elimination.of(ring).orElseThrow();
        assertThat(taken.left()).isZero();
        assertThat(taken.isExact()).isTrue();
        // all bonds are satisfied, or all but one where the signs have it
        assertThat(ring.energy(0, taken.whole(new byte[0]))).isEqualTo(sign > 0 ? -n : 2 - n);
    }

    @Test
    void ofAStarNothingIsLeft() {
        int n = 200_000;
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 1; i < n; i++) {
            builder.addCoupling(0, i, i % 3 - 1.5);
        }
        PlainIsing star = builder.build();
        Elimination taken = Elimination.of(star).orElseThrow();
        assertThat(taken.left()).isZero();
        double all = 0;
        for (int i = 1; i < n; i++) {
            all -= Math.abs(i % 3 - 1.5);
        }
        assertThat(star.energy(0, taken.whole(new byte[0]))).isEqualTo(all);
    }

    @Test
    void whereSumsAreRoundedNothingIsSaidToBeExact() {
        IsingBuilder builder = new IsingBuilder(3, Duplicates.REJECT);
        PlainIsing model = builder.addCoupling(0, 1, 1)
                .addCoupling(1, 2, 1e-30)
                .addField(1, 0.7)
                .build();
        assertThat(Elimination.of(model).orElseThrow().isExact()).isFalse();
    }

    @Test
    void numbersWhoseSumsAreNoneAreLeftAlone() {
        IsingBuilder builder = new IsingBuilder(40, Duplicates.REJECT);
        for (int i = 0; i < 40; i += 2) {
            builder.addCoupling(i, i + 1, 3e307);
        }
        assertThat(Elimination.of(builder.build())).isEmpty();
    }
}
