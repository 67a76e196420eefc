// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a sample set came to be.
 *
 * @param sampler the sampler's name
 * @param options every option really used, in reading order: numbers, strings and truth values
 * @param seed the seed
 * @param sweeps sweeps done, over all groups of reads the most
 * @param acceptance accepted moves over tried ones, 0 to 1
 * @param moves moves tried, of spins or of weights
 * @param seconds wall time of the annealing
 * @param boundSeconds wall time of the lower bounds
 * @param cancelled whether a listener ended the call
 */
public record Provenance(
        String sampler,
        Map<String, Object> options,
        long seed,
        int sweeps,
        double acceptance,
        long moves,
        double seconds,
        double boundSeconds,
        boolean cancelled) {
    public Provenance {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
