// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealPath;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import org.spinglass.quantum.topology.Zephyr;

/** The properties of emulated processors: those that D-Wave documents for Advantage and Advantage2. */
final class EmulatedChip {
    /** The parameters that have an effect here, and what they do. */
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("num_reads", "How many states are read; 1 unless given."),
            Map.entry("annealing_time", "Microseconds of an anneal, within annealing_time_range."),
            Map.entry(AnnealPath.SCHEDULE, "Points [microseconds, s] of an anneal, in place of annealing_time."),
            Map.entry(AnnealPath.FAST, "Whether times are those of fast_anneal_time_range, without h; false."),
            Map.entry("answer_mode", "'histogram', or 'raw' for all reads in order."),
            Map.entry(AnnealControls.MAX_ANSWERS, "Most rows of the answer, up to num_reads."),
            Map.entry("auto_scale", "Whether h and J are scaled to their ranges; true. Not with flux_biases."),
            Map.entry("label", "A name of the problem, beside its parameters."),
            Map.entry(AnnealControls.INITIAL, "The state before a reverse anneal: +1, -1, or 3 where not in use."),
            Map.entry(AnnealControls.REINITIALIZE, "Whether every reverse anneal begins with initial_state; true."),
            Map.entry(AnnealControls.GAIN, "Points [microseconds, factor of h] over the whole anneal."),
            Map.entry(AnnealControls.FLUX_BIASES, "Flux of every qubit, in flux quanta; the sign is opposite to h's."),
            Map.entry(AnnealControls.DRIFT_COMPENSATION, "Whether drift of the fluxes is taken back; true."),
            Map.entry(AnnealControls.OFFSETS, "How far every qubit is ahead of the anneal, in s."),
            Map.entry(AnnealControls.AFTER_PROGRAMMING, "Microseconds to wait after programming."),
            Map.entry(AnnealControls.AFTER_READING, "Microseconds to wait after each read."),
            Map.entry(AnnealControls.DECORRELATION, "Whether there is a longer pause after each read; false."),
            Map.entry(AnnealJob.SEED, "A whole number of 64 bits that fixes the answer."));

    /** How far qubits can be ahead or behind, in s, and the step in which that can be chosen. */
    private static final double OFFSET = 0.5;

    private static final double OFFSET_STEP = 1.0 / 4096;

    /** Microseconds. */
    static final double PROGRAMMING = 14_072.88;

    private EmulatedChip() {}

    static ProcessorProperties properties(Topology topology, WorkingGraph graph) {
        boolean isZephyr = topology instanceof Zephyr;
        String name = "Emulated_" + topology.type() + topology.shape().getFirst();
        Map<String, Object> others = new LinkedHashMap<>();
        others.put(
                AnnealPath.FAST_RANGE,
                List.of(EmulatedProcessor.FAST_TIMES.low(), EmulatedProcessor.FAST_TIMES.high()));
        others.put(AnnealPath.MOST_POINTS, 12);
        others.put("programming_thermalization_range", List.of(0.0, 10_000.0));
        others.put("default_programming_thermalization", 1000.0);
        others.put("readout_thermalization_range", List.of(0.0, 10_000.0));
        others.put("default_readout_thermalization", 0.0);
        others.put("max_h_gain_schedule_points", 20);
        others.put(AnnealControls.GAIN + "_range", List.of(-4.0, 4.0));
        others.put("anneal_offset_ranges", offsetRanges(graph));
        others.put("anneal_offset_step", OFFSET_STEP);
        others.put("anneal_offset_step_phi0", 1.5e-5); // as an Advantage processor states it
        others.put("parameters", new TreeMap<>(PARAMETERS));
        others.put("quota_conversion_rate", 1);
        others.put("tags", List.of("emulated"));
        others.put("problem_timing_data", timing());
        return new ProcessorProperties(
                name,
                Integer.toHexString(Arrays.hashCode(graph.qubits()) + 31 * Arrays.hashCode(graph.couplers())),
                topology,
                graph,
                new Range(-4, 4),
                new Range(-1, 1),
                new Range(-2, 1),
                isZephyr ? null : new Range(-18, 15),
                isZephyr ? new Range(-13, 10) : null,
                EmulatedProcessor.READS,
                EmulatedProcessor.ANNEALING_TIMES,
                20,
                EmulatedProcessor.RUN_TIMES,
                PARAMETERS.keySet(),
                others);
    }

    /** Those of qubits that do not work are empty. */
    private static List<List<Double>> offsetRanges(WorkingGraph graph) {
        return IntStream.range(0, graph.labels())
                .mapToObj(qubit -> graph.has(qubit) ? List.of(-OFFSET, OFFSET) : List.of(0.0, 0.0))
                .toList();
    }

    /** An offset as the chip sets it. */
    static double offset(double asked) {
        return OFFSET_STEP * Math.rint(asked / OFFSET_STEP);
    }

    /** Times as an Advantage processor states them, so that estimates of access time mean something. */
    private static Map<String, Object> timing() {
        Map<String, Object> timing = new LinkedHashMap<>();
        timing.put("version", "1.0.0");
        timing.put("typical_programming_time", PROGRAMMING);
        timing.put("reverse_annealing_with_reinit_prog_time_delta", 0.0);
        timing.put("reverse_annealing_without_reinit_prog_time_delta", 5.55);
        timing.put("default_programming_thermalization", 1000.0);
        timing.put("default_annealing_time", 20.0);
        timing.put("readout_time_model", "pwl_log_log");
        timing.put(
                "readout_time_model_parameters",
                List.of(
                        0.0,
                        0.7699665876947938,
                        1.7242758696010096,
                        2.711975459489206,
                        3.1639057672764026,
                        3.750276915153992,
                        1.539131714800995,
                        1.8726623164229292,
                        2.125631787097315,
                        2.332672340068556,
                        2.371606651233025,
                        2.3716219271760215));
        timing.put("qpu_delay_time_per_sample", 20.54);
        timing.put("reverse_annealing_with_reinit_delay_time_delta", -4.5);
        timing.put("reverse_annealing_without_reinit_delay_time_delta", -1.5);
        timing.put("default_readout_thermalization", 0.0);
        timing.put("decorrelation_max_nominal_anneal_time", 2000.0);
        timing.put("decorrelation_time_range", List.of(500.0, 10_000.0));
        return timing;
    }
}
