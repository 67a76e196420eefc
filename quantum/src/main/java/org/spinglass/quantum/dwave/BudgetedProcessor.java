// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.AccessTime;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;

/**
 * A processor that refuses problems which might exceed a budget of access time, before they are handed over.
 *
 * <p>What problems cost is estimated by {@link AccessTime}, and replaced by what the processor says it charged. Of
 * problems that failed or were cancelled on the way it is not known what is charged: their estimate counts as spent.
 *
 * <p>Safe for several threads; processors may share a budget.
 */
public final class BudgetedProcessor implements Processor {
    private final Processor processor;
    private final ProcessorProperties properties;
    private final Budget budget;

    /**
     * A processor with a budget.
     *
     * @param processor does the work; closed with this one
     * @throws ProcessorException when the processor does not state how its access time comes about
     */
    public BudgetedProcessor(Processor processor, Budget budget) {
        this.processor = processor;
        this.properties = processor.properties();
        this.budget = budget;
        try {
            AccessTime.of(properties, AnnealParameters.of(1), 1);
        } catch (IllegalArgumentException e) {
            throw new ProcessorException("a budget cannot be kept: " + e.getMessage(), e);
        }
    }

    /** What may be spent, and was. */
    public Budget budget() {
        return budget;
    }

    @Override
    public ProcessorProperties properties() {
        return properties;
    }

    /**
     * Anneals problems.
     *
     * @throws BudgetExceededException when they might cost more than is left; none is handed over
     */
    @Override
    public List<QubitAnswer> anneal(List<AnnealJob> jobs, BooleanSupplier goesOn) {
        double estimate = jobs.stream().mapToDouble(this::estimate).sum();
        budget.reserve(estimate, jobs.size());
        double charged = estimate;
        try {
            List<QubitAnswer> answers = processor.anneal(jobs, goesOn);
            charged = 0;
            for (int k = 0; k < answers.size(); k++) {
                QubitAnswer answer = answers.get(k);
                boolean isTold = answer.timing().containsKey(QubitAnswer.ACCESS_TIME);
                charged += isTold ? answer.accessTime() : estimate(jobs.get(k));
            }
            return answers;
        } catch (NotSubmittedException e) {
            charged = 0;
            throw e;
        } finally {
            budget.settle(estimate, charged);
        }
    }

    @Override
    public void check(AnnealJob job) {
        processor.check(job);
    }

    private double estimate(AnnealJob job) {
        int qubits = Math.max(1, job.problem().qubits().length);
        return AccessTime.of(properties, job.parameters(), qubits).total();
    }

    @Override
    public void close() {
        processor.close();
    }
}
