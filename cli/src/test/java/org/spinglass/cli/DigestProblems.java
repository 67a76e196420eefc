// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** Twenty problems of many kinds, each as the text of a file: sparse and dense, whole and real, with and without fields. */
final class DigestProblems {
    private static final int[] SIZES = {9, 14, 30, 60};

    private DigestProblems() {}

    /** The texts by the names of their files. */
    static Map<String, String> all() {
        Map<String, String> problems = new TreeMap<>();
        for (int n : SIZES) {
            SplittableRandom random = new SplittableRandom(n);
            problems.put("signs-" + n + ".coo", coo(n, 1, random, () -> random.nextBoolean() ? 1 : -1, 0));
            problems.put("sparse-" + n + ".coo", coo(n, 0.15, random, () -> random.nextInt(-9, 10), 0.5));
            problems.put("real-" + n + ".coo", coo(n, 0.6, random, random::nextGaussian, 1));
            problems.put("binary-" + n + ".qubo", qubo(n, random));
            problems.put("wide-" + n + ".coo", coo(n, 0.4, random, () -> random.nextInt(1, 9) * 1e9 + 1, 0.3));
        }
        return problems;
    }

    private static String coo(int n, double density, RandomGenerator random, DoubleSupplier value, double fields) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            if (random.nextDouble() < fields) {
                line(text, i, i, value.getAsDouble());
            }
            for (int j = i + 1; j < n; j++) {
                if (j == i + 1 || random.nextDouble() < density) {
                    line(text, i, j, value.getAsDouble());
                }
            }
        }
        return text.toString();
    }

    private static String qubo(int n, RandomGenerator random) {
        StringBuilder diagonal = new StringBuilder();
        StringBuilder others = new StringBuilder();
        int couplers = 0;
        for (int i = 0; i < n; i++) {
            line(diagonal, i, i, random.nextInt(-20, 21) / 4.0);
            for (int j = i + 1; j < n; j++) {
                if (random.nextDouble() < 0.3) {
                    line(others, i, j, random.nextInt(-20, 21) / 4.0);
                    couplers++;
                }
            }
        }
        return String.format(Locale.ROOT, "p qubo 0 %d %d %d%n", n, n, couplers) + diagonal + others;
    }

    private static void line(StringBuilder text, int i, int j, double value) {
        text.append(i).append(' ').append(j).append(' ').append(value).append('\n');
    }
}
