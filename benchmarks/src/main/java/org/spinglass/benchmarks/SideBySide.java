// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Simulated annealing of sparse maximum cuts with 32 reads, 16 bits a spin and read, and with 512 reads, one bit each.
 * Rounds are interleaved; times are medians of the processor time of one thread, the states' evaluation included, after
 * a round to warm up; cuts are means over the reads of all rounds, with their standard errors.
 *
 * <p>Arguments: the folder with the problems of the G-set; their names, separated by commas (G32,G67,G22,G55); the
 * sweeps (1000); the rounds (5); the seed (1).
 */
public final class SideBySide {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] READS = {32, 512};

    private SideBySide() {}

    /** What all rounds of a number of reads came to. */
    private static final class Tally {
        private final double[] seconds;
        private double sum;
        private double squares;
        private int reads;

        Tally(int rounds) {
            this.seconds = new double[rounds];
        }

        double mean() {
            return sum / reads;
        }

        double error() {
            return Math.sqrt(Math.max(0, squares / reads - mean() * mean()) / reads);
        }
    }

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException(
                    "expected the folder of problems, and maybe names, sweeps, rounds, seed");
        }
        String names = arguments.length > 1 ? arguments[1] : "G32,G67,G22,G55";
        int sweeps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
        long seed = arguments.length > 4 ? Long.parseLong(arguments[4]) : 1;
        print("%-8s %6s %12s %18s %20s%n", "problem", "reads", "ms a read", "G visits a second", "mean cut");
        for (String name : names.split(",", -1)) {
            Problem problem = ProblemFile.read(Path.of(arguments[0], name + ".txt"));
            Tally[] tallies = {new Tally(rounds), new Tally(rounds)};
            for (int round = -1; round < rounds; round++) {
                for (int kind = 0; kind < READS.length; kind++) {
                    run(problem, SamplingRequest.of(sweeps, seed + round).withReads(READS[kind]), tallies[kind], round);
                }
            }
            for (int kind = 0; kind < READS.length; kind++) {
                double[] sorted = tallies[kind].seconds.clone();
                Arrays.sort(sorted);
                double median = sorted[sorted.length / 2];
                print(
                        "%-8s %6d %12.4f %18.2f %12.2f +- %.2f%n",
                        name,
                        READS[kind],
                        median * 1e3,
                        1e-9 * sweeps * problem.variables() / median,
                        tallies[kind].mean(),
                        tallies[kind].error());
            }
        }
    }

    private static void run(Problem problem, SamplingRequest request, Tally tally, int round) {
        long began = THREADS.getCurrentThreadCpuTime();
        SampleSet found = SimulatedAnnealing.singleSpin().sample(problem.model(), request.withBoundSweeps(0));
        double seconds = (THREADS.getCurrentThreadCpuTime() - began) * 1e-9;
        if (round < 0) {
            return;
        }
        tally.seconds[round] = seconds / request.reads();
        for (Sample sample : found.samples(0)) {
            double cut = problem.value(sample.energy());
            tally.sum += cut * sample.occurrences();
            tally.squares += cut * cut * sample.occurrences();
            tally.reads += sample.occurrences();
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
