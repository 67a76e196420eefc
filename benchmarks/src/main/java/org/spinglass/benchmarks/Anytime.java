// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.spinglass.compute.Workers;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/**
 * The best value that a search with a time limit returns, over a range of limits, on an idle machine and with other processes
 * at work. Every search is done in a Java machine of its own, which is just started, so that compilation is part of it;
 * the limit begins when the problem is read. What is printed is the value, its distance to the best known one, and how long the
 * call took.
 *
 * <p>Arguments: the folder, with {@code best_known.csv}; names of problems, separated by commas (G22,G55,G81,K2000); limits
 * in seconds, separated by commas (0.3,1,3,10); how many busy processes stand beside it, separated by commas (0,7).
 */
public final class Anytime {
    private Anytime() {}

    /** Runs the benchmark; or one search, with {@code --one}, a file and a limit, or with {@code --busy} nothing but work. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 3 && arguments[0].equals("--one")) {
            one(Path.of(arguments[1]), Double.parseDouble(arguments[2]));
            return;
        }
        if (arguments.length == 1 && arguments[0].equals("--busy")) {
            long parent = ProcessHandle.current().parent().orElseThrow().pid();
            while (ProcessHandle.of(parent).isPresent()) {
                work();
            }
            return;
        }
        if (arguments.length < 1) {
            throw new IllegalArgumentException(
                    "expected the folder of problems, and maybe names, limits and processes");
        }
        Path folder = Path.of(arguments[0]);
        List<String> names = Words.of(arguments, 1, "G22,G55,G81,K2000");
        List<String> limits = Words.of(arguments, 2, "0.3,1,3,10");
        List<String> crowds = Words.of(arguments, 3, "0,7");
        print(
                "%-8s %5s %8s %10s %10s %8s %8s%n",
                "problem", "busy", "limit", "best known", "found", "short by", "took");
        for (String crowd : crowds) {
            List<Process> busy = new ArrayList<>();
            try {
                for (int p = 0; p < Integer.parseInt(crowd); p++) {
                    busy.add(OtherMachine.start(Anytime.class, List.of("--busy")));
                }
                for (KnownProblem entry : KnownProblem.of(folder, names)) {
                    for (String limit : limits) {
                        measure(entry, limit, crowd);
                    }
                }
            } finally {
                busy.forEach(Process::destroyForcibly);
            }
        }
    }

    private static void measure(KnownProblem entry, String limit, String crowd)
            throws IOException, InterruptedException {
        String[] answer = OtherMachine.answer(
                        Anytime.class, List.of("--one", entry.file().toString(), limit))
                .split(" ", -1);
        double found = Double.parseDouble(answer[0]);
        print(
                "%-8s %5s %6s s %10.0f %10.0f %7.2f%% %6.2f s%n",
                entry.name(), crowd, limit, entry.best(), found, entry.shortBy(found), Double.parseDouble(answer[1]));
    }

    /** Prints the value found and the seconds that the call took. */
    private static void one(Path file, double limit) throws IOException {
        Problem problem = ProblemFile.read(file);
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            long began = System.nanoTime();
            Solution solution = Solver.solve(
                    problem.model(),
                    SolveRequest.of(1)
                            .withTimeLimit(Duration.ofNanos(Math.round(limit * 1e9)))
                            .withWorkers(workers));
            double seconds = (System.nanoTime() - began) * 1e-9;
            print("%s %s%n", problem.value(solution.best().energy()), seconds);
        }
    }

    private static void work() {
        double sum = 0;
        for (int i = 0; i < 100_000_000; i++) {
            sum += Math.sqrt(i);
        }
        if (sum < 0) {
            throw new IllegalStateException("a sum of roots is " + sum);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
