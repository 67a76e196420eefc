// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * What searches that grow have found in the instances of a model, one after the other, and what it took. For one
 * thread.
 */
final class GrownStates {
    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final long began = System.nanoTime();
    private final List<List<Spins>> states = new ArrayList<>();
    private long most;
    private long moves;
    private long flips;

    /** The states that an instance's search begins with; none where they are drawn. */
    static List<Spins> given(SamplingRequest request, int instance) {
        if (!(request.initial() instanceof InitialState.Given given)) {
            return List.of();
        }
        int reads = request.reads();
        return given.states().subList(instance * reads, (instance + 1) * reads);
    }

    /** Set when the listener or an interrupt ends the call. */
    AtomicBoolean isCancelled() {
        return isCancelled;
    }

    /** When the first search began, as of {@link System#nanoTime}. */
    long began() {
        return began;
    }

    /** Runs the search of the next instance. */
    void run(Runnable search) {
        Halt.duringCall(() -> {
            search.run();
            isCancelled.compareAndSet(false, Halt.isInterrupted());
            return true;
        });
    }

    /**
     * Takes what it came to.
     *
     * @param found the best first
     * @param sweeps of all its members together
     * @param visits of spins
     * @param flipped of these
     */
    void add(List<Spins> found, long sweeps, long visits, long flipped) {
        states.add(found);
        most = Math.max(most, sweeps);
        moves += visits;
        flips += flipped;
    }

    /**
     * The answer.
     *
     * @param sampler its name
     * @param own its own options, which are told first
     * @param isTimed whether it went by a limit of time, and not by the number of sweeps
     * @param kernel of its vector operations
     */
    SampleSet answer(
            String sampler,
            Map<String, Object> own,
            boolean isTimed,
            String kernel,
            IsingModel model,
            SamplingRequest request) {
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        Map<String, Object> options = new LinkedHashMap<>(own);
        options.put("reads", request.reads());
        if (!isTimed) {
            options.put("sweeps", request.sweeps());
        }
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", request.workers().threads());
        options.put("kernel", kernel);
        Provenance provenance = new Provenance(
                sampler,
                options,
                request.seed(),
                (int) Math.min(Integer.MAX_VALUE, most / request.reads()),
                moves == 0 ? 0 : (double) flips / moves,
                moves,
                seconds,
                (System.nanoTime() - boundBegan) * 1e-9,
                isCancelled.get());
        return SampleSet.of(model, states, bounds, provenance);
    }
}
