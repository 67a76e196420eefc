// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.Records;

/**
 * What {@code solve --json} prints; what does not exist is null.
 *
 * @param file as it was named
 * @param sense of its values: what is to be made large or small
 * @param variables of the problem
 * @param interactions between pairs of them
 * @param sampler that was used
 * @param reason why
 * @param reads done
 * @param sweeps of the longest read
 * @param seed of the search
 * @param threads used
 * @param bestEnergy of the Ising model
 * @param bestValue the same in the file's own sense
 * @param hits reads that ended there
 * @param secondsToBest until it was first seen
 * @param seconds of the whole search
 * @param updatesPerSecond tried moves a second, over all threads
 * @param lowerBound no state has less energy
 * @param ended why: done, target, time-limit, optimal, cancelled
 * @param rounds of reads
 * @param states different ones found
 * @param timeToSolution where it was asked for
 * @param options that the sampler really used
 * @param state the best, a sign a spin
 */
record SolveAnswer(
        String file,
        String sense,
        int variables,
        int interactions,
        String sampler,
        String reason,
        int reads,
        int sweeps,
        long seed,
        int threads,
        double bestEnergy,
        double bestValue,
        int hits,
        double secondsToBest,
        double seconds,
        double updatesPerSecond,
        @Nullable Double lowerBound,
        String ended,
        int rounds,
        int states,
        @Nullable Time timeToSolution,
        Map<String, Object> options,
        String state) {
    /** Keeps a copy. */
    SolveAnswer {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * The time to solution with 99%.
     *
     * @param value asked for
     * @param successes reads that reached it
     * @param secondsPerRead on one thread
     * @param seconds null where no read did
     * @param standardError null where no read did
     */
    record Time(
            double value,
            int successes,
            double secondsPerRead,
            @Nullable Double seconds,
            @Nullable Double standardError) {}

    /** As one line of JSON. */
    String toJson() {
        return Records.json(this);
    }
}
