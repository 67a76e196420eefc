// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.sampling.ReadPart;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/**
 * Some reads of a request, for another process.
 *
 * @param sampler one of the program's own, a record
 * @param reads of the whole request
 * @param seed of the request
 * @param sweeps of each read
 * @param boundSweeps most sweeps of the lower bound
 * @param part which reads
 * @param left time for them, from their start; null for any
 * @param target energy that ends them
 */
public record ReadsTask(
        Sampler sampler,
        int reads,
        long seed,
        int sweeps,
        int boundSweeps,
        ReadPart part,
        @Nullable Duration left,
        OptionalDouble target) {

    /** The request, on so many threads as the caller gives. */
    SamplingRequest request() {
        StopRule stop = left == null ? StopRule.never() : StopRule.after(left);
        if (target.isPresent()) {
            stop = stop.or(StopRule.energy(target.getAsDouble()));
        }
        return SamplingRequest.of(sweeps, seed)
                .withReads(reads)
                .withBoundSweeps(boundSweeps)
                .withPart(part)
                .withStop(stop);
    }
}
