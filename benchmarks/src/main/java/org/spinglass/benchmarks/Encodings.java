// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
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
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/**
 * How often the best answer known is found within some seconds, of ten whole variables with a quadratic goal and two
 * inequalities: by the encoding of the variables and their range, and by the weight of the rules.
 *
 * <p>{@code Encodings [seconds [seeds]]}: half a second and five seeds unless told otherwise.
 */
final class Encodings {
    private static final int[] RANGES = {3, 7, 20};
    private static final double[] WEIGHTS = {0.003, 0.01, 0.03, 0.1, 0.3, 1};

    private final double seconds;
    private final int seeds;

    private Encodings(double seconds, int seeds) {
        this.seconds = seconds;
        this.seeds = seeds;
    }

    static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 0.5;
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        new Encodings(seconds, seeds).run();
    }

    private static Model model(int range, int seed) {
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
        model.require("first", first.toExpression().atMost(12.0 * range));
        model.require("second", second.toExpression().atMost(13.0 * range));
        return model;
    }

    /** The columns: every encoding by the whole search, then weights by one call of the solver, then that search. */
    private void run() {
        List<String> header = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            header.add(encoding.name().toLowerCase(Locale.ROOT));
        }
        for (double weight : WEIGHTS) {
            header.add("weight " + weight);
        }
        System.out.println("| range | " + String.join(" | ", header) + " |");
        System.out.println("|---".repeat(header.size() + 1) + "|");
        for (int range : RANGES) {
            int columns = header.size();
            double[][] found = new double[seeds][columns];
            for (int seed = 1; seed <= seeds; seed++) {
                int column = 0;
                for (Encoding encoding : Encoding.values()) {
                    found[seed - 1][column++] = searched(model(range, seed), encoding, seed);
                }
                for (double weight : WEIGHTS) {
                    found[seed - 1][column++] = sampled(model(range, seed), weight, seed);
                }
            }
            System.out.println("| " + range + " | " + String.join(" | ", successes(found)) + " |");
        }
    }

    /** By column, how often the best of its row was found. */
    private static List<String> successes(double[][] found) {
        int[] hits = new int[found[0].length];
        for (double[] row : found) {
            double best = Double.NEGATIVE_INFINITY;
            for (double value : row) {
                best = Math.max(best, value);
            }
            for (int k = 0; k < row.length; k++) {
                hits[k] += row[k] >= best - 1e-6 ? 1 : 0;
            }
        }
        List<String> texts = new ArrayList<>();
        for (int hit : hits) {
            texts.add(hit + " of " + found.length);
        }
        return texts;
    }

    private Duration limit() {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    private double searched(Model model, Encoding encoding, int seed) {
        for (Variable variable : model.variables()) {
            model.encode(variable, encoding);
        }
        return objective(ModelSolver.solve(model, ModelRequest.of(seed).withTimeLimit(limit()))
                .best());
    }

    /** Without repair and without rounds: the best state of the Ising model, rules at a part of the safe weight. */
    private double sampled(Model model, double part, int seed) {
        IsingForm form = IsingForm.of(model);
        double weight = part * form.safeWeight();
        Map<String, Double> weights = new HashMap<>();
        for (Constraint constraint : model.constraints()) {
            weights.put(constraint.name(), weight);
        }
        return objective(form.answer(
                Solver.solve(form.ising(weights), SolveRequest.of(seed).withTimeLimit(limit()))
                        .best()
                        .spins()));
    }

    private static double objective(Answer answer) {
        return answer.isFeasible() ? answer.objective() : Double.NEGATIVE_INFINITY;
    }
}
