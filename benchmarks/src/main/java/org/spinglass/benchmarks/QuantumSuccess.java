// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.emulator.SchroedingerEvolution;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Success probabilities of the emulated processor beside those of the Schroedinger equation: random problems on 12 qubits of
 * a Chimera graph, couplings and fields of 1/7 to 1, at several annealing times, the same schedule, no noise. Prints the mean
 * over the problems, and the rank correlation of the problems' difficulty in the two.
 *
 * <p>Arguments: the problems (20), the reads of each (1000), the seed (1).
 */
public final class QuantumSuccess {
    private static final int QUBITS = 12;
    private static final double[] NANOSECONDS = {0.3, 1, 3, 10, 30};
    private static final double[] MICROSECONDS = {0.5, 1, 5, 20, 100};
    private static final double STEPS = 7;

    private QuantumSuccess() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        int problems = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int reads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        SplittableRandom random = new SplittableRandom(seed);
        Chimera chip = new Chimera(1, 2, 4);
        double[][] exact = new double[NANOSECONDS.length][problems];
        double[][] emulated = new double[MICROSECONDS.length][problems];
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            EmulatedProcessor processor = new EmulatedProcessor(
                    chip, chip.graph(), EmulatorOptions.standard(seed).withNoise(0, 0), workers);
            for (int p = 0; p < problems; p++) {
                QubitProblem problem = problem(chip.graph(), random);
                PlainIsing model = model(problem);
                for (int t = 0; t < NANOSECONDS.length; t++) {
                    exact[t][p] = SchroedingerEvolution.standard(NANOSECONDS[t]).groundProbability(model);
                }
                for (int t = 0; t < MICROSECONDS.length; t++) {
                    AnnealParameters parameters = AnnealParameters.of(reads)
                            .withAnnealingTime(MICROSECONDS[t])
                            .withAutoScale(false);
                    emulated[t][p] = success(
                            processor.anneal(new AnnealJob(problem, parameters, "problem " + p)), lowest(problem));
                }
            }
        }
        print("%d problems of %d qubits, %d reads, seed %d%n", problems, QUBITS, reads, seed);
        print("%-28s %10s %10s %10s%n", "", "mean", "least", "most");
        for (int t = 0; t < NANOSECONDS.length; t++) {
            row("Schroedinger, %s ns".formatted(NANOSECONDS[t]), exact[t]);
        }
        for (int t = 0; t < MICROSECONDS.length; t++) {
            row("emulator, %s us".formatted(MICROSECONDS[t]), emulated[t]);
        }
        print("%nrank correlation of the problems' success%n%-18s", "");
        for (double ns : NANOSECONDS) {
            print("%10s", ns + " ns");
        }
        print("%n");
        for (int t = 0; t < MICROSECONDS.length; t++) {
            print("%-18s", "emulator, " + MICROSECONDS[t] + " us");
            for (int s = 0; s < NANOSECONDS.length; s++) {
                print("%10.2f", rankCorrelation(emulated[t], exact[s]));
            }
            print("%n");
        }
    }

    /** All couplers between the first qubits, with couplings and fields in sevenths, none zero. */
    private static QubitProblem problem(WorkingGraph graph, SplittableRandom random) {
        int[] qubits = Arrays.copyOf(graph.qubits(), QUBITS);
        int[] couplers = new int[graph.couplers().length];
        int count = 0;
        for (int c = 0; c < graph.couplers().length; c += 2) {
            if (graph.couplers()[c + 1] < QUBITS) {
                couplers[count++] = graph.couplers()[c];
                couplers[count++] = graph.couplers()[c + 1];
            }
        }
        return new QubitProblem(
                qubits, drawn(QUBITS, random), Arrays.copyOf(couplers, count), drawn(count / 2, random), 0);
    }

    private static double[] drawn(int count, SplittableRandom random) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (random.nextBoolean() ? 1 : -1) * random.nextInt(1, (int) STEPS + 1) / STEPS;
        }
        return values;
    }

    private static PlainIsing model(QubitProblem problem) {
        IsingBuilder builder = new IsingBuilder(QUBITS, Duplicates.REJECT);
        for (int c = 0; c < problem.couplings().length; c++) {
            builder.addCoupling(problem.couplers()[2 * c], problem.couplers()[2 * c + 1], problem.couplings()[c]);
        }
        for (int i = 0; i < QUBITS; i++) {
            builder.addField(i, problem.fields()[i]);
        }
        return builder.build();
    }

    private static double lowest(QubitProblem problem) {
        double lowest = Double.POSITIVE_INFINITY;
        byte[] spins = new byte[QUBITS];
        for (int x = 0; x < 1 << QUBITS; x++) {
            for (int i = 0; i < QUBITS; i++) {
                spins[i] = (byte) ((x >> i & 1) == 1 ? 1 : -1);
            }
            lowest = Math.min(lowest, problem.energy(spins, 0));
        }
        return lowest;
    }

    private static double success(QubitAnswer answer, double lowest) {
        double hits = 0;
        double reads = 0;
        for (int row = 0; row < answer.rows(); row++) {
            reads += answer.occurrences()[row];
            hits += answer.energies()[row] < lowest + 1e-9 ? answer.occurrences()[row] : 0;
        }
        return hits / reads;
    }

    private static void row(String name, double[] values) {
        print(
                "%-28s %10.4f %10.4f %10.4f%n",
                name,
                Arrays.stream(values).average().orElse(Double.NaN),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN));
    }

    /** Spearman's; ties share their mean rank. */
    private static double rankCorrelation(double[] a, double[] b) {
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (a.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < a.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (double other : values) {
                ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
            }
            ranks[i] -= 0.5;
        }
        return ranks;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
