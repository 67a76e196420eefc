// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * From which share of coupled pairs on a matrix of all pairs is annealed faster than lists of neighbours: the rule of
 * {@link DenseIsing#suits}. Random QUBOs whose coefficients are whole or fractional, one read and sixteen, 200 sweeps; CPU
 * milliseconds, medians over interleaved rounds after one to warm up.
 *
 * <p>Arguments: the variables (1000), the rounds (5), and the seed (1).
 */
public final class DenseOrSparse {
    private static final int SWEEPS = 200;
    private static final int[] SHARES = {64, 32, 16, 12, 8, 6, 4, 2};
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private DenseOrSparse() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        int variables = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        print("%-12s %10s %6s %12s %12s %8s%n", "coefficients", "coupled", "reads", "dense ms", "sparse ms", "ratio");
        for (boolean isWhole : new boolean[] {true, false}) {
            for (int share : SHARES) {
                for (int reads : new int[] {1, 16}) {
                    report(variables, isWhole, share, reads, rounds, seed);
                }
            }
        }
    }

    private static void report(int variables, boolean isWhole, int share, int reads, int rounds, long seed) {
        SparseIsing sparse = random(variables, isWhole, share, seed);
        DenseIsing dense = sparse.toDense();
        double[] denseSeconds = new double[rounds];
        double[] sparseSeconds = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            SamplingRequest request = SamplingRequest.of(SWEEPS, seed + round).withReads(reads);
            double denseTime = anneal(dense, request);
            double sparseTime = anneal(sparse, request);
            if (round >= 0) {
                denseSeconds[round] = denseTime;
                sparseSeconds[round] = sparseTime;
            }
        }
        Arrays.sort(denseSeconds);
        Arrays.sort(sparseSeconds);
        double ours = denseSeconds[rounds / 2];
        double other = sparseSeconds[rounds / 2];
        print(
                "%-12s %10s %6d %12.1f %12.1f %8.2f%n",
                isWhole ? "whole" : "fractional", "1/" + share, reads, 1e3 * ours, 1e3 * other, other / ours);
    }

    private static double anneal(PlainIsing model, SamplingRequest request) {
        long began = THREADS.getCurrentThreadCpuTime();
        SimulatedAnnealing.singleSpin().sample(model, request);
        return (THREADS.getCurrentThreadCpuTime() - began) * 1e-9;
    }

    private static SparseIsing random(int variables, boolean isWhole, int share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        QuboBuilder builder = new QuboBuilder(variables, Duplicates.REJECT);
        for (int i = 0; i < variables; i++) {
            builder.addLinear(i, coefficient(random, isWhole));
            for (int j = i + 1; j < variables; j++) {
                if (random.nextInt(share) == 0) {
                    builder.add(i, j, coefficient(random, isWhole));
                }
            }
        }
        return builder.build().toSparseIsing();
    }

    private static double coefficient(SplittableRandom random, boolean isWhole) {
        return isWhole ? 4 * random.nextInt(-50, 51) : 100 * random.nextGaussian();
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void print(String format, Object... values) {
        System.out.printf(format, values);
    }
}
