// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Correlations;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * What one thread of this machine does a second, measured at the sizes that LeNet has, and what a visit of a weight
 * takes: {@code visit + operations / column}, from anneals of two widths: it holds what an anneal does before its first
 * and behind its last sweep too.
 *
 * @param product operations a second of matrix products
 * @param correlation of correlations
 * @param window of sums over windows
 * @param vector of products of a matrix with a vector
 * @param column of the visits' loops over samples
 * @param copy bytes a second, read and written
 * @param visit seconds of a visit apart from these
 * @param seconds that measuring took
 */
public record MachineRates(
        double product,
        double correlation,
        double window,
        double vector,
        double column,
        double copy,
        double visit,
        double seconds) {
    private static final int WEIGHTS = 200;
    private static final int NARROW = 64;
    private static final int WIDE = 512;
    private static final int SWEEPS = 2;
    private static final int MOST_SECONDS = 6;
    private static final double LEAST_SECONDS = 1;

    /**
     * Measures all loops in turn, again and again; the fastest call of each counts. Ends once none has become faster by
     * a tenth for {@code quiet} seconds, so that what is not yet compiled, or the machine's other work, does not count;
     * after a second at the earliest, and after {@value #MOST_SECONDS} seconds at the latest.
     *
     * @param quiet seconds, above 0
     */
    public static MachineRates measure(double quiet) {
        SplittableRandom random = new SplittableRandom(1);
        try (Workers workers = Workers.of(1)) {
            List<Timed> loops = List.of(
                    product(random),
                    correlation(random),
                    window(random),
                    vector(random),
                    copy(random),
                    anneal(NARROW, random, workers),
                    anneal(WIDE, random, workers));
            long began = System.nanoTime();
            long improved = began;
            long now = began;
            while ((now - improved < quiet * 1e9 || now - began < LEAST_SECONDS * 1e9)
                    && now - began < MOST_SECONDS * 1e9) {
                for (Timed loop : loops) {
                    if (loop.run()) {
                        improved = System.nanoTime();
                    }
                }
                now = System.nanoTime();
            }
            double narrow = loops.get(5).seconds();
            double wide = loops.get(6).seconds();
            double visits = (double) SWEEPS * WEIGHTS;
            double perColumn = 5 * visits + 3 * WEIGHTS;
            double column = perColumn * (WIDE - NARROW) / Math.max(wide - narrow, 1e-3 * wide);
            return new MachineRates(
                    loops.get(0).rate(),
                    loops.get(1).rate(),
                    loops.get(2).rate(),
                    loops.get(3).rate(),
                    column,
                    loops.get(4).rate(),
                    Math.max(0, narrow - perColumn * NARROW / column) / visits,
                    (now - began) * 1e-9);
        }
    }

    /** A loop and the shortest time of its calls. */
    private static final class Timed {
        private final double units;
        private final Runnable call;
        private long least = Long.MAX_VALUE;

        Timed(double units, Runnable call) {
            this.units = units;
            this.call = call;
        }

        /** Calls it for a millisecond, once at least; whether it was faster by a tenth than ever before. */
        boolean run() {
            long before = least;
            long began = System.nanoTime();
            long start = began;
            do {
                call.run();
                long end = System.nanoTime();
                least = Math.min(least, Math.max(1, end - start));
                start = end;
            } while (start - began < 1_000_000);
            return least < 0.9 * before;
        }

        double seconds() {
            return least * 1e-9;
        }

        double rate() {
            return units / seconds();
        }
    }

    private static Timed product(SplittableRandom random) {
        float[] a = random(random, 25 * 400);
        float[] b = random(random, 400 * 120);
        float[] c = new float[25 * 120];
        return new Timed(
                2.0 * c.length * 400,
                () -> Blas.gemm(Blas.Op.NONE, Blas.Op.TRANSPOSE, 25, 120, 400, 1, a, 0, 400, b, 0, 400, 0, c, 0, 120));
    }

    /** The second convolution of LeNet. */
    private static Timed correlation(SplittableRandom random) {
        float[] planes = random(random, 6 * 14 * 14);
        int[] shifts = new int[150];
        Arrays.setAll(shifts, j -> j / 25 * 196 + j / 5 % 5 * 14 + j % 5);
        float[] kernels = random(random, 150 * 16);
        int sites = 9 * 14 + 10;
        float[] out = new float[16 * sites];
        return new Timed(
                2.0 * out.length * 150,
                () -> Correlations.best().correlate(planes, 0, shifts, kernels, 16, out, 0, sites, sites));
    }

    /** Its derivatives by its weights, of one sample. */
    private static Timed window(SplittableRandom random) {
        float[] planes = random(random, 6 * 14 * 14);
        int[] shifts = new int[150];
        Arrays.setAll(shifts, j -> j / 25 * 196 + j / 5 % 5 * 14 + j % 5);
        float[] derivatives = random(random, 100 * 32);
        float[] sums = new float[150 * 32];
        return new Timed(
                2.0 * derivatives.length * 150,
                () -> Correlations.best().addWindows(derivatives, 32, planes, 0, shifts, 10, 10, 14, sums));
    }

    /** h of a neuron of the third convolution, 112 samples. */
    private static Timed vector(SplittableRandom random) {
        float[] matrix = random(random, 400 * 112);
        float[] x = random(random, 112);
        float[] y = new float[400];
        return new Timed(
                2.0 * matrix.length, () -> Blas.gemv(Blas.Op.NONE, 400, 112, 1, matrix, 0, 112, x, 0, 0, y, 0));
    }

    private static Timed copy(SplittableRandom random) {
        float[] from = random(random, 1 << 17);
        float[] to = new float[from.length];
        return new Timed(8.0 * from.length, () -> System.arraycopy(from, 0, to, 0, from.length));
    }

    /** Seconds that a stage of a visit takes. */
    public double seconds(ResponseCost cost, ResponseCost.Stage stage) {
        double sum = stage == ResponseCost.Stage.ANNEAL ? cost.visits() * visit : 0;
        for (Map.Entry<ResponseCost.Loop, Double> part :
                cost.stages().getOrDefault(stage, Map.of()).entrySet()) {
            double rate = switch (part.getKey()) {
                case PRODUCT -> product;
                case CORRELATION -> correlation;
                case WINDOW -> window;
                case VECTOR -> vector;
                case VISIT -> column;
                case COPY -> copy;
            };
            sum += part.getValue() / rate;
        }
        return sum;
    }

    /** Seconds of a whole visit. */
    public double seconds(ResponseCost cost) {
        double sum = 0;
        for (ResponseCost.Stage stage : ResponseCost.Stage.values()) {
            sum += seconds(cost, stage);
        }
        return sum;
    }

    private static Timed anneal(int columns, SplittableRandom random, Workers workers) {
        float[] ranges = new float[WEIGHTS];
        float[] sampleWeights = new float[columns];
        Arrays.fill(ranges, 0.1f);
        Arrays.fill(sampleWeights, 1f / columns);
        Coupling gram = new Coupling.Gram(
                WEIGHTS, columns, random(random, WEIGHTS * columns), sampleWeights, new float[WEIGHTS], true);
        EncodedQuadratic subproblem =
                new EncodedQuadratic(4, gram, random(random, WEIGHTS), new float[WEIGHTS], ranges, new double[] {1});
        Sampler sampler = new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM)
                .withSchedule(BetaSchedule.cooling(1e-4));
        SamplingRequest request = SamplingRequest.of(SWEEPS, 0)
                .withBoundSweeps(0)
                .withInitial(InitialState.present())
                .withSeed(1)
                .withWorkers(workers);
        return new Timed(1, () -> sampler.sample(subproblem, request));
    }

    private static float[] random(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
