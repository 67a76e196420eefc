// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Map;
import org.spinglass.quantum.AccessTime;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AutoScale;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.RefusedJobException;

/**
 * A job that was found to be one that the processor can do.
 *
 * @param job the job
 * @param controls what its parameters ask for
 * @param factor divides the problem's coefficients
 * @param timing microseconds
 */
record CheckedJob(AnnealJob job, AnnealControls controls, double factor, Map<String, Double> timing) {

    /** Two sides of a range that a scaled coefficient may pass by rounding. */
    private static final double ROUNDING = 1e-9;

    /**
     * Checks a job.
     *
     * @throws RefusedJobException naming what the processor does not have or does not allow
     */
    static CheckedJob of(AnnealJob job, ProcessorProperties properties, AutoScale scale) {
        AnnealParameters parameters = job.parameters();
        if (job.problem().qubits().length == 0) {
            throw new RefusedJobException("the problem has no qubits; expected at least one");
        }
        for (String name : parameters.others().keySet()) {
            if (!properties.parameters().contains(name)) {
                throw new RefusedJobException(name + " is not a parameter of this solver");
            }
            if (name.equals("label")) {
                throw new RefusedJobException("label is among the parameters; expected it beside them");
            }
            if (name.equals(AnnealJob.SEED)) {
                throw new RefusedJobException(name + " is among the other parameters; expected it as the job's seed");
            }
        }
        if (!properties.readsRange().contains(parameters.reads())) {
            throw new RefusedJobException("num_reads " + parameters.reads() + " is out of range ["
                    + (long) properties.readsRange().low() + ", "
                    + (long) properties.readsRange().high() + "]");
        }
        requireGraph(job.problem(), properties);
        AnnealControls controls;
        try {
            controls = AnnealControls.of(job, properties);
        } catch (IllegalArgumentException e) {
            throw new RefusedJobException(String.valueOf(e.getMessage()), e);
        }
        double factor = scale.factor(job.problem());
        if (!parameters.autoScale()) {
            requireRanges(job.problem(), scale, factor);
            factor = 1;
        }
        AccessTime time = AccessTime.of(properties, parameters, job.problem().qubits().length);
        double run = time.total() - EmulatedChip.PROGRAMMING;
        if (run > properties.runTimeRange().high()) {
            throw new RefusedJobException("Upper limit on user-specified timing related parameters exceeded: " + run
                    + " > " + properties.runTimeRange().high());
        }
        return new CheckedJob(job, controls, factor, time.timing());
    }

    private static void requireGraph(QubitProblem problem, ProcessorProperties properties) {
        for (int qubit : problem.qubits()) {
            if (!properties.graph().has(qubit)) {
                throw new RefusedJobException("qubit " + qubit + " is not in the working graph");
            }
        }
        for (int c = 0; c < problem.couplers().length; c += 2) {
            if (!properties.graph().isCoupled(problem.couplers()[c], problem.couplers()[c + 1])) {
                throw new RefusedJobException("coupler (" + problem.couplers()[c] + ", " + problem.couplers()[c + 1]
                        + ") is not in the working graph");
            }
        }
    }

    private static void requireRanges(QubitProblem problem, AutoScale scale, double factor) {
        require("h", problem.fields(), scale.fields());
        require("J", problem.couplings(), scale.couplings());
        if (factor > 1 + ROUNDING) {
            throw new RefusedJobException("the sum of the couplings at a qubit is " + factor
                    + " times what the processor allows; expected auto_scale or smaller couplings");
        }
    }

    private static void require(String name, double[] values, Range range) {
        for (double value : values) {
            if (value < range.low() * (1 + ROUNDING) || value > range.high() * (1 + ROUNDING)) {
                throw new RefusedJobException(
                        name + " value " + value + " is out of range [" + range.low() + ", " + range.high() + "]");
            }
        }
    }

    /** Microseconds of the pause after each read. */
    double pause() {
        return timing.getOrDefault("qpu_delay_time_per_sample", 0.0);
    }
}
