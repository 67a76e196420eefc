// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

/**
 * The terms of a function that are products of two atoms which ask for values of two variables, where most pairs of such
 * atoms have one: a symmetric matrix of their coefficients. Immutable. Memory: 8 bytes a pair of places.
 */
final class DensePairs {
    private final int function;
    private final int places;
    private final double[] weights;

    /** Without terms, of so many places. */
    DensePairs(int function, int places) {
        this.function = function;
        this.places = places;
        this.weights = new double[places * places];
    }

    /** Adds a term; for who makes this. */
    void add(int first, int second, double coefficient) {
        weights[first * places + second] += coefficient;
        weights[second * places + first] += coefficient;
    }

    /** The function whose terms they are. */
    int function() {
        return function;
    }

    /** Number of atoms that ask for values, by their places. */
    int places() {
        return places;
    }

    /** The coefficient of the product of two atoms, told by their places; 0 where the second is -1. */
    double weight(int first, int second) {
        return second < 0 ? 0 : weights[first * places + second];
    }

    /** The coefficients of an atom's terms whose other atom is 1; -1 where a variable has none. Cost: the variables. */
    double sum(int place, int[] now) {
        double sum = 0;
        int row = place * places;
        for (int other : now) {
            sum += other < 0 ? 0 : weights[row + other];
        }
        return sum;
    }

    /** Adds what an atom has with all others, so many times; nothing where its place is -1. */
    void addTo(double[] sums, int place, double factor) {
        if (place >= 0) {
            int row = place * places;
            for (int k = 0; k < sums.length; k++) {
                sums[k] += factor * weights[row + k];
            }
        }
    }
}
