// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.formats.Vartype;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;

/**
 * How long large problems take to load: a random graph of 100,000 vertices from a builder that takes its edges in random
 * order, and from files of each format that holds such a list; and a matrix of 2,000 rows from text. Files lie in a
 * temporary folder. Times are medians over rounds after one to warm up.
 *
 * <p>Arguments: the edges in units of a million (1), the rounds (5), and the seed (1).
 */
public final class LoadProblems {
    private static final int VARIABLES = 100_000;
    private static final int ROWS = 2000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LoadProblems() {}

    /** Something that is timed. */
    private interface Load {
        PlainIsing run() throws IOException;
    }

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws IOException {
        int edges = 1_000_000 * (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        SplittableRandom random = new SplittableRandom(arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] weights = new double[edges];
        for (int e = 0; e < edges; e++) {
            // edge e joins vertex e mod N with one that differs from visit to visit, so that none comes twice
            int at = (int) ((e * 7919L + 13) % edges);
            from[at] = e % VARIABLES;
            to[at] = (e % VARIABLES + 1 + e / VARIABLES * 97) % VARIABLES;
            weights[at] = random.nextInt(-1000, 1001) / 8.0;
        }
        print("%-22s %10s %10s %10s %12s%n", "load", "MB", "ms", "CPU ms", "ns a pair");
        report(
                "builder",
                0,
                edges,
                rounds,
                () -> new IsingBuilder(VARIABLES, Duplicates.REJECT)
                        .addCouplings(from, to, weights)
                        .build());
        Path folder = Files.createTempDirectory("spinglass-load");
        try {
            Problem graph = Problem.maxCut(new IsingBuilder(VARIABLES, edges, Duplicates.REJECT)
                    .addCouplings(from, to, weights)
                    .build());
            Problem spins = Problem.of(graph.model());
            for (ProblemFormat format :
                    new ProblemFormat[] {ProblemFormat.RUDY, ProblemFormat.COO, ProblemFormat.BQM, ProblemFormat.JSON
                    }) {
                Path file = folder.resolve("graph." + format.formatName());
                ProblemFile.write(format == ProblemFormat.RUDY ? graph : spins, file, format);
                report(
                        format.formatName(),
                        Files.size(file),
                        edges,
                        rounds,
                        () -> ProblemFile.read(file).model());
            }
            for (ProblemFormat format : new ProblemFormat[] {ProblemFormat.SPARSE, ProblemFormat.QBSOLV}) {
                Path file = writeQubo(folder, format, graph.model());
                report(
                        format.formatName(),
                        Files.size(file),
                        edges,
                        rounds,
                        () -> ProblemFile.read(file).model());
            }
            Path matrix = writeMatrix(folder, random);
            ReadOptions binary = ReadOptions.standard().withVartype(Vartype.BINARY);
            report(
                    "csv, 2,000 rows",
                    Files.size(matrix),
                    ROWS * (ROWS - 1) / 2,
                    rounds,
                    () -> ProblemFile.read(matrix, binary).model());
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void report(String name, long bytes, int pairs, int rounds, Load load) throws IOException {
        double[] seconds = new double[rounds];
        double[] cpuSeconds = new double[rounds];
        int interactions = load.run().interactions();
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            long cpuBegan = THREADS.getCurrentThreadCpuTime();
            PlainIsing model = load.run();
            seconds[round] = (System.nanoTime() - began) * 1e-9;
            cpuSeconds[round] = (THREADS.getCurrentThreadCpuTime() - cpuBegan) * 1e-9;
            if (model.interactions() != interactions) {
                throw new IllegalStateException(model + " has not the same pairs as before: " + interactions);
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(cpuSeconds);
        double cpu = cpuSeconds[rounds / 2];
        print(
                "%-22s %10.1f %10.0f %10.0f %12.0f%n",
                name, bytes * 1e-6, 1e3 * seconds[rounds / 2], 1e3 * cpu, 1e9 * cpu / pairs);
    }

    private static Path writeQubo(Path folder, ProblemFormat format, PlainIsing model) throws IOException {
        boolean isSparse = format == ProblemFormat.SPARSE;
        int first = isSparse ? 1 : 0;
        Path file = folder.resolve("graph." + format.formatName());
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(isSparse ? "" : "p qubo 0 ");
            writer.write(VARIABLES + (isSparse ? " " : " 0 ") + model.interactions() + "\n");
            StringBuilder line = new StringBuilder();
            Interactions.of(model, (i, j, value) -> {
                line.append(i + first)
                        .append(' ')
                        .append(j + first)
                        .append(' ')
                        .append(value)
                        .append('\n');
            });
            writer.append(line);
        }
        return file;
    }

    private static Path writeMatrix(Path folder, SplittableRandom random) throws IOException {
        Path file = folder.resolve("matrix.csv");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < ROWS; j++) {
                    writer.write((j > 0 ? "," : "") + random.nextInt(-100, 101));
                }
                writer.write("\n");
            }
        }
        return file;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void print(String format, Object... values) {
        System.out.printf(format, values);
    }
}
