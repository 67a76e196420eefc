// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.spinglass.compute.Workers;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/**
 * The best value that a search has, over time: medians and quartiles over seeds for each sampler, in percent short of the
 * best known value, as a picture with a panel for each problem and as a table at a few moments. Each search is a Java
 * machine that was just started; its time begins when the problem is read. Seeds are the outer loop, so that what else the
 * machine does meets all samplers alike.
 *
 * <p>Arguments: the folder with {@code best_known.csv}; the picture to write; names of problems, separated by commas; a
 * limit in seconds (10); seeds (1,2,3,4,5,6,7,8,9,10); samplers (auto,sa,heat-bath,merge,memetic,tabu,pt); threads of a
 * search (1); searches at a time (1).
 */
public final class AnytimeCurves {
    private static final String NAMES = "G14,G22,G32,G43,G55,G67,G81,K2000,bqp1000-2,ising3.0-300_5555";

    private AnytimeCurves() {}

    /** Runs the benchmark; with {@code --one}, a single search. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 6 && arguments[0].equals("--one")) {
            one(arguments);
            return;
        }
        if (arguments.length < 2) {
            throw new IllegalArgumentException(
                    "expected the folder of problems, a file for the picture, and maybe names, a limit, seeds, samplers,"
                            + " threads");
        }
        List<KnownProblem> problems = KnownProblem.of(Path.of(arguments[0]), Words.of(arguments, 2, NAMES));
        double limit = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 10;
        List<String> seeds = Words.of(arguments, 4, "1,2,3,4,5,6,7,8,9,10");
        List<String> samplers = Words.of(arguments, 5, "auto,sa,heat-bath,merge,memetic,tabu,pt");
        samplers.forEach(Samplers::named);
        Path picture = Path.of(arguments[1]);
        if (!Files.isDirectory(picture.toAbsolutePath().resolveSibling("."))) {
            throw new IllegalArgumentException("there is no folder for " + picture);
        }
        String threads = arguments.length > 6 ? arguments[6] : "1";
        double[] times = TimeCurve.times(limit);
        Map<String, Map<String, TimeCurve>> panels = new LinkedHashMap<>();
        print("%-20s %-16s %s", "problem", "sampler", "percent short: median [quartiles] after");
        try (ExecutorService places =
                Executors.newFixedThreadPool(arguments.length > 7 ? Integer.parseInt(arguments[7]) : 1)) {
            for (KnownProblem problem : problems) {
                Map<String, List<Future<double[]>>> runs = new LinkedHashMap<>();
                for (String seed : seeds) {
                    for (String sampler : samplers) {
                        runs.computeIfAbsent(sampler, name -> new ArrayList<>())
                                .add(places.submit(() -> search(problem, times, List.of(seed, sampler, threads))));
                    }
                }
                Map<String, TimeCurve> curves = new LinkedHashMap<>();
                for (Map.Entry<String, List<Future<double[]>>> run : runs.entrySet()) {
                    List<double[]> all = new ArrayList<>();
                    for (Future<double[]> one : run.getValue()) {
                        all.add(one.get());
                    }
                    TimeCurve curve = TimeCurve.of(times, all);
                    curves.put(run.getKey(), curve);
                    print("%-20s %-16s %s", problem.name(), run.getKey(), curve.text());
                }
                panels.put(problem.name(), curves);
                CurvePicture.write(panels, picture);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How far the best value falls short at each of the times; infinite where there is none yet. */
    private static double[] search(KnownProblem problem, double[] times, List<String> how)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--one", problem.file().toString(), Double.toString(times[times.length - 1])));
        arguments.addAll(how);
        double[] gaps = new double[times.length];
        Arrays.fill(gaps, Double.POSITIVE_INFINITY);
        for (String line : OtherMachine.answer(AnytimeCurves.class, arguments).split("\n", -1)) {
            String[] cells = line.split(" ", -1);
            double gap = problem.shortBy(Double.parseDouble(cells[1]));
            for (int t = 0; t < times.length; t++) {
                if (times[t] >= Double.parseDouble(cells[0])) {
                    gaps[t] = Math.min(gaps[t], gap);
                }
            }
        }
        return gaps;
    }

    /** Prints when the best value became better, and what it was then; the last line is what was answered. */
    private static void one(String[] arguments) throws IOException {
        Problem problem = ProblemFile.read(Path.of(arguments[1]));
        double limit = Double.parseDouble(arguments[2]);
        List<String> lines = new ArrayList<>();
        double[] best = {Double.POSITIVE_INFINITY};
        try (Workers workers = Workers.of(Integer.parseInt(arguments[5]))) {
            long began = System.nanoTime();
            Solution solution = Solver.solve(
                    problem.model(),
                    SolveRequest.of(Long.parseLong(arguments[3]))
                            .withSampler(Samplers.named(arguments[4]))
                            .withTimeLimit(Duration.ofNanos(Math.round(limit * 1e9)))
                            .withWorkers(workers)
                            .withProgress(progress -> {
                                synchronized (lines) {
                                    if (progress.bestEnergy() < best[0]) {
                                        best[0] = progress.bestEnergy();
                                        lines.add((System.nanoTime() - began) * 1e-9 + " " + problem.value(best[0]));
                                    }
                                }
                                return true;
                            }));
            lines.forEach(line -> print("%s", line));
            print("%s %s", limit, problem.value(solution.best().energy()));
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
