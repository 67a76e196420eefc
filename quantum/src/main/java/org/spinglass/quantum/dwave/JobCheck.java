// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.spinglass.quantum.AccessTime;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.Range;

/** What can be known of a job to be wrong before it is handed over. */
final class JobCheck {
    private static final String ANNEALING_TIME = "annealing_time";
    private static final String FAST = "fast_anneal";
    private static final String RESEARCH = "x_";

    /** Sides of a range that a coefficient may pass by rounding, in parts of it. */
    private static final double ROUNDING = 1e-9;

    private final ProcessorProperties properties;

    JobCheck(ProcessorProperties properties) {
        this.properties = properties;
    }

    /**
     * Looks at a job: qubits, couplers, names of parameters, their types and the ranges that the processor states, which go
     * together, ranges of coefficients where the processor shall not scale them, the whole time.
     *
     * @throws NotSubmittedException naming the first thing that is wrong
     */
    void require(AnnealJob job) {
        requireGraph(job.problem());
        AnnealParameters parameters = job.parameters();
        requireName("num_reads");
        requireName("answer_mode");
        parameters.others().keySet().forEach(this::requireName);
        require("num_reads", parameters.reads(), properties.readsRange());
        if (parameters.annealingTime().isPresent()) {
            requireName(ANNEALING_TIME);
            require(ANNEALING_TIME, parameters.annealingTime().getAsDouble(), annealingTimes(parameters));
        }
        for (Map.Entry<String, Object> other : parameters.others().entrySet()) {
            if (other.getValue() instanceof Number value
                    && properties.others().get(other.getKey() + "_range") instanceof List<?> ends) {
                require(other.getKey(), value.doubleValue(), range(ends));
            }
        }
        if (!parameters.autoScale()) {
            requireName("auto_scale");
            requireCoefficients(job.problem());
        }
        try {
            AnnealControls.of(job, properties);
        } catch (IllegalArgumentException e) {
            throw new NotSubmittedException(String.valueOf(e.getMessage()));
        }
        requireTime(job);
    }

    private void requireGraph(QubitProblem problem) {
        if (problem.qubits().length == 0) {
            throw new NotSubmittedException("the problem has no qubits; expected at least one");
        }
        for (int qubit : problem.qubits()) {
            if (!properties.graph().has(qubit)) {
                throw new NotSubmittedException("qubit " + qubit + " does not work on " + properties.name());
            }
        }
        int[] ends = problem.couplers();
        for (int e = 0; e < ends.length; e += 2) {
            if (!properties.graph().isCoupled(ends[e], ends[e + 1])) {
                throw new NotSubmittedException(
                        "qubits " + ends[e] + " and " + ends[e + 1] + " are not coupled on " + properties.name());
            }
        }
    }

    private void requireName(String name) {
        if (!properties.parameters().contains(name) && !name.startsWith(RESEARCH)) {
            throw new NotSubmittedException(properties.name() + " has no parameter '" + name + "'; it has "
                    + String.join(", ", new TreeSet<>(properties.parameters())));
        }
    }

    private Range annealingTimes(AnnealParameters parameters) {
        boolean isFast = Boolean.TRUE.equals(parameters.others().get(FAST));
        return isFast && properties.others().get("fast_anneal_time_range") instanceof List<?> ends
                ? range(ends)
                : properties.annealingTimeRange();
    }

    private static Range range(List<?> ends) {
        return ends.size() == 2 && ends.getFirst() instanceof Number low && ends.getLast() instanceof Number high
                ? new Range(low.doubleValue(), high.doubleValue())
                : new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private void requireCoefficients(QubitProblem problem) {
        for (double field : problem.fields()) {
            requireAbout("field h", field, properties.fieldRange());
        }
        for (double coupling : problem.couplings()) {
            requireAbout("coupling J", coupling, properties.extendedCouplingRange());
        }
    }

    private void requireAbout(String name, double value, Range range) {
        double slack = ROUNDING * (range.high() - range.low());
        if (value < range.low() - slack || value > range.high() + slack) {
            require(name, value, range);
        }
    }

    private void require(String name, double value, Range range) {
        if (!range.contains(value)) {
            throw new NotSubmittedException(name + " is " + text(value) + "; " + properties.name() + " allows "
                    + text(range.low()) + " to " + text(range.high()));
        }
    }

    /** The part of the access time that a user determines has a limit. */
    private void requireTime(AnnealJob job) {
        if (!(properties.others().get("problem_timing_data") instanceof Map<?, ?> data)
                || !(data.get("typical_programming_time") instanceof Number programming)
                || !(data.get("qpu_delay_time_per_sample") instanceof Number delay)) {
            return;
        }
        AccessTime time;
        try {
            time = AccessTime.of(properties, job.parameters(), job.problem().qubits().length);
        } catch (IllegalArgumentException e) {
            return; // a timing model that is not known here; the service knows its limit
        }
        double asked = time.total() - programming.doubleValue() - time.reads() * delay.doubleValue();
        double most = properties.runTimeRange().high();
        if (asked > most) {
            throw new NotSubmittedException(
                    "annealing, reading and thermalisation take " + text(asked) + " microseconds; " + properties.name()
                            + " allows " + text(most) + "; expected fewer reads or a shorter annealing time");
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
