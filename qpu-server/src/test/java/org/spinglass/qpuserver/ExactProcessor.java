// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;

/**
 * Every read ends in a ground state, each of them in turn; a problem called {@code endless} is never solved, and one called
 * {@code broken} breaks the processor.
 */
final class ExactProcessor implements Processor {
    private final ProcessorProperties properties;
    private final CountDownLatch endlessBegun = new CountDownLatch(1);

    ExactProcessor(ProcessorProperties properties) {
        this.properties = properties;
    }

    @Override
    public ProcessorProperties properties() {
        return properties;
    }

    /** Returns once an endless problem is being solved. */
    void awaitEndless() throws InterruptedException {
        endlessBegun.await();
    }

    @Override
    public List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn) {
        return jobs.stream().map(job -> solve(job, goesOn)).toList();
    }

    private QubitAnswer solve(AnnealJob job, BooleanSupplier goesOn) {
        if (job.label().equals("broken")) {
            throw new IllegalStateException("no helium");
        }
        while (job.label().equals("endless")) {
            endlessBegun.countDown();
            if (!goesOn.getAsBoolean()) {
                throw new CancellationException();
            }
            Thread.onSpinWait();
        }
        QubitProblem problem = job.problem();
        int n = problem.qubits().length;
        double least = Double.POSITIVE_INFINITY;
        List<byte[]> ground = new ArrayList<>();
        for (int state = 0; state < 1 << n; state++) {
            byte[] spins = new byte[n];
            for (int i = 0; i < n; i++) {
                spins[i] = (byte) ((state >> (n - 1 - i) & 1) * 2 - 1);
            }
            double energy = problem.energy(spins, 0);
            if (energy < least) {
                ground.clear();
                least = energy;
            }
            if (energy <= least) {
                ground.add(spins);
            }
        }
        boolean isRaw = job.parameters().answerMode() == AnswerMode.RAW;
        int reads = job.parameters().reads();
        int rows = isRaw ? reads : Math.min(reads, ground.size());
        byte[] spins = new byte[rows * n];
        double[] energies = new double[rows];
        int[] occurrences = new int[rows];
        for (int read = 0; read < reads; read++) {
            int row = read % rows;
            System.arraycopy(ground.get(row % ground.size()), 0, spins, row * n, n);
            energies[row] = least;
            occurrences[row]++;
        }
        Map<String, Double> timing = Map.of("qpu_access_time", 15_000.0 + 100 * reads);
        return new QubitAnswer("", Arrays.copyOf(problem.qubits(), n), spins, energies, occurrences, timing);
    }
}
