// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinglass.compute.Workers;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/**
 * How far the sampler that is chosen by itself is behind the best single one in the same time. Each search is a Java
 * machine that was just started; seeds are the outer loop, so that what else the machine does meets all samplers alike.
 * Printed are medians over the seeds, in percent short of the best known value, and by how much {@code auto} is behind
 * the sampler whose median is the best.
 *
 * <p>Arguments: the folder with {@code best_known.csv}; names of problems, separated by commas (K2000,G14,G22,G55,G81);
 * time limits in seconds (1,10); seeds (1,2,3); samplers (all); threads (1).
 */
public final class BestSampler {
    private BestSampler() {}

    /** Runs the benchmark; with {@code --one}, a single search. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 6 && arguments[0].equals("--one")) {
            one(arguments);
            return;
        }
        if (arguments.length < 1) {
            throw new IllegalArgumentException(
                    "expected the folder of problems, and maybe names, limits, seeds, samplers, threads");
        }
        List<String> samplers = Words.of(arguments, 4, String.join(",", Samplers.ALL));
        samplers.forEach(Samplers::named);
        String threads = arguments.length > 5 ? arguments[5] : "1";
        print("%-16s %6s %s %s%n", "problem", "limit", columns(samplers), "auto behind the best");
        for (KnownProblem entry :
                KnownProblem.of(Path.of(arguments[0]), Words.of(arguments, 1, "K2000,G14,G22,G55,G81"))) {
            for (String limit : Words.of(arguments, 2, "1,10")) {
                measure(entry, limit, Words.of(arguments, 3, "1,2,3"), samplers, threads);
            }
        }
    }

    private static void measure(
            KnownProblem entry, String limit, List<String> seeds, List<String> samplers, String threads)
            throws IOException, InterruptedException {
        double[][] gaps = new double[samplers.size()][seeds.size()];
        for (int s = 0; s < seeds.size(); s++) {
            for (int k = 0; k < samplers.size(); k++) {
                double found = search(entry, limit, seeds.get(s), samplers.get(k), threads);
                gaps[k][s] = entry.shortBy(found);
            }
        }
        StringBuilder row = new StringBuilder();
        double auto = Double.NaN;
        double best = Double.POSITIVE_INFINITY;
        String winner = "none";
        for (int k = 0; k < samplers.size(); k++) {
            Arrays.sort(gaps[k]);
            double median = gaps[k][seeds.size() / 2];
            row.append(String.format(Locale.ROOT, "%" + width(samplers.get(k)) + ".3f ", median));
            if (samplers.get(k).equals(Samplers.AUTO)) {
                auto = median;
            } else if (median < best) {
                best = median;
                winner = samplers.get(k);
            }
        }
        String behind =
                Double.isFinite(auto - best) ? String.format(Locale.ROOT, "%.3f%% (%s)", auto - best, winner) : "-";
        print("%-16s %6s %s %s%n", entry.name(), limit, row, behind);
    }

    private static String columns(List<String> samplers) {
        return samplers.stream()
                .map(name -> String.format(Locale.ROOT, "%" + width(name) + "s", name))
                .collect(Collectors.joining(" ", "", " "));
    }

    private static int width(String sampler) {
        return Math.max(7, sampler.length());
    }

    private static double search(KnownProblem entry, String limit, String seed, String sampler, String threads)
            throws IOException, InterruptedException {
        List<String> arguments = List.of("--one", entry.file().toString(), limit, seed, sampler, threads);
        return Double.parseDouble(OtherMachine.answer(BestSampler.class, arguments));
    }

    private static void one(String[] arguments) throws IOException {
        Problem problem = ProblemFile.read(Path.of(arguments[1]));
        try (Workers workers = Workers.of(Integer.parseInt(arguments[5]))) {
            Solution solution = Solver.solve(
                    problem.model(),
                    SolveRequest.of(Long.parseLong(arguments[3]))
                            .withSampler(Samplers.named(arguments[4]))
                            .withTimeLimit(Duration.ofNanos(Math.round(Double.parseDouble(arguments[2]) * 1e9)))
                            .withWorkers(workers));
            print("%s%n", problem.value(solution.best().energy()));
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
