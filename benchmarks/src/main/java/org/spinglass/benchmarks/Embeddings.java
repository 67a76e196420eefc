// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.spinglass.quantum.embedding.CliqueEmbedder;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.MinorSearch;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import org.spinglass.quantum.topology.Zephyr;

/**
 * Complete graphs on whole and damaged processors: the largest, the chains of some sizes, copies that fit side by side, and
 * how long each takes; then the heuristic on a whole Pegasus. Times are wall-clock seconds of one thread, those of cliques the
 * second of two runs.
 *
 * <p>Arguments: sizes for the heuristic, separated by commas (32,36,64), or none; seeds (2); its time limit in seconds
 * (120).
 */
public final class Embeddings {
    private static final int[] SIZES = {32, 36, 64, 100, 128, 150};
    private static final double MISSING = 0.02;

    private Embeddings() {}

    /** Runs the benchmark. */
    public static void main(String[] arguments) {
        String sizes = arguments.length > 0 ? arguments[0] : "32,36,64";
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        Duration limit = Duration.ofSeconds(arguments.length > 2 ? Long.parseLong(arguments[2]) : 120);
        for (Topology topology : List.of(new Pegasus(16, true), new Zephyr(15, 4))) {
            cliques(topology, topology.graph(), "whole");
            for (int seed = 1; seed <= 3; seed++) {
                cliques(
                        topology,
                        Faults.random(topology.graph(), MISSING, 0, seed).removedFrom(topology.graph()),
                        String.format(Locale.ROOT, "2%% missing, seed %d", seed));
            }
        }
        if (!sizes.equals("none")) {
            heuristic(
                    Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray(), seeds, limit);
        }
    }

    private static void cliques(Topology topology, WorkingGraph graph, String name) {
        CliqueEmbedder embedder = new CliqueEmbedder(topology, graph);
        Embedding largest = embedder.largest().orElseThrow();
        long start = System.nanoTime();
        embedder.largest();
        print("%s, %s: %d qubits%n", topology, name, graph.qubits().length);
        print("  largest K%-4d %s  %.3f s%n", largest.variables(), chains(largest), since(start));
        for (int size : SIZES) {
            Optional<Embedding> found = embedder.find(size);
            start = System.nanoTime();
            embedder.find(size);
            double seconds = since(start);
            List<Embedding> copies = embedder.copies(size, Integer.MAX_VALUE);
            print(
                    "  K%-12d %s  %.3f s, %d copies%n",
                    size, found.map(Embeddings::chains).orElse("none"), seconds, copies.size());
        }
    }

    private static void heuristic(int[] sizes, int seeds, Duration limit) {
        WorkingGraph graph = new Pegasus(16, true).graph();
        print("heuristic on pegasus 16, whole, at most %d s%n", limit.toSeconds());
        for (int size : sizes) {
            List<String> lines = new ArrayList<>();
            for (int seed = 1; seed <= seeds; seed++) {
                long start = System.nanoTime();
                Optional<Embedding> found =
                        MinorSearch.of(seed).withTimeLimit(limit).find(graph, SourceGraph.complete(size));
                lines.add(String.format(
                        Locale.ROOT,
                        "  K%-12d %s  %.1f s, seed %d",
                        size,
                        found.map(Embeddings::chains).orElse("none"),
                        since(start),
                        seed));
            }
            lines.forEach(line -> print("%s%n", line));
        }
    }

    private static String chains(Embedding embedding) {
        return String.format(
                Locale.ROOT,
                "chains %2d to %2d, mean %5.2f, %4d qubits",
                embedding.shortest(),
                embedding.longest(),
                embedding.meanLength(),
                embedding.qubits());
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
