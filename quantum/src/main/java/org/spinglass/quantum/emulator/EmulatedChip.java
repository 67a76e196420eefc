// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import org.spinglass.quantum.topology.Zephyr;

/** The properties of emulated processors: those that D-Wave documents for Advantage and Advantage2. */
final class EmulatedChip {
    /** The parameters that have an effect here. */
    static final Set<String> PARAMETERS = Set.of(
            "num_reads",
            "annealing_time",
            "answer_mode",
            "auto_scale",
            "label",
            AnnealJob.SEED,
            AnnealPath.SCHEDULE,
            AnnealPath.FAST,
            "initial_state",
            "reinitialize_state",
            "programming_thermalization",
            "readout_thermalization",
            "reduce_intersample_correlation");

    /** Microseconds. */
    static final double PROGRAMMING = 14_072.88;

    private EmulatedChip() {}

    static ProcessorProperties properties(Topology topology, WorkingGraph graph) {
        boolean isZephyr = topology instanceof Zephyr;
        String name = "Emulated_" + topology.type() + topology.shape().getFirst();
        Map<String, Object> others = new LinkedHashMap<>();
        others.put(AnnealPath.FAST_RANGE, List.of(0.005, 2000.0));
        others.put(AnnealPath.MOST_POINTS, 12);
        others.put("programming_thermalization_range", List.of(0.0, 10_000.0));
        others.put("default_programming_thermalization", 1000.0);
        others.put("readout_thermalization_range", List.of(0.0, 10_000.0));
        others.put("default_readout_thermalization", 0.0);
        others.put("quota_conversion_rate", 1);
        others.put("tags", List.of("emulated"));
        others.put("problem_timing_data", timing());
        return new ProcessorProperties(
                name,
                Integer.toHexString(
                        java.util.Arrays.hashCode(graph.qubits()) + 31 * java.util.Arrays.hashCode(graph.couplers())),
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
                PARAMETERS,
                others);
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
