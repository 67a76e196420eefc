// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A quantum annealer, or a program that behaves like one. Safe for use from several threads.
 */
public interface Processor extends AutoCloseable {

    /** What the processor is and what it allows. */
    ProcessorProperties properties();

    /**
     * Anneals problems that do not depend on each other. All are handed over before the first answer is waited for.
     *
     * @param goesOn asked now and then while waiting; once false, problems that are not answered are cancelled
     * @return an answer for each job, in their order
     * @throws ProcessorException when the processor refuses, fails, or cannot be reached
     * @throws java.util.concurrent.CancellationException when {@code goesOn} said no
     */
    List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn);

    /**
     * Looks at a job without annealing it; what is known beforehand to be wrong is refused.
     *
     * @throws ProcessorException naming what the processor does not have or does not allow
     */
    default void check(AnnealJob job) {}

    /** The answer to one job. */
    default QubitAnswer anneal(AnnealJob job) {
        return anneal(List.of(job), () -> true).getFirst();
    }

    /** Gives up connections and threads. */
    @Override
    default void close() {}
}
