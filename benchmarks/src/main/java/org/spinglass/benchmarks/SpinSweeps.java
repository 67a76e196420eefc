// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.ising.samplers.DwaveCompatibleAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Simulated annealing of plain spins on three maximum cuts of known value, 1,000 sweeps a read: the complete graph K2000
 * with weights +1 and -1, and G1 and G22 of the G-set. Beside it the same number of sweeps in D-Wave's steps and with its
 * temperatures, in Java and double precision. Cuts are means and best over the reads of all rounds; times are medians of
 * interleaved rounds after one to warm up. Last, what a row update of K2000 takes and moves, on its own.
 *
 * <p>Arguments: the folder of data sets, which has {@code ising/k2000} and {@code ising/gset}, the rounds, and the seed.
 */
public final class SpinSweeps {
    private static final int SWEEPS = 1000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SpinSweeps() {}

    /** A problem, its best known cut, and reads a round: ours, and of D-Wave's steps. */
    private record Case(String name, Problem problem, int known, int reads, int compatibleReads) {
        static Case of(Path folder, String file, int known, int reads, int compatibleReads) throws IOException {
            return new Case(file, ProblemFile.read(folder.resolve(file)), known, reads, compatibleReads);
        }
    }

    /** What all rounds of one sampler came to. */
    private static final class Tally {
        private final double[] seconds;
        private final double[] cpuSeconds;
        private double cuts;
        private double best = Double.NEGATIVE_INFINITY;
        private double acceptance;
        private int reads;

        Tally(int rounds) {
            this.seconds = new double[rounds];
            this.cpuSeconds = new double[rounds];
        }
    }

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException("expected the folder of data sets, and maybe the rounds and a seed");
        }
        Path folder = Path.of(arguments[0]).resolve("ising");
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        Case[] cases = {
            Case.of(folder, "k2000/K2000.upper.bits", 33337, 20, 1),
            Case.of(folder, "gset/G1.txt", 11624, 64, 8),
            Case.of(folder, "gset/G22.txt", 13359, 64, 8)
        };
        print(
                "%-24s %-22s %9s %7s %7s %12s %12s %12s%n",
                "problem", "sampler", "mean cut", "best", "known", "ms a read", "CPU ms", "M visits/s");
        for (Case one : cases) {
            report(one, rounds, seed);
        }
        rowUpdates(VectorOps.best());
        print("two threads of arithmetic in registers are %.2f times one%n", MachineScaling.ofTwoThreads());
    }

    private static void report(Case one, int rounds, long seed) {
        Tally ours = new Tally(rounds);
        Tally twoThreads = new Tally(rounds);
        Tally compatible = new Tally(rounds);
        try (Workers single = Workers.of(1);
                Workers two = Workers.of(2)) {
            for (int round = -1; round < rounds; round++) {
                SimulatedAnnealing annealing = SimulatedAnnealing.singleSpin();
                SamplingRequest request =
                        SamplingRequest.of(SWEEPS, seed + round).withBoundSweeps(0);
                run(one, annealing, request.withReads(one.reads()).withWorkers(single), ours, round);
                run(one, annealing, request.withReads(one.reads()).withWorkers(two), twoThreads, round);
                run(
                        one,
                        DwaveCompatibleAnnealing.standard(),
                        request.withReads(one.compatibleReads()),
                        compatible,
                        round);
            }
        }
        row(one, "annealing", ours, true);
        row(one, "annealing, 2 threads", twoThreads, false);
        row(one, "D-Wave's steps", compatible, true);
        print(
                "%-24s CPU time of a read in D-Wave's steps over ours: %.1f; two threads over one: %.2f%n",
                "",
                median(compatible.cpuSeconds) / median(ours.cpuSeconds),
                median(ours.seconds) / median(twoThreads.seconds));
    }

    private static void run(Case one, Sampler sampler, SamplingRequest request, Tally tally, int round) {
        long cpuBegan = THREADS.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        SampleSet found = sampler.sample(one.problem().model(), request);
        double seconds = (System.nanoTime() - began) * 1e-9;
        double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpuBegan) * 1e-9;
        if (round < 0) {
            return;
        }
        tally.seconds[round] = seconds / request.reads();
        tally.cpuSeconds[round] = cpuSeconds / request.reads();
        tally.acceptance = found.provenance().acceptance();
        for (Sample sample : found.samples(0)) {
            double cut = one.problem().value(sample.energy());
            tally.cuts += cut * sample.occurrences();
            tally.best = Math.max(tally.best, cut);
            tally.reads += sample.occurrences();
        }
    }

    private static void row(Case one, String sampler, Tally tally, boolean isSingle) {
        double visits = (double) SWEEPS * one.problem().variables();
        double cpu = median(tally.cpuSeconds);
        print(
                "%-24s %-22s %9.1f %7.0f %7d %12.2f %12s %12.1f   acceptance %.3f%n",
                one.name(),
                sampler,
                tally.cuts / tally.reads,
                tally.best,
                one.known(),
                median(tally.seconds) * 1e3,
                isSingle ? String.format(Locale.ROOT, "%.2f", cpu * 1e3) : "",
                visits / (isSingle ? cpu : median(tally.seconds)) * 1e-6,
                tally.acceptance);
    }

    /** A flip on K2000: 2,000 bits of couplings, and as many 16-bit fields read and written. */
    private static void rowUpdates(VectorOps ops) {
        int n = 2000;
        int words = (n + 63) / 64;
        long[] bits = new SplittableRandom(1).longs((long) n * words).toArray();
        short[] fields = new short[words * 64];
        int[] rows = new SplittableRandom(2).ints(100_000, 0, n).toArray();
        double[] nanos = new double[9];
        for (int round = -1; round < nanos.length; round++) {
            long began = THREADS.getCurrentThreadCpuTime();
            for (int row : rows) {
                ops.addBits((short) 2, (short) -2, bits, row * words, fields, fields.length);
            }
            if (round >= 0) {
                nanos[round] = (double) (THREADS.getCurrentThreadCpuTime() - began) / rows.length;
            }
        }
        double bytes = 8.0 * words + 4.0 * fields.length;
        print(
                "%na row update of K2000, kernel %s: %.0f ns for %.0f bytes, %.0f GB/s%n",
                ops.name(), median(nanos), bytes, bytes / median(nanos));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... values) {
        System.out.printf(format, values);
    }
}
