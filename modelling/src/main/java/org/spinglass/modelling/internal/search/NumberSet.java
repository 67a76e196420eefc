// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;

/** Some of the numbers 0 to N - 1, in no order; to add and to remove one takes constant time. For one thread. */
final class NumberSet {
    private final int[] numbers;
    private final int[] places;
    private int size;

    NumberSet(int bound) {
        numbers = new int[bound];
        places = new int[bound];
        Arrays.fill(places, -1);
    }

    int size() {
        return size;
    }

    int get(int k) {
        return numbers[k];
    }

    /** Whether it was not there before. */
    boolean add(int number) {
        if (places[number] >= 0) {
            return false;
        }
        places[number] = size;
        numbers[size++] = number;
        return true;
    }

    void remove(int number) {
        int place = places[number];
        if (place >= 0) {
            int last = numbers[--size];
            numbers[place] = last;
            places[last] = place;
            places[number] = -1;
        }
    }

    void clear() {
        while (size > 0) {
            places[numbers[--size]] = -1;
        }
    }
}
