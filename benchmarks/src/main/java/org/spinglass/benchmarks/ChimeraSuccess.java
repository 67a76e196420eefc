// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * How often random problems of a chip's own graph are solved: the experiment of Boixo, Ronnow, Isakov, Wang, Wecker,
 * Lidar, Martinis and Troyer, "Evidence for quantum annealing with more than one hundred qubits", Nature Physics 10,
 * 218 (2014). Couplings are +-1 and there are no fields, on 108 working qubits of a Chimera graph of 4 x 4 cells; the
 * anneal takes 5 microseconds, a read is a success where it ends at the least energy. On the processor, and in
 * simulated quantum annealing, the histogram of success over the problems had two peaks, at 0 and 1; in simulated
 * annealing of the same mean success it had one.
 *
 * <p>Which twenty qubits do not work is drawn by the seed. The least energy is that of all reads of all methods, among
 * them a thousand of simulated annealing with {@value #THOROUGH} sweeps.
 *
 * <p>Arguments: a PNG file to draw into; the problems (100); the reads of each (200); the seed (1); the standard
 * deviation of noise on J (0.05).
 */
public final class ChimeraSuccess {
    private static final int SIZE = 4;
    private static final int WORKING = 108;
    private static final int THOROUGH = 3000;
    private static final double MICROSECONDS = 5;

    /** Sweeps of simulated annealing that are tried, of which those with the mean nearest to the emulator's are told. */
    private static final int[] SWEEPS = {5, 10, 20, 40, 80, 160, 320, 640, 1280};

    private static final double[] SWEEPS_PER_MICROSECOND = {20, 200, 2000};

    private ChimeraSuccess() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException("expected a PNG file, and maybe problems, reads, a seed and noise");
        }
        int problems = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        int reads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
        double noise = arguments.length > 4 ? Double.parseDouble(arguments[4]) : 0.05;
        SplittableRandom random = new SplittableRandom(seed);
        Chimera chip = new Chimera(SIZE, SIZE, Chimera.WIRES);
        WorkingGraph graph = working(chip.graph(), random);
        double[][] emulated = new double[SWEEPS_PER_MICROSECOND.length][problems];
        double[][] annealed = new double[SWEEPS.length][problems];
        long began = System.nanoTime();
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            for (int p = 0; p < problems; p++) {
                tell(p, problems, (System.nanoTime() - began) * 1e-9);
                QubitProblem problem = problem(graph, random);
                PlainIsing model = model(problem);
                Histogram all = new Histogram(
                        SimulatedAnnealing.singleSpin().sample(model, request(THOROUGH, 1000, seed + p, workers)));
                Histogram[] found = new Histogram[SWEEPS_PER_MICROSECOND.length + SWEEPS.length];
                for (int k = 0; k < SWEEPS_PER_MICROSECOND.length; k++) {
                    EmulatorOptions options = EmulatorOptions.standard(seed)
                            .withNoise(0, noise)
                            .withSweepsPerMicrosecond(SWEEPS_PER_MICROSECOND[k]);
                    AnnealParameters parameters = AnnealParameters.of(reads)
                            .withAnnealingTime(MICROSECONDS)
                            .withAutoScale(false);
                    found[k] = new Histogram(new EmulatedProcessor(chip, graph, options, workers)
                            .anneal(new AnnealJob(problem, parameters, "problem " + p)));
                }
                for (int k = 0; k < SWEEPS.length; k++) {
                    found[SWEEPS_PER_MICROSECOND.length + k] = new Histogram(SimulatedAnnealing.singleSpin()
                            .sample(model, request(SWEEPS[k], reads, seed + p, workers)));
                }
                double least = Math.min(
                        all.least,
                        Arrays.stream(found)
                                .mapToDouble(each -> each.least)
                                .min()
                                .orElseThrow());
                for (int k = 0; k < found.length; k++) {
                    boolean isEmulated = k < emulated.length;
                    (isEmulated ? emulated[k] : annealed[k - emulated.length])[p] = found[k].share(least);
                }
            }
        }
        print("%d problems of %d qubits, %d reads, seed %d, noise %s%n", problems, WORKING, reads, seed, noise);
        print("%-40s %8s %8s %10s %8s %10s%n", "", "mean", "to 0.2", "0.2 to 0.8", "from 0.8", "bimodality");
        Map<String, double[]> drawn = new LinkedHashMap<>();
        for (int k = 0; k < emulated.length; k++) {
            String name = "emulator, " + SWEEPS_PER_MICROSECOND[k] + " sweeps a microsecond";
            row(name, emulated[k]);
            drawn.put(name, emulated[k]);
            int nearest = nearest(annealed, mean(emulated[k]));
            String classical = "simulated annealing, " + SWEEPS[nearest] + " sweeps";
            row(classical, annealed[nearest]);
            drawn.putIfAbsent(classical, annealed[nearest]);
        }
        HistogramPicture.write(drawn, "success probability", "share of the problems", Path.of(arguments[0]));
    }

    private static void tell(int done, int problems, double seconds) {
        if (done > 0) {
            System.err.printf(
                    Locale.ROOT,
                    "%d of %d problems after %.0f s, %.0f s to go%n",
                    done,
                    problems,
                    seconds,
                    seconds / done * (problems - done));
        }
    }

    /** Reads by their energies. */
    private static final class Histogram {
        private final double[] energies;
        private final int[] counts;
        private final double least;

        Histogram(SampleSet samples) {
            this(
                    samples.samples(0).stream().mapToDouble(Sample::energy).toArray(),
                    samples.samples(0).stream().mapToInt(Sample::occurrences).toArray());
        }

        Histogram(QubitAnswer answer) {
            this(answer.energies(), answer.occurrences());
        }

        private Histogram(double[] energies, int[] counts) {
            this.energies = energies;
            this.counts = counts;
            this.least = Arrays.stream(energies).min().orElseThrow();
        }

        double share(double energy) {
            double hits = 0;
            for (int k = 0; k < energies.length; k++) {
                hits += energies[k] < energy + 0.5 ? counts[k] : 0;
            }
            return hits / Arrays.stream(counts).sum();
        }
    }

    private static SamplingRequest request(int sweeps, int reads, long seed, Workers workers) {
        return SamplingRequest.of(sweeps, seed)
                .withReads(reads)
                .withBoundSweeps(0)
                .withWorkers(workers);
    }

    private static WorkingGraph working(WorkingGraph whole, SplittableRandom random) {
        int[] labels = whole.qubits().clone();
        for (int k = 0; k < WORKING; k++) {
            int other = random.nextInt(k, labels.length);
            int label = labels[other];
            labels[other] = labels[k];
            labels[k] = label;
        }
        int[] chosen = Arrays.stream(labels, 0, WORKING).sorted().toArray();
        int[] couplers = new int[whole.couplers().length];
        int count = 0;
        for (int c = 0; c < couplers.length; c += 2) {
            int p = whole.couplers()[c];
            int q = whole.couplers()[c + 1];
            if (Arrays.binarySearch(chosen, p) >= 0 && Arrays.binarySearch(chosen, q) >= 0) {
                couplers[count++] = p;
                couplers[count++] = q;
            }
        }
        return new WorkingGraph(whole.labels(), chosen, Arrays.copyOf(couplers, count));
    }

    private static QubitProblem problem(WorkingGraph graph, SplittableRandom random) {
        double[] couplings = new double[graph.couplers().length / 2];
        for (int c = 0; c < couplings.length; c++) {
            couplings[c] = random.nextBoolean() ? 1 : -1;
        }
        return new QubitProblem(graph.qubits(), new double[WORKING], graph.couplers(), couplings, 0);
    }

    private static PlainIsing model(QubitProblem problem) {
        IsingBuilder builder = new IsingBuilder(WORKING, Duplicates.REJECT);
        int[] places = problem.places();
        for (int c = 0; c < problem.couplings().length; c++) {
            builder.addCoupling(places[2 * c], places[2 * c + 1], problem.couplings()[c]);
        }
        return builder.build();
    }

    private static int nearest(double[][] all, double wanted) {
        int nearest = 0;
        for (int k = 1; k < all.length; k++) {
            nearest = Math.abs(mean(all[k]) - wanted) < Math.abs(mean(all[nearest]) - wanted) ? k : nearest;
        }
        return nearest;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static void row(String name, double[] values) {
        double low = Arrays.stream(values).filter(x -> x < 0.2).count() / (double) values.length;
        double high = Arrays.stream(values).filter(x -> x >= 0.8).count() / (double) values.length;
        print(
                "%-40s %8.3f %8.3f %10.3f %8.3f %10.3f%n",
                name, mean(values), low, 1 - low - high, high, bimodality(values));
    }

    /** Sarle's coefficient: 5/9 of values spread evenly, 1 of two peaks and nothing between, 1/3 of a bell. */
    private static double bimodality(double[] values) {
        double mean = mean(values);
        double second =
                Arrays.stream(values).map(x -> Math.pow(x - mean, 2)).average().orElseThrow();
        double third =
                Arrays.stream(values).map(x -> Math.pow(x - mean, 3)).average().orElseThrow();
        double fourth =
                Arrays.stream(values).map(x -> Math.pow(x - mean, 4)).average().orElseThrow();
        double skewness = third / Math.pow(second, 1.5);
        return (skewness * skewness + 1) / (fourth / (second * second));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
