// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
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
 * @param start states to begin at, one read after the other and again from the first, their bits in words; none for
 *     random ones
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
        List<long[]> start,
        ReadPart part,
        @Nullable Duration left,
        OptionalDouble target) {

    /** What a request's reads begin at, each state once. */
    static List<long[]> start(SamplingRequest request) {
        if (!(request.initial() instanceof InitialState.Given given)) {
            return List.of();
        }
        List<Spins> once = List.copyOf(new LinkedHashSet<>(given.states()));
        boolean isInTurn = IntStream.range(0, given.states().size())
                .allMatch(read -> given.states().get(read).equals(once.get(read % once.size())));
        return (isInTurn ? once : given.states()).stream().map(Spins::toWords).toList();
    }

    /** The request for a model of so many spins, on so many threads as the caller gives. */
    SamplingRequest request(int spins) {
        StopRule stop = left == null ? StopRule.never() : StopRule.after(left);
        if (target.isPresent()) {
            stop = stop.or(StopRule.energy(target.getAsDouble()));
        }
        InitialState initial = InitialState.random();
        if (!start.isEmpty()) {
            List<Spins> states =
                    start.stream().map(words -> Spins.ofWords(spins, words)).toList();
            initial = InitialState.given(IntStream.range(0, reads)
                    .mapToObj(read -> states.get(read % states.size()))
                    .toList());
        }
        return SamplingRequest.of(sweeps, seed)
                .withReads(reads)
                .withInitial(initial)
                .withBoundSweeps(boundSweeps)
                .withPart(part)
                .withStop(stop);
    }
}
