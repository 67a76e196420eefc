// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.spinglass.compute.Shuffle;
import org.spinglass.ising.model.Spins;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;

/** Turns measured states into an answer: errors of reading, energies in the problem's units, histogram or reads in order. */
final class Readout {
    private final QubitProblem problem;
    private final int[] places;
    private final double error;
    private final boolean isInOrder;

    /**
     * For the answers to one problem.
     *
     * @param error probability that a qubit is read wrongly
     * @param isInOrder whether reads stand in the order in which they were made
     */
    Readout(QubitProblem problem, double error, boolean isInOrder) {
        this.problem = problem;
        this.places = problem.places();
        this.error = error;
        this.isInOrder = isInOrder;
    }

    private record Row(byte[] spins, double energy, int occurrences) {}

    /**
     * The answer.
     *
     * @param reads states, row after row; changed by errors of reading
     */
    QubitAnswer answer(String id, byte[] reads, AnswerMode mode, Map<String, Double> timing, SplittableRandom random) {
        int n = problem.qubits().length;
        for (int at = 0; error > 0 && at < reads.length; at++) {
            reads[at] = random.nextDouble() < error ? (byte) -reads[at] : reads[at];
        }
        List<Row> rows = mode == AnswerMode.RAW ? all(reads, n, random) : histogram(reads, n);
        byte[] spins = new byte[rows.size() * n];
        double[] energies = new double[rows.size()];
        int[] occurrences = new int[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row).spins, 0, spins, row * n, n);
            energies[row] = rows.get(row).energy;
            occurrences[row] = rows.get(row).occurrences;
        }
        return new QubitAnswer(id, problem.qubits(), spins, energies, occurrences, timing);
    }

    /** Where reads are independent of each other any order is as good as that in which they were made. */
    private List<Row> all(byte[] reads, int n, SplittableRandom random) {
        List<Row> rows = new ArrayList<>();
        int count = reads.length / n;
        int[] order = isInOrder ? IntStream.range(0, count).toArray() : Shuffle.order(count, random::nextInt);
        for (int read : order) {
            byte[] spins = Arrays.copyOfRange(reads, read * n, (read + 1) * n);
            rows.add(new Row(spins, energy(spins), 1));
        }
        return rows;
    }

    private List<Row> histogram(byte[] reads, int n) {
        Map<Spins, Integer> counts = new LinkedHashMap<>();
        for (int at = 0; at < reads.length; at += n) {
            counts.merge(Spins.of(Arrays.copyOfRange(reads, at, at + n)), 1, Integer::sum);
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((state, count) -> {
            byte[] spins = state.toArray();
            rows.add(new Row(spins, energy(spins), count));
        });
        rows.sort(Comparator.comparingDouble(Row::energy));
        return rows;
    }

    private double energy(byte[] spins) {
        double energy = problem.offset();
        for (int i = 0; i < spins.length; i++) {
            energy += problem.fields()[i] * spins[i];
        }
        for (int c = 0; c < problem.couplings().length; c++) {
            energy += problem.couplings()[c] * spins[places[2 * c]] * spins[places[2 * c + 1]];
        }
        return energy;
    }
}
