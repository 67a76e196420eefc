// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;

/** Reads variables from the spins of their chains. */
final class ChainReader {
    private final PlainIsing model;
    private final int[][] places;
    /** Neighbours of variable v, from {@code starts[v]} on, with their couplings. */
    private final int[] starts;

    private final int[] neighbours;
    private final double[] couplings;

    /**
     * A reader.
     *
     * @param places of the qubits of each chain in a row of the answer
     */
    ChainReader(PlainIsing model, int[][] places) {
        this.model = model;
        this.places = places;
        int n = model.spins();
        starts = new int[n + 1];
        Interactions.of(model, (i, j, value) -> {
            starts[i + 1]++;
            starts[j + 1]++;
        });
        Arrays.parallelPrefix(starts, Integer::sum);
        neighbours = new int[starts[n]];
        couplings = new double[starts[n]];
        int[] next = Arrays.copyOf(starts, n);
        Interactions.of(model, (i, j, value) -> {
            couplings[next[i]] = value;
            neighbours[next[i]++] = j;
            couplings[next[j]] = value;
            neighbours[next[j]++] = i;
        });
    }

    ModelAnswer read(QubitAnswer answer, Unembedding method) {
        int n = places.length;
        int width = answer.qubits().length;
        int[] drawn = drawn(method);
        byte[] spins = new byte[answer.rows() * n];
        double[] energies = new double[answer.rows()];
        int[] occurrences = new int[answer.rows()];
        double[] fractions = new double[answer.rows()];
        double[] breaks = new double[n];
        long reads = 0;
        int rows = 0;
        byte[] row = new byte[n];
        boolean[] broken = new boolean[n];
        for (int r = 0; r < answer.rows(); r++) {
            int count = answer.occurrences()[r];
            int found = 0;
            reads += count;
            for (int v = 0; v < n; v++) {
                int sum = sum(answer.spins(), r * width, places[v]);
                broken[v] = Math.abs(sum) != places[v].length;
                row[v] = broken[v] && method instanceof Unembedding.WeightedRandom
                        ? answer.spins()[r * width + places[v][drawn[v]]]
                        : (byte) (sum >= 0 ? 1 : -1);
                found += broken[v] ? 1 : 0;
                breaks[v] += broken[v] ? count : 0;
            }
            if (found > 0 && method instanceof Unembedding.Discard) {
                continue;
            }
            if (found > 0 && method instanceof Unembedding.MinimizeEnergy) {
                settle(row, broken, found);
            }
            System.arraycopy(row, 0, spins, rows * n, n);
            energies[rows] = energy(row);
            occurrences[rows] = count;
            fractions[rows++] = (double) found / n;
        }
        for (int v = 0; v < n; v++) {
            breaks[v] /= Math.max(reads, 1);
        }
        return new ModelAnswer(
                n,
                Arrays.copyOf(spins, rows * n),
                Arrays.copyOf(energies, rows),
                Arrays.copyOf(occurrences, rows),
                Arrays.copyOf(fractions, rows),
                breaks);
    }

    private static int sum(byte[] spins, int at, int[] places) {
        int sum = 0;
        for (int place : places) {
            sum += spins[at + place];
        }
        return sum;
    }

    /** The qubit of each chain that decides where one is drawn. */
    private int[] drawn(Unembedding method) {
        int[] drawn = new int[places.length];
        if (method instanceof Unembedding.WeightedRandom(long seed)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int v = 0; v < drawn.length; v++) {
                drawn[v] = random.nextInt(places[v].length);
            }
        }
        return drawn;
    }

    /** Sets broken variables against their fields, the largest first, ties by number. */
    private void settle(byte[] row, boolean[] broken, int count) {
        double[] fields = new double[row.length];
        for (int v = 0; v < row.length; v++) {
            fields[v] = model.field(v);
            for (int e = starts[v]; broken[v] && e < starts[v + 1]; e++) {
                fields[v] += broken[neighbours[e]] ? 0 : couplings[e] * row[neighbours[e]];
            }
        }
        boolean[] open = broken.clone();
        for (int step = 0; step < count; step++) {
            int next = -1;
            for (int v = 0; v < row.length; v++) {
                if (open[v] && (next < 0 || Math.abs(fields[v]) > Math.abs(fields[next]))) {
                    next = v;
                }
            }
            row[next] = (byte) (fields[next] > 0 ? -1 : 1);
            open[next] = false;
            for (int e = starts[next]; e < starts[next + 1]; e++) {
                fields[neighbours[e]] += couplings[e] * row[next];
            }
        }
    }

    private double energy(byte[] row) {
        double energy = model.offset();
        for (int v = 0; v < row.length; v++) {
            double field = 0;
            for (int e = starts[v]; e < starts[v + 1]; e++) {
                field += couplings[e] * row[neighbours[e]];
            }
            energy += row[v] * (model.field(v) + field / 2);
        }
        return energy;
    }
}
