// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * A hybrid solver of a service as a sampler of plain models of any couplings.
 *
 * <p>One call is one problem. The solver has its own way and its own time, so that a request's sweeps mean nothing, and it
 * answers with as many states as it has, however many reads are asked for. The listener is asked again and again while the
 * answer is waited for, and may have the problem cancelled; then the state returned is a random one. The seed goes to solvers
 * that take one. Closing the solver is left to whoever opened it.
 *
 * @param name under which results are recorded
 * @param solver searches
 * @param timeLimit of a search; null for the least that the solver has
 * @param label of problems, for people
 */
public record HybridSampler(
        String name, DwaveHybrid solver, @Nullable Duration timeLimit, String label) implements Sampler {

    /**
     * Has a model searched.
     *
     * @throws IllegalArgumentException when the model has weights of several bits, or the request has initial states, a target
     *     or another stop rule
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     * @throws org.spinglass.quantum.ProcessorException when the search failed
     */
    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        request.part().requireWhole(name);
        if (!(model instanceof PlainIsing plain)) {
            throw new IllegalArgumentException(
                    name + " takes models of plain spins; this one has weights of several bits");
        }
        if (!(request.initial() instanceof InitialState.Random)) {
            throw new IllegalArgumentException("initial states are given; " + name + " begins in its own");
        }
        if (request.stop().targetEnergy().isPresent()) {
            throw new IllegalArgumentException(
                    "a target is given; " + name + " searches for its whole time, and cannot stop at one");
        }
        long began = System.nanoTime();
        HybridJob job = new HybridJob(timeLimit, label, OptionalLong.of(request.seed()));
        Watch watch = new Watch(request, began);
        List<Spins> states = new ArrayList<>();
        Map<String, Object> options = options(plain);
        try {
            HybridAnswer answer = solver.solve(plain, job, watch::goesOn);
            for (int k = 0; k < answer.states().size(); k++) {
                states.addAll(Collections.nCopies(
                        Math.max(1, answer.occurrences().get(k)),
                        answer.states().get(k)));
            }
            answer.timing().forEach((what, micros) -> options.put(what, micros * 1e-6));
            options.put("problem", answer.id());
        } catch (CancellationException e) {
            states.add(random(plain.spins(), request.seed()));
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds =
                LowerBound.ofInstances(model, List.of(states), request.boundSweeps(), request.workers());
        double boundSeconds = (System.nanoTime() - boundBegan) * 1e-9;
        Provenance provenance =
                new Provenance(name, options, request.seed(), 0, 0, 0, seconds, boundSeconds, watch.isCancelled);
        return SampleSet.of(model, List.of(states), bounds, provenance);
    }

    private Map<String, Object> options(PlainIsing model) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("solver", solver.name());
        options.put(
                "timeLimit",
                timeLimit == null ? solver.leastSeconds(model.spins()) : Double.valueOf(timeLimit.toNanos() / 1e9));
        return options;
    }

    private static Spins random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] spins = new byte[n];
        for (int i = 0; i < n; i++) {
            spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return Spins.of(spins);
    }

    /** Asks the listener and the stop rule while the answer is waited for. */
    private static final class Watch {
        private final SamplingRequest request;
        private final long began;
        private volatile boolean isCancelled;
        private volatile boolean isStopped;

        Watch(SamplingRequest request, long began) {
            this.request = request;
            this.began = began;
        }

        boolean goesOn() {
            if (!isCancelled && !isStopped) {
                Progress now = Progress.none(Duration.ofNanos(System.nanoTime() - began));
                isCancelled = !request.progress().goesOn(now);
                isStopped = request.stop().stopsAt(now);
            }
            return !isCancelled && !isStopped;
        }
    }
}
