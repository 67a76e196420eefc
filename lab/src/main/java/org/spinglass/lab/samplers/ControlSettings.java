// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealPath;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * Controls of every anneal, by the names that they have in D-Wave's interface. Null is what was not given.
 *
 * @param annealSchedule points of time and s, in place of a time
 * @param fastAnneal whether times are those of the fast protocol
 * @param initialState of qubits before a reverse anneal, +1 or -1
 * @param reinitializeState whether every anneal begins with it
 * @param hGainSchedule points of time and of a factor of h
 * @param annealOffsets how far qubits are ahead, in s
 * @param fluxBiases of qubits, in flux quanta
 * @param fluxDriftCompensation whether drift is taken back
 * @param reduceIntersampleCorrelation whether there is a pause after each read
 * @param programmingThermalization microseconds after programming; empty for the processor's
 * @param readoutThermalization microseconds after each read; empty for the processor's
 * @param maxAnswers most different states of an answer; null for all
 */
record ControlSettings(
        @Setting(
                meaning = "points of time and s, in place of time",
                expected = SchedulePoints.EXPECTED,
                standard = "none")
        @Nullable
        SchedulePoints annealSchedule,

        @Setting(meaning = "whether anneals are fast, without fields")
        boolean fastAnneal,

        @Setting(
                meaning = "spins of qubits before a reverse anneal",
                expected = QubitValues.EXPECTED,
                standard = "none")
        @Nullable
        QubitValues initialState,

        @Setting(meaning = "whether every anneal begins with these")
        boolean reinitializeState,

        @Setting(
                meaning = "points of time and of a factor of h",
                expected = SchedulePoints.EXPECTED,
                standard = "1 throughout")
        @Nullable
        SchedulePoints hGainSchedule,

        @Setting(meaning = "how far qubits are ahead, in s", expected = QubitValues.EXPECTED, standard = "none")
        @Nullable
        QubitValues annealOffsets,

        @Setting(meaning = "fluxes of qubits, in flux quanta", expected = QubitValues.EXPECTED, standard = "none")
        @Nullable
        QubitValues fluxBiases,

        @Setting(meaning = "whether drift of fluxes is taken back")
        boolean fluxDriftCompensation,

        @Setting(meaning = "whether to pause after each read")
        boolean reduceIntersampleCorrelation,

        @Setting(
                meaning = "microseconds after programming",
                least = 0,
                most = 1e6,
                standard = AnnealerSettings.OF_PROCESSOR)
        OptionalDouble programmingThermalization,

        @Setting(
                meaning = "microseconds after each read",
                least = 0,
                most = 1e6,
                standard = AnnealerSettings.OF_PROCESSOR)
        OptionalDouble readoutThermalization,

        @Setting(meaning = "most different states of an answer", least = 1, most = 1_000_000, standard = "all")
        @Nullable
        Integer maxAnswers) {
    /** The defaults. */
    static final ControlSettings STANDARD = new ControlSettings(
            null,
            false,
            null,
            true,
            null,
            null,
            null,
            true,
            false,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            null);

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    ControlSettings {
        SettingDescription.check(
                ControlSettings.class,
                annealSchedule,
                fastAnneal,
                initialState,
                reinitializeState,
                hGainSchedule,
                annealOffsets,
                fluxBiases,
                fluxDriftCompensation,
                reduceIntersampleCorrelation,
                programmingThermalization,
                readoutThermalization,
                maxAnswers);
        if (!reinitializeState && initialState == null) {
            throw new IllegalArgumentException("reinitializeState is 'false'; expected an initialState beside it");
        }
    }

    /**
     * Refuses what does not go together with other settings.
     *
     * @param anneals the other settings
     * @param hasTime whether a time of an anneal was given
     */
    void requireBeside(AnnealerSettings anneals, boolean hasTime) {
        if (annealSchedule != null && hasTime) {
            throw new IllegalArgumentException("annealSchedule is given beside time; expected one of them");
        }
        if (anneals.gauges() > 0 && (fluxBiases != null || initialState != null)) {
            throw new IllegalArgumentException("gauges is '" + anneals.gauges()
                    + "'; expected 0 beside fluxBiases or initialState, which are those of qubits that are not turned");
        }
        if (maxAnswers != null && maxAnswers > anneals.reads()) {
            throw new IllegalArgumentException("maxAnswers is '" + maxAnswers + "'; expected a whole number from 1 to "
                    + anneals.reads() + ", the reads");
        }
    }

    /**
     * Parameters with these controls.
     *
     * @throws IllegalArgumentException naming a control that the processor does not take
     */
    AnnealParameters applied(AnnealParameters parameters, ProcessorProperties properties) {
        AnnealParameters all = annealSchedule == null
                ? parameters
                : new AnnealParameters(
                        parameters.reads(),
                        OptionalDouble.empty(),
                        parameters.answerMode(),
                        parameters.autoScale(),
                        parameters.others());
        for (Map.Entry<String, Object> control : given(properties).entrySet()) {
            if (!properties.parameters().contains(control.getKey())) {
                throw new IllegalArgumentException(properties.name() + " has no parameter " + control.getKey());
            }
            all = all.with(control.getKey(), control.getValue());
        }
        requireTaken(all, properties);
        return all;
    }

    private Map<String, Object> given(ProcessorProperties properties) {
        int labels = properties.graph().labels();
        Map<String, Object> given = new LinkedHashMap<>();
        if (annealSchedule != null) {
            given.put(AnnealPath.SCHEDULE, annealSchedule.points());
        }
        if (fastAnneal) {
            given.put(AnnealPath.FAST, true);
        }
        if (initialState != null) {
            given.put(
                    AnnealControls.INITIAL,
                    initialState.ofAll(labels, 3).stream().map(Double::intValue).toList());
            given.put(AnnealControls.REINITIALIZE, reinitializeState);
        }
        if (hGainSchedule != null) {
            given.put(AnnealControls.GAIN, hGainSchedule.points());
        }
        if (annealOffsets != null) {
            given.put(AnnealControls.OFFSETS, annealOffsets.ofAll(labels, 0));
        }
        if (fluxBiases != null) {
            given.put(AnnealControls.FLUX_BIASES, fluxBiases.ofAll(labels, 0));
        }
        if (!fluxDriftCompensation) {
            given.put(AnnealControls.DRIFT_COMPENSATION, false);
        }
        if (reduceIntersampleCorrelation) {
            given.put(AnnealControls.DECORRELATION, true);
        }
        programmingThermalization.ifPresent(time -> given.put(AnnealControls.AFTER_PROGRAMMING, time));
        readoutThermalization.ifPresent(time -> given.put(AnnealControls.AFTER_READING, time));
        if (maxAnswers != null) {
            given.put(AnnealControls.MAX_ANSWERS, maxAnswers);
        }
        return given;
    }

    /** Has the controls looked at with a problem of one qubit that they know. */
    private void requireTaken(AnnealParameters parameters, ProcessorProperties properties) {
        List<Integer> known = initialState == null
                ? List.of()
                : initialState.values().entrySet().stream()
                        .filter(entry -> Math.abs(entry.getValue()) == 1
                                && properties.graph().has(entry.getKey()))
                        .map(Map.Entry::getKey)
                        .limit(1)
                        .toList();
        int qubit = known.isEmpty() ? properties.graph().qubits()[0] : known.getFirst();
        QubitProblem problem = new QubitProblem(new int[] {qubit}, new double[] {0}, new int[0], new double[0], 0);
        AnnealControls.of(
                new AnnealJob(problem, fluxBiases == null ? parameters : parameters.withAutoScale(false), ""),
                properties);
    }

    /** What was given, for the record. */
    Map<String, Object> described() {
        Map<String, Object> all = new LinkedHashMap<>();
        put(all, "annealSchedule", annealSchedule);
        put(all, "fastAnneal", fastAnneal ? true : null);
        put(all, "initialState", initialState);
        put(all, "reinitializeState", reinitializeState ? null : false);
        put(all, "hGainSchedule", hGainSchedule);
        put(all, "annealOffsets", annealOffsets);
        put(all, "fluxBiases", fluxBiases);
        put(all, "fluxDriftCompensation", fluxDriftCompensation ? null : false);
        put(all, "reduceIntersampleCorrelation", reduceIntersampleCorrelation ? true : null);
        put(
                all,
                "programmingThermalization",
                programmingThermalization.isPresent() ? programmingThermalization.getAsDouble() : null);
        put(
                all,
                "readoutThermalization",
                readoutThermalization.isPresent() ? readoutThermalization.getAsDouble() : null);
        put(all, "maxAnswers", maxAnswers);
        return all;
    }

    private static void put(Map<String, Object> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value instanceof SchedulePoints || value instanceof QubitValues ? value.toString() : value);
        }
    }
}
