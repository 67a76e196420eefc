// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Constraint;
import org.spinglass.modelling.Encoding;
import org.spinglass.modelling.IsingForm;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/**
 * How often the best answer known is found within some seconds, and how soon, of ten whole variables with a quadratic goal
 * and two inequalities: by the encoding of the variables and their range, with slack and without, and by the weight of the
 * rules.
 *
 * <p>{@code Encodings [seconds [seeds]]}: half a second and five seeds unless told otherwise. Times are medians by the clock;
 * a search that does not find the best counts as longer than all that do.
 */
final class Encodings {
    private static final int[] RANGES = {3, 7, 20};
    private static final double[] WEIGHTS = {0.003, 0.01, 0.03, 0.1, 0.3, 1};

    private final double seconds;
    private final int seeds;

    /** The best objective, and when it was found; not a number where that is not looked at. */
    private record Found(double objective, double seconds) {}

    private Encodings(double seconds, int seeds) {
        this.seconds = seconds;
        this.seeds = seeds;
    }

    static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 0.5;
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        new Encodings(seconds, seeds).run();
    }

    private static Model model(int range, int seed, boolean hasSlack) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = new Model();
        Variables x = model.integers("x", 0, range, 10);
        Sum goal = new Sum();
        Sum first = new Sum();
        Sum second = new Sum();
        for (int a = 0; a < 10; a++) {
            goal.add(random.nextInt(-20, 60) * range / 4.0, x.get(a));
            first.add(1 + random.nextInt(5), x.get(a));
            second.add(1 + random.nextInt(5), x.get(a));
            for (int b = 0; b <= a; b++) {
                goal.add(random.nextInt(-9, 5), x.get(a), x.get(b));
            }
        }
        model.maximise(goal.toExpression());
        Rule one = first.toExpression().atMost(12.0 * range);
        Rule other = second.toExpression().atMost(13.0 * range);
        model.require("first", hasSlack ? one : one.withoutSlack());
        model.require("second", hasSlack ? other : other.withoutSlack());
        return model;
    }

    /** The columns: every encoding by the whole search, the automatic one without slack, weights by one call of the solver. */
    private void run() {
        List<String> header = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            header.add(encoding.name().toLowerCase(Locale.ROOT));
        }
        header.add("without slack");
        for (double weight : WEIGHTS) {
            header.add("weight " + weight);
        }
        System.out.println("| range | " + String.join(" | ", header) + " |");
        System.out.println("|---".repeat(header.size() + 1) + "|");
        for (Encoding encoding : Encoding.values()) { // so that nobody pays for the start of the Java machine
            searched(model(RANGES[1], 0, true), encoding, 0);
        }
        for (int range : RANGES) {
            Found[][] found = new Found[seeds][header.size()];
            for (int seed = 1; seed <= seeds; seed++) {
                int column = 0;
                for (Encoding encoding : Encoding.values()) {
                    found[seed - 1][column++] = searched(model(range, seed, true), encoding, seed);
                }
                found[seed - 1][column++] = searched(model(range, seed, false), Encoding.AUTOMATIC, seed);
                for (double weight : WEIGHTS) {
                    found[seed - 1][column++] = sampled(model(range, seed, true), weight, seed);
                }
            }
            System.out.println("| " + range + " | " + String.join(" | ", successes(found)) + " |");
        }
    }

    /** By column, how often the best of its row was found, and after which time. */
    private static List<String> successes(Found[][] found) {
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < found[0].length; k++) {
            int column = k;
            double[] times = Arrays.stream(found)
                    .mapToDouble(row -> {
                        double best = Arrays.stream(row)
                                .mapToDouble(Found::objective)
                                .max()
                                .orElseThrow();
                        return row[column].objective() >= best - 1e-6
                                ? row[column].seconds()
                                : Double.POSITIVE_INFINITY;
                    })
                    .sorted()
                    .toArray();
            long hits = Arrays.stream(times)
                    .filter(time -> time < Double.POSITIVE_INFINITY || Double.isNaN(time))
                    .count();
            double median = times[times.length / 2];
            texts.add(hits + " of " + found.length
                    + (Double.isFinite(median) ? String.format(Locale.ROOT, ", %.2f s", median) : ""));
        }
        return texts;
    }

    private Duration limit() {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    private Found searched(Model model, Encoding encoding, int seed) {
        for (Variable variable : model.variables()) {
            model.encode(variable, encoding);
        }
        long began = System.nanoTime();
        double[] last = new double[1];
        Answer best = ModelSolver.solve(
                        model, ModelRequest.of(seed).withTimeLimit(limit()).withListener(answer -> {
                            last[0] = (System.nanoTime() - began) * 1e-9;
                            return true;
                        }))
                .best();
        return new Found(objective(best), last[0]);
    }

    /** Without repair and without rounds: the best state of the Ising model, rules at a part of the safe weight. */
    private Found sampled(Model model, double part, int seed) {
        IsingForm form = IsingForm.of(model);
        double weight = part * form.safeWeight();
        Map<String, Double> weights = new HashMap<>();
        for (Constraint constraint : model.constraints()) {
            weights.put(constraint.name(), weight);
        }
        Answer best = form.answer(
                Solver.solve(form.ising(weights), SolveRequest.of(seed).withTimeLimit(limit()))
                        .best()
                        .spins());
        return new Found(objective(best), Double.NaN);
    }

    private static double objective(Answer answer) {
        return answer.isFeasible() ? answer.objective() : Double.NEGATIVE_INFINITY;
    }
}
