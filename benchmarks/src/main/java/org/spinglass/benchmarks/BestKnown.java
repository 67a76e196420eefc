// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.Sense;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/**
 * How long one thread takes to the best known value of every problem in a folder. A run starts at random and ends when it
 * has reached the value; runs follow each other until the time for the problem is used up, at most {@value #RUNS}. Success
 * is taken to come at a constant rate, estimated as hits over all the time, so that the time to solution with
 * 99% is {@code TTS = ln(100) time / hits}, with the standard error {@code TTS / sqrt(hits)}. Times are processor
 * seconds of the thread, the sampler's own preparations included; half a second before the first run is not counted.
 *
 * <p>Arguments: the folder, with {@code best_known.csv} ({@code file,name,n,m,sense,best_known}); the seconds for each
 * problem (20); the sampler (memetic, merge, tabu, pt; sa or heat-bath, with sweeps and reads of a call as in
 * sa:1000:1); the first seed (1); names to which it is limited, as a regular expression.
 */
public final class BestKnown {
    private static final int RUNS = 100;
    private static final double WARM_UP = 0.5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BestKnown() {}

    /** A line of the list of best known values. */
    private record Entry(String name, Problem problem, double known) {
        double target() {
            return problem.energy(known);
        }

        boolean isReached(double value) {
            return problem.sense() == Sense.MAX_CUT ? value >= known : value <= known;
        }
    }

    /** A sampler and the sweeps of a call; a call that ends short of the value is followed by another one. */
    private record Contender(Sampler sampler, int reads, int sweeps) {
        static Contender of(String text) {
            String[] parts = text.split(":", 3);
            int sweeps = parts.length > 1 ? Integer.parseInt(parts[1]) : 1000;
            int reads = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
            return switch (parts[0]) {
                case "memetic" -> new Contender(new MemeticSearch(), 1, Integer.MAX_VALUE);
                case "merge" -> new Contender(new MergedAnnealing(), 1, Integer.MAX_VALUE);
                case "tabu" -> new Contender(new TabuSearch(), 1, 100_000_000);
                case "pt" -> new Contender(ParallelTempering.standard(), 1, 100_000_000);
                case "sa" -> new Contender(SimulatedAnnealing.singleSpin(), reads, sweeps);
                case "heat-bath" -> new Contender(SimulatedAnnealing.heatBath(), reads, sweeps);
                default ->
                    throw new IllegalArgumentException("the sampler is " + text
                            + "; expected memetic, merge, tabu, pt, sa:SWEEPS:READS or heat-bath:SWEEPS:READS");
            };
        }
    }

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException(
                    "expected the folder of problems, and maybe seconds, sampler, seed and names");
        }
        Path folder = Path.of(arguments[0]);
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 20;
        Contender contender = Contender.of(arguments.length > 2 ? arguments[2] : "memetic");
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
        String names = arguments.length > 4 ? arguments[4] : ".*";
        print("%s, one thread, up to %.0f processor seconds a problem, seed %d%n", contender.sampler(), seconds, seed);
        print(
                "%-20s %6s %12s %12s %9s %8s %22s%n",
                "problem", "spins", "best known", "found", "hits/runs", "sampler", "TTS(99%) in seconds");
        int reached = 0;
        int problems = 0;
        List<String> lines = Files.readAllLines(folder.resolve("best_known.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            if (cells[1].matches(names)) {
                Problem problem = ProblemFile.read(folder.resolve(cells[0]));
                problems++;
                reached += measure(new Entry(cells[1], problem, Double.parseDouble(cells[5])), contender, seconds, seed)
                        ? 1
                        : 0;
            }
        }
        print("%d of %d problems reached their best known value%n", reached, problems);
    }

    private static boolean measure(Entry entry, Contender contender, double seconds, long seed) {
        run(entry, contender, WARM_UP, seed - 1);
        SplittableRandom seeds = new SplittableRandom(seed);
        double spent = 0;
        double best = Double.POSITIVE_INFINITY;
        int hits = 0;
        int runs = 0;
        while (runs < RUNS && spent < seconds) {
            double before = cpuSeconds();
            double found = run(entry, contender, seconds - spent, seeds.nextLong());
            spent += cpuSeconds() - before;
            best = Math.min(best, found);
            hits += entry.isReached(entry.problem().value(found)) ? 1 : 0;
            runs++;
        }
        double time = Math.log(100) * spent / hits;
        print(
                "%-20s %6d %12.0f %12.0f %5d/%-3d %8s %12s%n",
                entry.name(),
                entry.problem().variables(),
                entry.known(),
                entry.problem().value(best),
                hits,
                runs,
                contender.sampler().name(),
                hits == 0
                        ? String.format(Locale.ROOT, "none in %.1f", spent)
                        : String.format(Locale.ROOT, "%.3f +- %.3f", time, time / Math.sqrt(hits)));
        return hits > 0;
    }

    /** Calls the sampler until the value is reached or the time is over; returns the lowest energy. */
    private static double run(Entry entry, Contender contender, double seconds, long seed) {
        double end = cpuSeconds() + seconds;
        SplittableRandom seeds = new SplittableRandom(seed);
        StopRule stop = StopRule.energy(entry.target()).or(progress -> cpuSeconds() >= end);
        double best = Double.POSITIVE_INFINITY;
        do {
            SamplingRequest request = SamplingRequest.of(contender.sweeps(), seeds.nextLong())
                    .withReads(contender.reads())
                    .withBoundSweeps(0)
                    .withStop(stop);
            best = Math.min(
                    best,
                    contender
                            .sampler()
                            .sample(entry.problem().model(), request)
                            .best()
                            .energy());
        } while (!entry.isReached(entry.problem().value(best)) && cpuSeconds() < end);
        return best;
    }

    private static double cpuSeconds() {
        return THREADS.getCurrentThreadCpuTime() * 1e-9;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
