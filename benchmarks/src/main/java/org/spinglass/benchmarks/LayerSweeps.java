// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.LayerSamples;
import org.spinglass.training.TargetBuffers;
import org.spinglass.training.TargetProblem;

/**
 * The paper's layer (32) on 1,000 MNIST digits: 10 outputs of 1,024 weights with 8 bits, L = 0.1, one-hot targets times
 * 10. Energies, lower bounds and gaps after 200 sweeps; the time of a sweep on one thread, and what share of the
 * machine's matrix product rate it is. Rates are medians of interleaved rounds.
 *
 * <p>Arguments: the folder with local copies of MNIST (none: the digits that ship with the program), and the seed.
 */
public final class LayerSweeps {
    private static final int SAMPLES = 1000;
    private static final int SWEEPS = 200;
    private static final int ROUNDS = 9;
    private static final int PRODUCT = 1024;

    private LayerSweeps() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        DataSet data = arguments.length > 0
                ? DataStore.standard().load("mnist", Path.of(arguments[0]), DownloadListener.silent())
                : DataStore.standard().load("digits", null, DownloadListener.silent());
        long built = System.nanoTime();
        EncodedQuadratic layer = layer(Split.draw(data, SAMPLES, 0, seed).training(), seed);
        print("%s, %d samples, seed %d: %s, built in %.0f ms%n", data.name(), SAMPLES, seed, layer, millis(built));

        List<SimulatedAnnealing> samplers = List.of(SimulatedAnnealing.heatBath(), SimulatedAnnealing.singleSpin());
        for (SimulatedAnnealing sampler : samplers) {
            report(layer, sampler, seed);
        }
        EncodedQuadratic one = firstOutput(layer);
        double[] product = new double[ROUNDS];
        double[][] all = new double[samplers.size()][ROUNDS];
        double[][] single = new double[samplers.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            product[round] = productRate();
            for (int s = 0; s < samplers.size(); s++) {
                all[s][round] = sweepSeconds(layer, samplers.get(s), seed + round);
                single[s][round] = sweepSeconds(one, samplers.get(s), seed + round);
            }
        }
        double peak = median(product);
        print("%nsgemm %d x %d x %d: %.0f GFLOP/s%n", PRODUCT, PRODUCT, PRODUCT, peak);
        print("%-12s %8s %18s %12s %16s%n", "move", "outputs", "ms per sweep", "GFLOP/s", "share of sgemm");
        for (int s = 0; s < samplers.size(); s++) {
            row(samplers.get(s), layer, median(all[s]), peak);
            row(samplers.get(s), one, median(single[s]), peak);
        }
    }

    private static EncodedQuadratic layer(Samples samples, long seed) {
        Network network = Networks.named(
                "linear",
                new Shape(samples.channels(), samples.height(), samples.width()),
                10,
                Networks.Options.DEFAULT);
        float[] targets = new float[samples.count() * 10];
        for (int a = 0; a < samples.count(); a++) {
            targets[a * 10 + samples.label(a)] = 10;
        }
        float[] weights = Weights.xavier(network, seed).layer(0);
        LayerSamples layer = LayerSamples.of(samples.count(), samples.values(), targets);
        return new TargetProblem(network, 0, layer, 8, 0.1f, weights, new TargetBuffers()).subproblem(0);
    }

    private static EncodedQuadratic firstOutput(EncodedQuadratic layer) {
        int n = layer.weights();
        float[] fields = new float[n];
        float[] centres = new float[n];
        float[] ranges = new float[n];
        for (int j = 0; j < n; j++) {
            fields[j] = layer.field(0, j);
            centres[j] = layer.centre(0, j);
            ranges[j] = layer.range(j);
        }
        return new EncodedQuadratic(
                layer.bits(), layer.coupling(), fields, centres, ranges, new double[] {layer.constant(0)});
    }

    private static void report(EncodedQuadratic layer, SimulatedAnnealing sampler, long seed) {
        SampleSet found = sampler.sample(layer, SamplingRequest.of(SWEEPS, seed));
        print("%n%s, %d sweeps%n", sampler.move(), SWEEPS);
        print("%8s %12s %12s %12s %14s%n", "output", "energy", "bound", "gap", "gap / energy");
        double energy = 0;
        double gap = 0;
        for (int i = 0; i < layer.instances(); i++) {
            double e = found.best(i).energy();
            double g = found.gap(i).orElseThrow();
            print("%8d %12.6f %12.6f %12.2e %14.2e%n", i, e, found.lowerBound(i).orElseThrow(), g, g / e);
            energy += e;
            gap += g;
        }
        print("%8s %12.6f %12.6f %12.2e %14.2e%n", "all", energy, energy - gap, gap, gap / energy);
        print("bounds took %.2f s%n", found.provenance().boundSeconds());
    }

    private static double sweepSeconds(EncodedQuadratic layer, SimulatedAnnealing sampler, long seed) {
        SamplingRequest request =
                SamplingRequest.of(SWEEPS, seed).withBoundSweeps(0).withWorkers(Workers.of(1));
        return sampler.sample(layer, request).provenance().seconds() / SWEEPS;
    }

    private static double productRate() {
        float[] a = new float[PRODUCT * PRODUCT];
        float[] b = new float[PRODUCT * PRODUCT];
        float[] c = new float[PRODUCT * PRODUCT];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
        int repeats = 8;
        long began = System.nanoTime();
        for (int r = 0; r < repeats; r++) {
            Blas.gemm(
                    Blas.Op.NONE,
                    Blas.Op.NONE,
                    PRODUCT,
                    PRODUCT,
                    PRODUCT,
                    1,
                    a,
                    0,
                    PRODUCT,
                    b,
                    0,
                    PRODUCT,
                    0,
                    c,
                    0,
                    PRODUCT);
        }
        return 2.0 * PRODUCT * PRODUCT * PRODUCT * repeats / (System.nanoTime() - began);
    }

    private static void row(SimulatedAnnealing sampler, EncodedQuadratic layer, double seconds, double peak) {
        double flops = 2.0 * layer.weights() * layer.weights() * layer.instances();
        double rate = flops / seconds * 1e-9;
        print(
                "%-12s %8d %18.3f %12.1f %15.1f%%%n",
                sampler.move(), layer.instances(), seconds * 1e3, rate, 100 * rate / peak);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) * 1e-6;
    }

    private static void print(String format, Object... values) {
        System.out.printf(format, values);
    }
}
