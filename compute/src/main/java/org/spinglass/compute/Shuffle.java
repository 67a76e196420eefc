// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Random orders, each equally likely (Fisher and Yates; Durstenfeld 1964), from whatever draws whole numbers: a function that
 * takes a bound and returns a number from 0 to below it, as {@code random::nextInt}. One number an element, so that the
 * order is a function of the stream alone.
 */
public final class Shuffle {
    private Shuffle() {}

    /** Puts elements in random order, from the last to the first. */
    public static void shuffle(int[] elements, IntUnaryOperator below) {
        for (int i = elements.length - 1; i > 0; i--) {
            int j = below.applyAsInt(i + 1);
            int swap = elements[i];
            elements[i] = elements[j];
            elements[j] = swap;
        }
    }

    /** The numbers from 0 to {@code count - 1} in random order, as {@link #shuffle} puts them. */
    public static int[] order(int count, IntUnaryOperator below) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        shuffle(order, below);
        return order;
    }

    /**
     * Fills an array with the numbers from 0 on in random order, by inserting one after the other. The order is another one
     * than that of {@link #order}, as the numbers are drawn the other way round.
     */
    public static void fill(int[] order, IntUnaryOperator below) {
        for (int i = 0; i < order.length; i++) {
            int j = below.applyAsInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}
