// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * What a processor is and what it allows.
 *
 * @param name its name
 * @param graphId of its working graph, which changes when it is calibrated anew; null where it has none
 * @param topology which qubits it would have if all worked
 * @param graph which qubits and couplers it has
 * @param fieldRange of h
 * @param couplingRange of J
 * @param extendedCouplingRange of J, where chains may be stronger than other couplings
 * @param qubitCouplingRange of the sum of J at one qubit; null where there is no such limit
 * @param groupCouplingRange of the sum of J in one group of couplers; null where there is no such limit
 * @param readsRange of the number of reads
 * @param annealingTimeRange microseconds
 * @param defaultAnnealingTime microseconds
 * @param runTimeRange microseconds of a whole problem
 * @param parameters the names of the parameters that it knows
 * @param others everything else it says, by the names of the interface
 */
public record ProcessorProperties(
        String name,
        @Nullable String graphId,
        Topology topology,
        WorkingGraph graph,
        Range fieldRange,
        Range couplingRange,
        Range extendedCouplingRange,
        @Nullable Range qubitCouplingRange,
        @Nullable Range groupCouplingRange,
        Range readsRange,
        Range annealingTimeRange,
        double defaultAnnealingTime,
        Range runTimeRange,
        Set<String> parameters,
        Map<String, Object> others) {
    public ProcessorProperties {
        parameters = Set.copyOf(parameters);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** The same under another name. */
    public ProcessorProperties withName(String value) {
        return new ProcessorProperties(
                value,
                graphId,
                topology,
                graph,
                fieldRange,
                couplingRange,
                extendedCouplingRange,
                qubitCouplingRange,
                groupCouplingRange,
                readsRange,
                annealingTimeRange,
                defaultAnnealingTime,
                runTimeRange,
                parameters,
                others);
    }
}
