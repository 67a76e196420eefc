// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
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
 * Where a job has no seed they depend on how often the same has been asked before, and where the chip drifts, on the
 * access time of all jobs before. Cost: reads times sweeps times couplers in use, and some eight times as much where
 * reads depend on each other: reverse anneals that do not begin anew, and reads whose surroundings remember.
 */
public final class EmulatedProcessor implements Processor {
    /** Numbers of reads that it takes. */
    public static final Range READS = new Range(1, 10_000);

    /** Annealing times that it takes, in microseconds. */
    public static final Range ANNEALING_TIMES = new Range(0.5, 2000);

    /** Those of fast anneals. */
    public static final Range FAST_TIMES = new Range(0.005, 2000);

    /** Microseconds that all anneals and readings of a problem may take together. */
    public static final Range RUN_TIMES = new Range(0, 1_000_000);

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final ProcessorProperties properties;
    private final EmulatorOptions options;
    private final AutoScale scale;
    private final Workers workers;
    private final Map<Long, Integer> asked = new ConcurrentHashMap<>();
    /** Microseconds of all problems so far. */
    private final AtomicReference<Double> accessTime = new AtomicReference<>(0.0);

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

    @Override
    public void check(AnnealJob job) {
        CheckedJob.of(job, properties, scale);
    }

    private QubitAnswer run(CheckedJob checkedJob, BooleanSupplier goesOn) {
        AnnealJob job = checkedJob.job();
        long key = fingerprint(job);
        long own =
                job.seed().isPresent() ? mixed(~job.seed().getAsLong()) : mixed(asked.merge(key, 1, Integer::sum) - 1L);
        SplittableRandom random = new SplittableRandom(options.seed() + GOLDEN * (key + 1 + own));
        QubitProblem noisy = ControlNoise.programmed(
                job.problem(), checkedJob.factor(), options.fieldNoise(), options.couplingNoise(), random);
        double used = checkedJob.timing().getOrDefault(QubitAnswer.ACCESS_TIME, 0.0);
        double clock = accessTime.getAndAccumulate(used, Double::sum);
        QubitProblem programmed =
                options.errors().on(noisy, clock, checkedJob.controls().compensatesDrift());
        AnnealRun run = new AnnealRun(checkedJob, programmed, options, random, workers, goesOn);
        byte[] reads = run.reads();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        Readout readout = new Readout(job.problem(), options.readoutError(), run.isInOrder());
        QubitAnswer whole = readout.answer(id, reads, job.parameters().answerMode(), checkedJob.timing(), random);
        return whole.limitedTo(checkedJob.controls().maxAnswers());
    }

    /** Far apart for numbers that are near each other, so that streams of random numbers do not overlap; 0 for 0. */
    private static long mixed(long number) {
        long z = number;
        z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
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
