// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.QuantumSchedule;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.SpinSchedule;
import org.spinglass.ising.samplers.StrengthTable;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.QubitProblem;

/**
 * The anneals of one problem: all at once where they are independent of each other, one after the other where each
 * depends on the one before.
 */
final class AnnealRun {
    /** Share of the strongest ferromagnetic coupling from which qubits turn together; control noise stays well below. */
    private static final double CHAIN = 0.8;

    private final CheckedJob checkedJob;
    private final AnnealControls controls;
    private final QubitProblem programmed;
    private final EmulatorOptions options;
    private final double polarization;
    private final SplittableRandom random;
    private final Workers workers;
    private final BooleanSupplier goesOn;

    /**
     * A run.
     *
     * @param programmed the problem with all errors
     * @param random one number of it is taken for all anneals together, or for each
     * @param goesOn asked in the course of the run
     */
    AnnealRun(
            CheckedJob checkedJob,
            QubitProblem programmed,
            EmulatorOptions options,
            SplittableRandom random,
            Workers workers,
            BooleanSupplier goesOn) {
        this.checkedJob = checkedJob;
        this.controls = checkedJob.controls();
        this.programmed = programmed;
        this.options = options;
        this.polarization = options.errors().polarizationAfter(checkedJob.pause());
        this.random = random;
        this.workers = workers;
        this.goesOn = goesOn;
    }

    /** Whether the reads stand in the order in which they were made; else they are independent, in any order. */
    boolean isInOrder() {
        return controls.isChained() || polarization > 0;
    }

    /**
     * All reads, row after row.
     *
     * @throws CancellationException when it does not go on
     */
    byte[] reads() {
        int reads = checkedJob.job().parameters().reads();
        byte[] given = controls.initial();
        Spins start = given == null ? null : Spins.of(given);
        if (!isInOrder()) {
            return measured(anneal(programmed, start, reads), programmed.qubits().length);
        }
        int n = programmed.qubits().length;
        byte[] rows = new byte[reads * n];
        byte[] last = null;
        for (int read = 0; read < reads; read++) {
            Spins from = controls.isChained() && last != null ? Spins.of(last) : start;
            QubitProblem now = last == null || polarization == 0 ? programmed : polarized(last);
            last = measured(anneal(now, from, 1), n);
            System.arraycopy(last, 0, rows, read * n, n);
        }
        return rows;
    }

    private QubitProblem polarized(byte[] last) {
        double[] fields = programmed.fields().clone();
        for (int i = 0; i < fields.length; i++) {
            fields[i] -= polarization * last[i];
        }
        return new QubitProblem(
                programmed.qubits(), fields, programmed.couplers(), programmed.couplings(), programmed.offset());
    }

    private SampleSet anneal(QubitProblem problem, @Nullable Spins start, int reads) {
        int sweeps = Math.clamp(Math.round(controls.path().duration() * options.sweepsPerMicrosecond()), 1, 1 << 24);
        SamplingRequest request = SamplingRequest.of(sweeps, random.nextLong())
                .withReads(reads)
                .withInitial(
                        start == null
                                ? InitialState.random()
                                : InitialState.given(List.copyOf(Collections.nCopies(reads, start))))
                .withBoundSweeps(0)
                .withProgress(progress -> goesOn.getAsBoolean())
                .withWorkers(workers);
        SampleSet found = new SimulatedQuantumAnnealing(
                        schedule(problem),
                        SimulatedQuantumAnnealing.Readout.FINAL,
                        CHAIN,
                        SimulatedQuantumAnnealing.ImaginaryTime.SLICED)
                .sample(model(problem), request);
        if (found.provenance().cancelled()) {
            throw new CancellationException("the problem was cancelled");
        }
        return found;
    }

    private QuantumSchedule schedule(QubitProblem problem) {
        StrengthTable table = options.functions().table(options.temperature());
        return QubitStrengths.areNeeded(controls)
                ? new SpinSchedule(new QubitStrengths(controls, table, options.temperature(), problem.fields()))
                : table.programmed(controls.path().times(), controls.path().positions());
    }

    /** The problem on its qubits in use, numbered from 0. */
    private static PlainIsing model(QubitProblem problem) {
        int[] ends = problem.places();
        int count = problem.couplings().length;
        int[] from = new int[count];
        int[] to = new int[count];
        float[] couplings = new float[count];
        for (int c = 0; c < count; c++) {
            from[c] = ends[2 * c];
            to[c] = ends[2 * c + 1];
            couplings[c] = (float) problem.couplings()[c];
        }
        float[] fields = new float[problem.fields().length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = (float) problem.fields()[i];
        }
        return SparseIsing.of(from, to, couplings, fields, 0);
    }

    /** All reads, row after row. */
    private static byte[] measured(SampleSet found, int qubits) {
        int reads = 0;
        for (Sample sample : found.samples(0)) {
            reads += sample.occurrences();
        }
        byte[] rows = new byte[reads * qubits];
        int row = 0;
        for (Sample sample : found.samples(0)) {
            byte[] spins = sample.spins().toArray();
            for (int k = 0; k < sample.occurrences(); k++) {
                System.arraycopy(spins, 0, rows, row++ * qubits, qubits);
            }
        }
        return rows;
    }
}
