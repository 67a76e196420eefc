// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a job ask a processor to do, found to be of the right types, within what the processor states, and to
 * go together. Names that are not known here are not looked at. Arrays are live and must not be changed.
 *
 * @param path through s
 * @param initial +1 or -1 of each qubit in use, where the path begins with a state; null elsewhere
 * @param isChained whether each anneal but the first begins with the state that the one before ended in
 * @param gain factor of h along the anneal: its times in microseconds, and its values; null for 1
 * @param fluxBiases of each qubit in use, in flux quanta; null for none
 * @param offsets how far each qubit in use is ahead, in s; null for none
 * @param compensatesDrift whether slow changes of the fluxes of the processor are taken back
 * @param decorrelates whether there is a pause between anneals
 * @param maxAnswers most rows of an answer
 */
@SuppressWarnings("ArrayRecordComponent")
public record AnnealControls(
        AnnealPath path,
        byte @Nullable [] initial,
        boolean isChained,
        double @Nullable [][] gain,
        double @Nullable [] fluxBiases,
        double @Nullable [] offsets,
        boolean compensatesDrift,
        boolean decorrelates,
        int maxAnswers) {
    /** Most rows of an answer. */
    public static final String MAX_ANSWERS = "max_answers";

    /** Fluxes of the qubits. */
    public static final String FLUX_BIASES = "flux_biases";

    /** Whether slow changes of the fluxes are taken back. */
    public static final String DRIFT_COMPENSATION = "flux_drift_compensation";

    /** The factor of h along the anneal. */
    public static final String GAIN = "h_gain_schedule";

    /** How far qubits are ahead. */
    public static final String OFFSETS = "anneal_offsets";

    /** The state with which a reverse anneal begins. */
    public static final String INITIAL = "initial_state";

    /** Whether every anneal begins with it. */
    public static final String REINITIALIZE = "reinitialize_state";

    /** Whether there is a pause between anneals. */
    public static final String DECORRELATION = "reduce_intersample_correlation";

    /** Microseconds after programming. */
    public static final String AFTER_PROGRAMMING = "programming_thermalization";

    /** Microseconds after reading. */
    public static final String AFTER_READING = "readout_thermalization";

    /** Part of an anneal's time by which two times may differ through rounding. */
    private static final double ROUNDING = 1e-6;

    /**
     * Reads the parameters of a job.
     *
     * @throws IllegalArgumentException naming a parameter, its value and what was expected
     */
    public static AnnealControls of(AnnealJob job, ProcessorProperties properties) {
        AnnealParameters parameters = job.parameters();
        Map<String, Object> others = parameters.others();
        requirePause(AFTER_PROGRAMMING, others, properties);
        requirePause(AFTER_READING, others, properties);
        boolean isFast = ParameterValues.truth(AnnealPath.FAST, others.get(AnnealPath.FAST), false);
        if (isFast) {
            requireFast(job);
        }
        AnnealPath path = AnnealPath.of(properties, parameters);
        boolean starts = ParameterValues.truth(REINITIALIZE, others.get(REINITIALIZE), true);
        byte[] initial = initial(job, path, properties);
        if (others.containsKey(REINITIALIZE) && initial == null) {
            throw new IllegalArgumentException(
                    "reinitialize_state is given without an initial_state; expected both, or neither");
        }
        double[][] gain = gain(job, path, properties);
        Object most = others.get(MAX_ANSWERS);
        return new AnnealControls(
                path,
                initial,
                !starts,
                gain,
                fluxBiases(job, properties),
                offsets(job, properties),
                ParameterValues.truth(DRIFT_COMPENSATION, others.get(DRIFT_COMPENSATION), true),
                ParameterValues.truth(DECORRELATION, others.get(DECORRELATION), false),
                most == null
                        ? parameters.reads()
                        : ParameterValues.wholeNumber(MAX_ANSWERS, most, 1, parameters.reads()));
    }

    private static void requirePause(String name, Map<String, Object> others, ProcessorProperties properties) {
        Object value = others.get(name);
        if (value == null) {
            return;
        }
        Range range = range(properties.others().get(name + "_range"), new Range(0, Double.MAX_VALUE));
        String expected = "microseconds from " + text(range.low()) + " to " + text(range.high());
        if (!range.contains(ParameterValues.number(name, value, expected))) {
            throw ParameterValues.expected(name, value, expected);
        }
    }

    private static void requireFast(AnnealJob job) {
        if (Arrays.stream(job.problem().fields()).anyMatch(h -> h != 0)) {
            throw new IllegalArgumentException("fast_anneal with a field that is not 0; expected couplings alone");
        }
        for (String name : List.of(GAIN, INITIAL)) {
            if (job.parameters().others().containsKey(name)) {
                throw new IllegalArgumentException(name + " cannot be used with fast_anneal; expected one of them");
            }
        }
    }

    private static byte @Nullable [] initial(AnnealJob job, AnnealPath path, ProcessorProperties properties) {
        Object given = job.parameters().others().get(INITIAL);
        if (path.isReverse() != (given != null)) {
            throw new IllegalArgumentException(
                    "an initial_state and an anneal_schedule that begins at s = 1 belong together; expected both");
        }
        if (given == null) {
            return null;
        }
        double[] states =
                ParameterValues.numbers(INITIAL, given, properties.graph().labels());
        for (int q = 0; q < states.length; q++) {
            if (Math.abs(states[q]) != 1 && states[q] != 3) {
                throw ParameterValues.fault(
                        INITIAL + "[" + q + "]", text(states[q]), "+1 or -1, or 3 for a qubit that is not in use");
            }
        }
        int[] qubits = job.problem().qubits();
        byte[] spins = new byte[qubits.length];
        for (int i = 0; i < spins.length; i++) {
            if (states[qubits[i]] == 3) {
                throw new IllegalArgumentException("initial_state has no spin for qubit " + qubits[i]
                        + "; expected +1 or -1 for every qubit in use");
            }
            spins[i] = (byte) states[qubits[i]];
        }
        return spins;
    }

    private static double @Nullable [][] gain(AnnealJob job, AnnealPath path, ProcessorProperties properties) {
        Object given = job.parameters().others().get(GAIN);
        if (given == null) {
            return null;
        }
        double[][] points = ParameterValues.points(GAIN, given);
        int most = properties.others().get("max_h_gain_schedule_points") instanceof Number number
                ? number.intValue()
                : Integer.MAX_VALUE;
        if (points.length > most) {
            throw new IllegalArgumentException(GAIN + " has " + points.length + " points; expected at most " + most);
        }
        Range range = range(properties.others().get(GAIN + "_range"), new Range(-Double.MAX_VALUE, Double.MAX_VALUE));
        double end = points[points.length - 1][0];
        if (points[0][0] != 0 || !(Math.abs(end - path.duration()) <= ROUNDING * path.duration())) {
            throw new IllegalArgumentException(GAIN + " goes from time " + text(points[0][0]) + " to " + text(end)
                    + "; expected 0 to " + text(path.duration()) + ", as the anneal does");
        }
        for (int k = 0; k < points.length; k++) {
            if (k > 0 && !(points[k][0] > points[k - 1][0])) {
                throw new IllegalArgumentException(GAIN + " goes from time " + text(points[k - 1][0]) + " to "
                        + text(points[k][0]) + "; expected times that rise");
            }
            if (!range.contains(points[k][1])) {
                throw ParameterValues.fault(
                        "the gain at time " + text(points[k][0]) + " of " + GAIN,
                        text(points[k][1]),
                        text(range.low()) + " to " + text(range.high()));
            }
            requireField(job, points[k][1], properties);
        }
        return new double[][] {
            Arrays.stream(points).mapToDouble(point -> point[0]).toArray(),
            Arrays.stream(points).mapToDouble(point -> point[1]).toArray()
        };
    }

    /** Without scaling the product of gain and field has to be in the range of fields. */
    private static void requireField(AnnealJob job, double gain, ProcessorProperties properties) {
        for (double field :
                job.parameters().autoScale() ? new double[0] : job.problem().fields()) {
            if (!properties.fieldRange().contains(gain * field)) {
                throw new IllegalArgumentException("h " + text(field) + " times the gain " + text(gain) + " of " + GAIN
                        + " is out of range [" + text(properties.fieldRange().low()) + ", "
                        + text(properties.fieldRange().high()) + "]");
            }
        }
    }

    private static double @Nullable [] fluxBiases(AnnealJob job, ProcessorProperties properties) {
        Object given = job.parameters().others().get(FLUX_BIASES);
        if (given == null) {
            return null;
        }
        if (job.parameters().autoScale()) {
            throw new IllegalArgumentException("flux_biases cannot be used with auto_scale; expected auto_scale false");
        }
        return inUse(
                job,
                ParameterValues.numbers(FLUX_BIASES, given, properties.graph().labels()));
    }

    private static double @Nullable [] offsets(AnnealJob job, ProcessorProperties properties) {
        Object given = job.parameters().others().get(OFFSETS);
        if (given == null) {
            return null;
        }
        double[] offsets =
                ParameterValues.numbers(OFFSETS, given, properties.graph().labels());
        if (properties.others().get("anneal_offset_ranges") instanceof List<?> ranges) {
            for (int q = 0; q < offsets.length && q < ranges.size(); q++) {
                Range range = range(ranges.get(q), new Range(0, 0));
                if (offsets[q] != 0 && !range.contains(offsets[q])) {
                    throw ParameterValues.fault(
                            OFFSETS + "[" + q + "]",
                            text(offsets[q]),
                            text(range.low()) + " to " + text(range.high()) + ", the range of that qubit");
                }
            }
        }
        return inUse(job, offsets);
    }

    private static double[] inUse(AnnealJob job, double[] ofAll) {
        return Arrays.stream(job.problem().qubits())
                .mapToDouble(qubit -> ofAll[qubit])
                .toArray();
    }

    private static Range range(@Nullable Object ends, Range otherwise) {
        return ends instanceof List<?> list
                        && list.size() == 2
                        && list.get(0) instanceof Number low
                        && list.get(1) instanceof Number high
                ? new Range(low.doubleValue(), high.doubleValue())
                : otherwise;
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The factor of h at a time, in microseconds from the beginning. */
    public double gainAt(double time) {
        return gain == null ? 1 : AnnealPath.interpolated(gain[0], gain[1], time);
    }
}
