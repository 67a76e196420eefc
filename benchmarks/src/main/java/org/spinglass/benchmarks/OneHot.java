// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/**
 * How many random choices of one among n are answered rightly: {@code sum c_i x_i + P (sum x_i - 1)^2} with n from 3 to 150, P
 * from 1e4 to 1e10 and costs that are whole or have two decimals, read from text. An answer is right when its state has the
 * least cost; its value is held against rational arithmetic on the numbers in the text.
 *
 * <p>Arguments: the problems (1000), and the seed (1).
 */
public final class OneHot {
    private static final int LEAST_CHOICES = 3;
    private static final int MOST_CHOICES = 150;
    private static final int LEAST_EXPONENT = 4;
    private static final int MOST_EXPONENT = 10;

    private OneHot() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        int problems = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        SplittableRandom random = new SplittableRandom(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
        int right = 0;
        double longest = 0;
        double total = 0;
        double worst = 0;
        for (int p = 0; p < problems; p++) {
            int n = random.nextInt(LEAST_CHOICES, MOST_CHOICES + 1);
            long penalty = (long) Math.pow(10, random.nextDouble(LEAST_EXPONENT, MOST_EXPONENT));
            boolean isWhole = random.nextBoolean();
            BigDecimal[] costs = new BigDecimal[n];
            BigDecimal least = BigDecimal.valueOf(Long.MAX_VALUE);
            for (int i = 0; i < n; i++) {
                long cents = random.nextLong(1, 500_000);
                costs[i] = BigDecimal.valueOf(isWhole ? cents / 100 : cents, isWhole ? 0 : 2);
                least = least.min(costs[i]);
            }
            Problem problem = read(costs, BigDecimal.valueOf(penalty));
            long began = System.nanoTime();
            Solution solution = Solver.solve(problem.model(), SolveRequest.of(p));
            double seconds = (System.nanoTime() - began) * 1e-9;
            BigDecimal exact =
                    value(costs, BigDecimal.valueOf(penalty), solution.best().spins());
            BigDecimal told = BigDecimal.valueOf(problem.value(solution.best().spins()));
            double error = exact.subtract(told).abs().doubleValue()
                    / Math.max(exact.abs().doubleValue(), 0.01);
            right += exact.compareTo(least) == 0 ? 1 : 0;
            worst = Math.max(worst, error);
            longest = Math.max(longest, seconds);
            total += seconds;
            if (exact.compareTo(least) != 0) {
                print("wrong: n %d, P %d, %s instead of %s%n", n, penalty, exact, least);
            }
        }
        print(
                "%d of %d right; values within %.1e of exact arithmetic, relative; %.3f s at most, %.3f s on average%n",
                right, problems, worst, longest, total / problems);
    }

    private static Problem read(BigDecimal[] costs, BigDecimal penalty) throws IOException {
        StringJoiner labels = new StringJoiner(",", "[", "]");
        StringJoiner linear = new StringJoiner(",", "[", "]");
        StringJoiner quadratic = new StringJoiner(",", "[", "]");
        StringJoiner heads = new StringJoiner(",", "[", "]");
        StringJoiner tails = new StringJoiner(",", "[", "]");
        for (int i = 0; i < costs.length; i++) {
            labels.add(String.valueOf(i));
            linear.add(costs[i].subtract(penalty).toPlainString());
            for (int j = i + 1; j < costs.length; j++) {
                quadratic.add(penalty.multiply(BigDecimal.TWO).toPlainString());
                heads.add(String.valueOf(i));
                tails.add(String.valueOf(j));
            }
        }
        String text = String.format(
                Locale.ROOT,
                "{\"type\": \"BinaryQuadraticModel\", \"version\": {\"bqm_schema\": \"3.0.0\"}, \"use_bytes\": false,"
                        + " \"num_variables\": %d, \"num_interactions\": %d, \"variable_labels\": %s,"
                        + " \"variable_type\": \"BINARY\", \"offset\": %s, \"linear_biases\": %s,"
                        + " \"quadratic_biases\": %s, \"quadratic_head\": %s, \"quadratic_tail\": %s}",
                costs.length,
                costs.length * (costs.length - 1) / 2,
                labels,
                penalty.toPlainString(),
                linear,
                quadratic,
                heads,
                tails);
        return ProblemFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
                "one-hot",
                ProblemFormat.JSON,
                ReadOptions.standard());
    }

    private static BigDecimal value(BigDecimal[] costs, BigDecimal penalty, Spins state) {
        BigDecimal sum = BigDecimal.ZERO;
        long ones = 0;
        for (int i = 0; i < costs.length; i++) {
            if (state.get(i) > 0) {
                sum = sum.add(costs[i]);
                ones++;
            }
        }
        return sum.add(penalty.multiply(BigDecimal.valueOf((ones - 1) * (ones - 1))));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
