// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a processor anneals a problem. Immutable; {@code with...} methods return changed copies.
 *
 * @param reads anneals, at least 1
 * @param annealingTime microseconds of one; empty for the processor's default
 * @param answerMode how reads are returned
 * @param autoScale whether the processor scales coefficients to its ranges
 * @param others further parameters by the names and with the values that the processor knows, such as {@code
 *     readout_thermalization}; arrays become lists
 */
public record AnnealParameters(
        int reads, OptionalDouble annealingTime, AnswerMode answerMode, boolean autoScale, Map<String, Object> others) {

    /** How reads are returned. */
    public enum AnswerMode {
        /** Different states by rising energy, with the number of their reads. */
        HISTOGRAM,
        /** Every read, in the order in which they were made. */
        RAW
    }

    public AnnealParameters {
        if (reads < 1) {
            throw new IllegalArgumentException("reads is " + reads + "; expected at least 1");
        }
        if (annealingTime.isPresent() && !(annealingTime.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "the annealing time is " + annealingTime.getAsDouble() + "; expected microseconds above 0");
        }
        Map<String, Object> plain = new LinkedHashMap<>(others);
        plain.replaceAll((name, value) -> ParameterValues.plain(value));
        others = Collections.unmodifiableMap(plain);
    }

    /** So many reads of the processor's default annealing time, as a histogram, scaled by the processor. */
    public static AnnealParameters of(int reads) {
        return new AnnealParameters(reads, OptionalDouble.empty(), AnswerMode.HISTOGRAM, true, Map.of());
    }

    /** With another number of reads. */
    public AnnealParameters withReads(int value) {
        return new AnnealParameters(value, annealingTime, answerMode, autoScale, others);
    }

    /** With an annealing time in microseconds. */
    public AnnealParameters withAnnealingTime(double value) {
        return new AnnealParameters(reads, OptionalDouble.of(value), answerMode, autoScale, others);
    }

    /** With another form of answer. */
    public AnnealParameters withAnswerMode(AnswerMode value) {
        return new AnnealParameters(reads, annealingTime, value, autoScale, others);
    }

    /** With scaling by the processor or without. */
    public AnnealParameters withAutoScale(boolean value) {
        return new AnnealParameters(reads, annealingTime, answerMode, value, others);
    }

    /** With one more parameter. */
    public AnnealParameters with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(others);
        more.put(name, value);
        return new AnnealParameters(reads, annealingTime, answerMode, autoScale, more);
    }

    /**
     * With points of time and s in place of an annealing time.
     *
     * @param points microseconds and s of each
     */
    public AnnealParameters withSchedule(double[][] points) {
        return new AnnealParameters(reads, OptionalDouble.empty(), answerMode, autoScale, others)
                .with(AnnealPath.SCHEDULE, pairs(points));
    }

    /**
     * With a factor of h that changes along the anneal.
     *
     * @param points microseconds and the factor at each, over the whole anneal
     */
    public AnnealParameters withGain(double[][] points) {
        return with(AnnealControls.GAIN, pairs(points));
    }

    /**
     * With a state before a reverse anneal, see {@link #withSchedule}.
     *
     * @param states +1 or -1 of each qubit, working or not; 3 where it is not in use
     * @param everyTime whether every anneal begins with it, and not only the first
     */
    public AnnealParameters withInitialState(int[] states, boolean everyTime) {
        return with(AnnealControls.INITIAL, Arrays.stream(states).boxed().toList())
                .with(AnnealControls.REINITIALIZE, everyTime);
    }

    /**
     * With a flux for each qubit, working or not; the processor does not scale the problem then.
     *
     * @param fluxes in flux quanta, of the opposite sign to h
     */
    public AnnealParameters withFluxBiases(double[] fluxes) {
        return withAutoScale(false).with(AnnealControls.FLUX_BIASES, list(fluxes));
    }

    /** With how far each qubit, working or not, is ahead of the anneal, in s. */
    public AnnealParameters withOffsets(double[] offsets) {
        return with(AnnealControls.OFFSETS, list(offsets));
    }

    /** With at most so many rows in the answer: those of least energy, or the first in raw mode. */
    public AnnealParameters withMaxAnswers(int most) {
        return with(AnnealControls.MAX_ANSWERS, most);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<List<Double>> pairs(double[][] points) {
        return Arrays.stream(points).map(AnnealParameters::list).toList();
    }
}
