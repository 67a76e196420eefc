// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a processor is busy with a problem, which is what its users are charged for:
 *
 * <pre>  access = programming + reads (anneal + readout(qubits) + delay),</pre>
 *
 * <p>by the timing model 1.0 of {@code problem_timing_data} in a processor's properties. Microseconds.
 *
 * @param programming programming and thermalisation after it, once a problem
 * @param reads how often the others are spent
 * @param anneal of one read
 * @param readout of one read, longer for more qubits
 * @param delay of one read, thermalisation after reading included
 */
public record AccessTime(double programming, int reads, double anneal, double readout, double delay) {
    private static final double SPARE_TIME = 1000;

    /** The whole. */
    public double total() {
        return programming + reads * (anneal + readout + delay);
    }

    /** By the names that processors use in their answers. */
    public Map<String, Double> timing() {
        Map<String, Double> timing = new LinkedHashMap<>();
        timing.put("qpu_sampling_time", total() - programming);
        timing.put("qpu_anneal_time_per_sample", anneal);
        timing.put("qpu_readout_time_per_sample", readout);
        timing.put("qpu_access_time", total());
        timing.put("qpu_access_overhead_time", SPARE_TIME);
        timing.put("qpu_programming_time", programming);
        timing.put("qpu_delay_time_per_sample", delay);
        timing.put("post_processing_overhead_time", 0.0);
        timing.put("total_post_processing_time", 0.0);
        return timing;
    }

    /**
     * The estimate for a problem.
     *
     * @param qubits in use, at least 1
     * @throws IllegalArgumentException when the processor states no timing data, or data of a kind that is not known
     */
    public static AccessTime of(ProcessorProperties properties, AnnealParameters parameters, int qubits) {
        if (!(properties.others().get("problem_timing_data") instanceof Map<?, ?> data)) {
            throw new IllegalArgumentException(
                    properties.name() + " states no problem_timing_data, so that its access time cannot be estimated");
        }
        return of(data, parameters, qubits);
    }

    /**
     * The estimate by given timing data.
     *
     * @param data the processor's {@code problem_timing_data}
     * @param qubits in use, at least 1
     */
    public static AccessTime of(Map<?, ?> data, AnnealParameters parameters, int qubits) {
        Map<String, Object> others = parameters.others();
        double anneal = parameters.annealingTime().orElseGet(() -> scheduled(data, others.get("anneal_schedule")));
        double programming = number(data, "typical_programming_time")
                + given(others, "programming_thermalization", number(data, "default_programming_thermalization"));
        double delay = number(data, "qpu_delay_time_per_sample");
        if (others.containsKey("initial_state")) {
            String kind = Boolean.TRUE.equals(others.get("reinitialize_state")) ? "with" : "without";
            programming += number(data, "reverse_annealing_" + kind + "_reinit_prog_time_delta");
            delay += number(data, "reverse_annealing_" + kind + "_reinit_delay_time_delta");
        }
        double rest = given(others, "readout_thermalization", number(data, "default_readout_thermalization"));
        if (Boolean.TRUE.equals(others.get("reduce_intersample_correlation"))) {
            double[] range = numbers(data, "decorrelation_time_range");
            double share = anneal / number(data, "decorrelation_max_nominal_anneal_time");
            rest = Math.max(rest, range[0] + share * (range[1] - range[0]));
        }
        return new AccessTime(programming, parameters.reads(), anneal, readout(data, qubits), delay + rest);
    }

    private static double scheduled(Map<?, ?> data, @org.jspecify.annotations.Nullable Object schedule) {
        return schedule instanceof List<?> points
                        && !points.isEmpty()
                        && points.getLast() instanceof List<?> last
                        && last.getFirst() instanceof Number end
                ? end.doubleValue()
                : number(data, "default_annealing_time");
    }

    /** Piecewise linear in the number of qubits, or in its logarithm to that of the time. */
    private static double readout(Map<?, ?> data, int qubits) {
        double[] parameters = numbers(data, "readout_time_model_parameters");
        int knots = parameters.length / 2;
        String model = String.valueOf(data.get("readout_time_model"));
        boolean isLog = switch (model) {
            case "pwl_log_log" -> true;
            case "pwl_linear" -> false;
            default ->
                throw new IllegalArgumentException(
                        "readout_time_model is " + model + "; expected pwl_log_log or pwl_linear");
        };
        double x = isLog ? Math.log10(qubits) : qubits;
        int k = 1;
        while (k < knots - 1 && parameters[k] < x) {
            k++;
        }
        double share = Math.clamp((x - parameters[k - 1]) / (parameters[k] - parameters[k - 1]), 0, 1);
        double y = parameters[knots + k - 1] + share * (parameters[knots + k] - parameters[knots + k - 1]);
        return isLog ? Math.pow(10, y) : y;
    }

    private static double given(Map<String, Object> others, String name, double standard) {
        return others.get(name) instanceof Number number ? number.doubleValue() : standard;
    }

    private static double number(Map<?, ?> data, String name) {
        if (data.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("problem_timing_data has no number " + name);
    }

    private static double[] numbers(Map<?, ?> data, String name) {
        if (data.get(name) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream()
                    .mapToDouble(value -> ((Number) value).doubleValue())
                    .toArray();
        }
        throw new IllegalArgumentException("problem_timing_data has no list of numbers " + name);
    }
}
