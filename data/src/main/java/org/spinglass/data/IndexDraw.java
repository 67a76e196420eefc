// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws distinct indices at random without replacement, by a partial Fisher-Yates shuffle of 0 to {@code count - 1}.
 * Every ordered choice is equally likely, and a longer draw from the same generator begins with the shorter one.
 *
 * <p>Memory: 4 bytes an index to draw from. For one thread.
 */
final class IndexDraw {
    private final int[] order;
    private int drawn;

    IndexDraw(int count) {
        order = new int[count];
        Arrays.setAll(order, i -> i);
    }

    /** Number of indices not drawn yet. */
    int left() {
        return order.length - drawn;
    }

    /**
     * The next {@code count} indices, none of which has been drawn before.
     *
     * @throws IllegalArgumentException when fewer are left
     */
    int[] next(int count, SplittableRandom random) {
        if (count > left()) {
            throw new IllegalArgumentException(count + " indices to draw, but " + left() + " are left");
        }
        int end = drawn + count;
        for (int i = drawn; i < end; i++) {
            int chosen = random.nextInt(i, order.length);
            int index = order[chosen];
            order[chosen] = order[i];
            order[i] = index;
        }
        int[] indices = Arrays.copyOfRange(order, drawn, end);
        drawn = end;
        return indices;
    }
}
