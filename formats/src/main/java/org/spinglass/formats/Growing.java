// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.Arrays;

/** Arrays that grow within a budget, for lists whose length a file does not announce. For one thread. */
final class Growing {
    private static final int FIRST_CAPACITY = 64;
    private static final int LARGEST_CAPACITY = Integer.MAX_VALUE - 8;

    private Growing() {}

    /** Room for half as many elements again, taken from the budget; the old array is given back by the caller. */
    private static int larger(int capacity, int width, MemoryBudget budget) throws FormatException {
        int wanted = (int) Math.min(LARGEST_CAPACITY, capacity + (capacity >> 1) + (long) FIRST_CAPACITY);
        budget.take((long) width * wanted, "a list of more than " + capacity + " elements");
        return wanted;
    }

    /** Double-precision numbers. */
    static final class Doubles {
        private final MemoryBudget budget;
        private double[] values = {};
        private int size;

        Doubles(MemoryBudget budget) {
            this.budget = budget;
        }

        void add(double value) throws FormatException {
            if (size == values.length) {
                double[] old = values;
                values = Arrays.copyOf(old, larger(old.length, Double.BYTES, budget));
                budget.release((long) Double.BYTES * old.length);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        double get(int k) {
            return values[k];
        }
    }

    /** Whole numbers. */
    static final class Ints {
        private final MemoryBudget budget;
        private int[] values = {};
        private int size;

        Ints(MemoryBudget budget) {
            this.budget = budget;
        }

        void add(int value) throws FormatException {
            if (size == values.length) {
                int[] old = values;
                values = Arrays.copyOf(old, larger(old.length, Integer.BYTES, budget));
                budget.release((long) Integer.BYTES * old.length);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        int get(int k) {
            return values[k];
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
