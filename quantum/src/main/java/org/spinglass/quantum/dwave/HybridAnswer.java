// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.ising.model.Spins;

/**
 * What a hybrid solver found.
 *
 * @param id of the problem at the service
 * @param states in the order of the service, as a rule the best first
 * @param occurrences of each
 * @param timing in microseconds, by the service's names: {@code run_time}, {@code charge_time}, {@code qpu_access_time}
 */
public record HybridAnswer(String id, List<Spins> states, List<Integer> occurrences, Map<String, Double> timing) {
    /** Keeps copies. */
    public HybridAnswer {
        states = List.copyOf(states);
        occurrences = List.copyOf(occurrences);
        timing = Collections.unmodifiableMap(new LinkedHashMap<>(timing));
    }
}
