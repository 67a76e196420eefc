// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Collections;
import java.util.LinkedHashMap;
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
 *     readout_thermalization}
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
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
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
}
