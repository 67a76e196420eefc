// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.List;
import java.util.Map;

/**
 * What a solver of constrained models found.
 *
 * @param id of the problem at the service
 * @param values of variables by their labels, an answer each, in the order of the service
 * @param timing in microseconds, by the service's names: {@code run_time}, {@code charge_time}, {@code qpu_access_time}
 */
public record ConstrainedAnswer(String id, List<Map<String, Double>> values, Map<String, Double> timing) {
    /** Keeps copies. */
    public ConstrainedAnswer {
        values = List.copyOf(values);
        timing = Map.copyOf(timing);
    }
}
