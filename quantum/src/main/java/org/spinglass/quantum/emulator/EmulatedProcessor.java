// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.QuantumSchedule;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AutoScale;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * A quantum annealer of any size, emulated by path-integral Monte Carlo ({@link SimulatedQuantumAnnealing}) under the
 * schedule A(s), B(s) at the processor's temperature: imaginary time in slices where these are fine enough, as at 16 mK, and
 * continuous where they are not. A problem is scaled to the ranges, disturbed by control noise, annealed as often as it has
 * reads, measured at one imaginary time, and read with errors.
 *
 * <p>Equilibrium at each s is that of the quantum system; the way to it is Monte Carlo's and not that of the Schroedinger
 * equation, which {@link SchroedingerEvolution} integrates for few spins.
 *
 * <p>Answers depend on the processor's seed, the problem, its parameters and the job's seed, not on its label, nor on threads.
 * Where a job has no seed they depend on how often the same has been asked before. Cost: reads times sweeps times couplers in use.
 */
public final class EmulatedProcessor implements Processor {
    /** Numbers of reads that it takes. */
    public static final Range READS = new Range(1, 10_000);

    /** Annealing times that it takes, in microseconds. */
    public static final Range ANNEALING_TIMES = new Range(0.5, 2000);

    /** Microseconds that all anneals and readings of a problem may take together. */
    public static final Range RUN_TIMES = new Range(0, 1_000_000);

    /** Share of the strongest ferromagnetic coupling from which qubits turn together; control noise stays well below. */
    private static final double CHAIN = 0.8;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final ProcessorProperties properties;
    private final EmulatorOptions options;
    private final AutoScale scale;
    private final Workers workers;
    private final Map<Long, Integer> asked = new ConcurrentHashMap<>();

    /**
     * A processor.
     *
     * @param topology which qubits it would have if all worked
     * @param graph which it has
     * @param workers share the reads of a problem; remain the caller's
     */
    public EmulatedProcessor(Topology topology, WorkingGraph graph, EmulatorOptions options, Workers workers) {
        this.properties = EmulatedChip.properties(topology, graph);
        this.options = options;
        this.scale = AutoScale.of(properties);
        this.workers = workers;
    }

    @Override
    public ProcessorProperties properties() {
        return properties;
    }

    @Override
    public List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn) {
        List<CheckedJob> checkedJobs =
                jobs.stream().map(job -> CheckedJob.of(job, properties, scale)).toList();
        return checkedJobs.stream().map(checkedJob -> run(checkedJob, goesOn)).toList();
    }

    private QubitAnswer run(CheckedJob checkedJob, BooleanSupplier goesOn) {
        AnnealJob job = checkedJob.job();
        long key = fingerprint(job);
        long own =
                job.seed().isPresent() ? mixed(~job.seed().getAsLong()) : mixed(asked.merge(key, 1, Integer::sum) - 1L);
        SplittableRandom random = new SplittableRandom(options.seed() + GOLDEN * (key + 1 + own));
        QubitProblem noisy = ControlNoise.programmed(
                job.problem(), checkedJob.factor(), options.fieldNoise(), options.couplingNoise(), random);
        AnnealPath path = checkedJob.path();
        QuantumSchedule schedule =
                options.functions().table(options.temperature()).programmed(path.times(), path.positions());
        int sweeps = Math.clamp(Math.round(path.duration() * options.sweepsPerMicrosecond()), 1, 1 << 24);
        int reads = job.parameters().reads();
        SamplingRequest request = SamplingRequest.of(sweeps, random.nextLong())
                .withReads(reads)
                .withInitial(
                        path.isReverse()
                                ? InitialState.given(java.util.Collections.nCopies(reads, checkedJob.initial()))
                                : InitialState.random())
                .withBoundSweeps(0)
                .withProgress(progress -> goesOn.getAsBoolean())
                .withWorkers(workers);
        SampleSet found = new SimulatedQuantumAnnealing(
                        schedule,
                        SimulatedQuantumAnnealing.Readout.FINAL,
                        CHAIN,
                        SimulatedQuantumAnnealing.ImaginaryTime.SLICED)
                .sample(model(noisy), request);
        if (found.provenance().cancelled()) {
            throw new CancellationException("the problem was cancelled");
        }
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        Readout readout = new Readout(job.problem(), options.readoutError());
        return readout.answer(
                id,
                measured(found, job.problem().qubits().length),
                job.parameters().answerMode(),
                checkedJob.timing(),
                random);
    }

    /** Far apart for numbers that are near each other, so that streams of random numbers do not overlap; 0 for 0. */
    private static long mixed(long number) {
        long z = number;
        z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
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

    /** The same for the same problem and parameters in any run of the program. */
    private static long fingerprint(AnnealJob job) {
        QubitProblem problem = job.problem();
        AnnealParameters parameters = job.parameters();
        long hash = Arrays.hashCode(problem.qubits());
        hash = hash * 0x2545f4914f6cdd1dL + Arrays.hashCode(problem.fields());
        hash = hash * 0x2545f4914f6cdd1dL + Arrays.hashCode(problem.couplers());
        hash = hash * 0x2545f4914f6cdd1dL + Arrays.hashCode(problem.couplings());
        return hash * 0x2545f4914f6cdd1dL + parameters.toString().hashCode();
    }
}
