// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

/** States without frustration, which are proved by a look. */
class FrustrationTest {
    /** Couplings and fields that a hidden state has at their least: a Mattis model. */
    private static PlainIsing mattis(byte[] hidden, SplittableRandom random, boolean isDense) {
        int n = hidden.length;
        IsingBuilder builder = new IsingBuilder(n, Duplicates.SUM);
        builder.addOffset(0.25);
        for (int i = 0; i < n; i++) {
            builder.addField(i, random.nextInt(3) * -hidden[i]);
            for (int j = 0; j < i; j++) {
                if (isDense || j == i - 1 || random.nextInt(8) == 0) {
                    builder.addCoupling(i, j, 0.5 * (1 + random.nextInt(3)) * -hidden[i] * hidden[j]);
                }
            }
        }
        return builder.build();
    }

    @Property(tries = 30)
    void theHiddenStateHasNone(@ForAll long seed, @ForAll boolean isDense) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] hidden = new byte[40];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        PlainIsing model = mattis(hidden, random, isDense);
        Spins state = Spins.of(hidden);
        assertThat(Frustration.isNone(model, state)).isTrue();
        assertThat(Frustration.energyWithout(model)).isEqualTo(model.energy(0, state));
        hidden[random.nextInt(hidden.length)] *= -1;
        assertThat(Frustration.isNone(model, Spins.of(hidden))).isFalse();
    }

    /** The cut of all edges of a torus, 30 x 40, is there long before the time is over; one of odd sides has none. */
    @Test
    void aSearchEndsThereWithAProof() {
        Solution even = Solver.solve(torus(30, 40), SolveRequest.of(1).withTimeLimit(Duration.ofMinutes(5)));
        assertThat(even.ended()).isEqualTo(Solution.End.OPTIMAL);
        assertThat(even.samples().best().energy()).isEqualTo(-2400);
        assertThat(even.lowerBound()).hasValue(-2400);
        Solution odd = Solver.solve(torus(25, 24), SolveRequest.of(1).withTimeLimit(Duration.ofMillis(500)));
        assertThat(odd.ended()).isEqualTo(Solution.End.TIME_LIMIT);
        assertThat(odd.lowerBound()).isEmpty();
    }

    /** What rounding may hide is not proved by a look. */
    @Test
    void numbersThatAreRoundedAreNotLookedAt() {
        IsingBuilder builder = new IsingBuilder(600, Duplicates.SUM);
        for (int i = 0; i < 600; i++) {
            for (int step : new int[] {1, 3, 5, 7}) {
                builder.addCoupling(i, (i + step) % 600, i % 2 == 0 ? 0x1.0p40 : 1);
            }
        }
        PlainIsing model = builder.build();
        assertThat(model.isSingle()).isFalse();
        Solution found = Solver.solve(model, SolveRequest.of(1).withTimeLimit(Duration.ofMillis(500)));
        assertThat(found.ended()).isEqualTo(Solution.End.TIME_LIMIT);
    }

    private static PlainIsing torus(int rows, int columns) {
        IsingBuilder builder = new IsingBuilder(rows * columns, Duplicates.SUM);
        for (int x = 0; x < rows; x++) {
            for (int y = 0; y < columns; y++) {
                builder.addCoupling(x * columns + y, (x + 1) % rows * columns + y, 1);
                builder.addCoupling(x * columns + y, x * columns + (y + 1) % columns, 1);
            }
        }
        return builder.build();
    }
}
