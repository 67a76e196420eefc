// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variables;

/**
 * Quadratic assignment of QAPLIB: the size n, then two matrices A and B of n rows. To minimise is the sum of
 * {@code a[i][j] b[p(i)][p(j)]}; the variable {@code place[i]} is p(i), from 1 to n.
 */
final class QapReader {
    private static final int MOST_SIZE = 200;

    /** Products at most: those of all entries that are not 0. */
    private static final long MOST_TERMS = 30_000_000;

    private final Lines lines;

    QapReader(Lines lines) {
        this.lines = lines;
    }

    ModelProblem read() throws IOException {
        Numbers numbers = new Numbers(lines);
        int n = numbers.whole("the size", 2, MOST_SIZE);
        double[][] a = matrix(numbers, n, "the first matrix");
        double[][] b = matrix(numbers, n, "the second matrix");
        if (numbers.hasNext()) {
            throw lines.error(lines.number(), "more than two matrices of " + n + " rows; expected the end of the file");
        }
        long terms = nonzero(a) * nonzero(b);
        if (terms > MOST_TERMS) {
            throw lines.error("an objective of " + terms + " products; expected at most " + MOST_TERMS);
        }
        Model model = new Model();
        Variables place = model.integers("place", 1, n, n);
        Expression[][] at = place.stream()
                .map(variable ->
                        IntStream.rangeClosed(1, n).mapToObj(variable::is).toArray(Expression[]::new))
                .toArray(Expression[][]::new);
        Sum cost = new Sum((int) terms);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (a[i][j] != 0) {
                    add(cost, a[i][j], b, i == j, at[i], at[j]);
                }
            }
        }
        model.minimise(cost.toExpression());
        model.require("each place once", Rule.allDifferent(place));
        return new ModelProblem(
                model,
                answer -> ModelProblem.words(Map.of(
                        "assignment",
                        place.stream()
                                .map(variable -> Integer.toString(answer.value(variable)))
                                .collect(Collectors.joining(" ")))));
    }

    private static void add(
            Sum cost, double flow, double[][] b, boolean isOne, Expression[] first, Expression[] second) {
        for (int p = 0; p < b.length; p++) {
            for (int q = 0; q < b.length; q++) {
                if (b[p][q] != 0 && isOne == (p == q)) {
                    cost.add(flow * b[p][q], first[p], second[q]);
                }
            }
        }
    }

    private static double[][] matrix(Numbers numbers, int n, String what) throws IOException {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = numbers.number("the entry " + (i + 1) + ", " + (j + 1) + " of " + what);
            }
        }
        return matrix;
    }

    private static long nonzero(double[][] matrix) {
        long count = 0;
        for (double[] row : matrix) {
            for (double entry : row) {
                count += entry == 0 ? 0 : 1;
            }
        }
        return count;
    }
}
