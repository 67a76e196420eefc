// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Terms as a CQM file has them: linear ones of the variables that occur, and products of two of these, in order.
 * Squares of binary variables are linear there, and those of spins constant.
 */
final class CqmTerms {
    private final int[] variables;
    private final double[] linear;
    private final List<Pair> pairs = new ArrayList<>();
    private double constant;

    /**
     * A product.
     *
     * @param row place of one of its variables among those that occur
     * @param column of the other, no greater
     */
    record Pair(int row, int column, double bias) {}

    CqmTerms(LpTerms terms, List<Program.Column> columns) {
        this.constant = terms.constant();
        Map<Integer, Integer> places = new LinkedHashMap<>();
        Map<Integer, Double> sums = new LinkedHashMap<>();
        Map<Long, Double> products = new TreeMap<>();
        for (LpTerms.Term term : terms.terms()) {
            int first = term.first();
            int second = term.second();
            Program.Column column = columns.get(first);
            if (first == second && column.isSpin()) {
                constant += term.coefficient();
                continue;
            }
            int place = places.computeIfAbsent(first, key -> places.size());
            boolean isBinary = column.low() == 0 && column.high() == 1;
            if (second < 0 || first == second && isBinary) {
                sums.merge(first, term.coefficient(), Double::sum);
                continue;
            }
            int other = places.computeIfAbsent(second, key -> places.size());
            long key = (long) Math.max(place, other) << 32 | Math.min(place, other);
            products.merge(key, term.coefficient(), Double::sum);
        }
        this.variables = places.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.linear = new double[variables.length];
        for (int k = 0; k < variables.length; k++) {
            linear[k] = sums.getOrDefault(variables[k], 0.0);
        }
        products.forEach((key, bias) -> pairs.add(new Pair((int) (key >> 32), (int) (long) key, bias)));
    }

    double constant() {
        return constant;
    }

    /** The numbers of the variables that occur. */
    int[] variables() {
        return variables;
    }

    /** Their linear terms. */
    double[] linear() {
        return linear;
    }

    /** The products, by rows and within them by columns. */
    List<Pair> pairs() {
        return pairs;
    }

    long biases() {
        return (long) variables.length + pairs.size();
    }

    /** How many variables are in a product. */
    long quadraticVariables() {
        return pairs.stream()
                .flatMapToInt(pair -> IntStream.of(pair.row(), pair.column()))
                .distinct()
                .count();
    }
}
