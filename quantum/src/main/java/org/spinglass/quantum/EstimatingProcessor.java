// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A processor that anneals nothing and tells what another would charge: every job is looked at as that one does, and
 * answered by its reads of the state in which all spins are up, with the timing that {@link AccessTime} estimates. A
 * sampler that runs on it uses what it would use of the other, to the same numbers of problems and reads, in next to no
 * time. Safe for several threads.
 */
public final class EstimatingProcessor implements Processor {
    private final Processor processor;

    /**
     * Estimates for a processor.
     *
     * @param processor is asked whether it takes jobs, and never to anneal; closed with this one
     * @throws ProcessorException when it does not state how its access time comes about
     */
    public EstimatingProcessor(Processor processor) {
        this.processor = processor;
        try {
            AccessTime.of(processor.properties(), AnnealParameters.of(1), 1);
        } catch (IllegalArgumentException e) {
            throw new ProcessorException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public ProcessorProperties properties() {
        return processor.properties();
    }

    @Override
    public void check(AnnealJob job) {
        processor.check(job);
    }

    @Override
    public List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            throw new CancellationException("stopped before all problems were looked at");
        }
        return jobs.stream().map(this::estimate).toList();
    }

    private QubitAnswer estimate(AnnealJob job) {
        processor.check(job);
        QubitProblem problem = job.problem();
        byte[] up = new byte[problem.qubits().length];
        Arrays.fill(up, (byte) 1);
        AccessTime time = AccessTime.of(properties(), job.parameters(), up.length);
        return new QubitAnswer(
                "",
                problem.qubits(),
                up,
                new double[] {problem.energy(up, 0)},
                new int[] {job.parameters().reads()},
                time.timing());
    }

    @Override
    public void close() {
        processor.close();
    }
}
