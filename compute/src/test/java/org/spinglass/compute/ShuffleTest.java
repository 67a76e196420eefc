// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    private static final int ORDERS = 24;
    private static final int DRAWS = 24_000;
    /** Of chi-squared with 23 degrees of freedom, exceeded once in a thousand times. */
    private static final double LIMIT = 49.73;

    private static double chiSquared(Supplier<int[]> orders) {
        Map<String, Integer> counts = new HashMap<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            counts.merge(Arrays.toString(orders.get()), 1, Integer::sum);
        }
        assertThat(counts).hasSize(ORDERS);
        double expected = (double) DRAWS / ORDERS;
        return counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    void allOrdersAreEquallyLikely() {
        SplittableRandom random = new SplittableRandom(7);
        assertThat(chiSquared(() -> Shuffle.order(4, random::nextInt))).isLessThan(LIMIT);
        assertThat(chiSquared(() -> {
                    int[] order = new int[4];
                    Shuffle.fill(order, random::nextInt);
                    return order;
                }))
                .isLessThan(LIMIT);
    }

    /** Results of earlier runs depend on it: draws below 4, 3, 2, or below 1, 2, 3, 4. */
    @Test
    void theOrderFollowsFromTheNumbersDrawn() {
        int[] elements = {10, 11, 12, 13};
        Shuffle.shuffle(elements, below -> 0);
        assertThat(elements).containsExactly(11, 12, 13, 10);
        assertThat(Shuffle.order(4, below -> below - 1)).containsExactly(0, 1, 2, 3);
        int[] order = new int[4];
        Shuffle.fill(order, below -> 0);
        assertThat(order).containsExactly(3, 0, 1, 2);
        assertThat(Shuffle.order(0, below -> 0)).isEmpty();
        assertThat(Shuffle.order(1, below -> 0)).containsExactly(0);
    }
}
