// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.QubitProblem;

/** Jobs that the processor does not take. */
class JobCheckTest extends ServiceFixture {
    @Test
    void whatTheProcessorDoesNotTakeIsNotSubmitted() {
        try (Processor processor = open()) {
            AnnealJob job = job(3);
            refused(processor, job(20_000), "num_reads is 20000; Emulated_chimera1 allows 1 to 10000");
            refused(processor, with(job, job.parameters().withAnnealingTime(0.1)), "annealing_time is 0.1; ");
            refused(processor, with(job, job.parameters().with("beta", List.of())), "has no parameter 'beta'");
            refused(
                    processor,
                    with(job, job.parameters().with("readout_thermalization", 20_000)),
                    "readout_thermalization is 20000; Emulated_chimera1 allows 0 to 10000");
            refused(
                    processor,
                    with(job, job.parameters().withReads(10_000).withAnnealingTime(2000)),
                    "allows 1000000; expected fewer reads");
            refused(
                    processor,
                    new AnnealJob(
                            new QubitProblem(new int[] {0, 1}, new double[2], new int[] {0, 1}, new double[] {1}, 0),
                            job.parameters(),
                            ""),
                    "qubits 0 and 1 are not coupled");
            refused(
                    processor,
                    new AnnealJob(
                            new QubitProblem(new int[] {8}, new double[1], new int[0], new double[0], 0),
                            job.parameters(),
                            ""),
                    "qubit 8 does not work");
            refused(
                    processor,
                    new AnnealJob(
                            new QubitProblem(new int[] {0}, new double[] {5}, new int[0], new double[0], 0),
                            job.parameters().withAutoScale(false),
                            ""),
                    "field h is 5; Emulated_chimera1 allows -4 to 4");
        }
        assertThat(service.labels()).isEmpty();
    }

    private static AnnealJob with(AnnealJob job, AnnealParameters parameters) {
        return new AnnealJob(job.problem(), parameters, job.label());
    }

    private static void refused(Processor processor, AnnealJob job, String message) {
        assertThatExceptionOfType(NotSubmittedException.class)
                .isThrownBy(() -> processor.anneal(job))
                .withMessageContaining(message);
    }
}
