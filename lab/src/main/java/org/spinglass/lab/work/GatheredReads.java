// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.solve.Drawing;

/** What the tasks of a drawn round say and come to. For one thread. */
final class GatheredReads implements WorkListener {
    private final Drawing.Round round;
    private final SamplingRequest request;
    private final Map<Integer, ReadsResult> results = new TreeMap<>();
    private final List<Provenance> parts = new ArrayList<>();
    private final long began = System.nanoTime();
    private boolean isCancelled;
    private boolean isReached;

    GatheredReads(Drawing.Round round) {
        this.round = round;
        this.request = round.request();
    }

    /** Whether the round is to end: its listener, its rule or the target of its search says so. */
    boolean isOver() {
        return isCancelled || isReached || Halt.isCalled() || request.stop().stopsAt(Progress.none(elapsed()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public boolean goesOn() {
        return !isOver();
    }

    @Override
    public void told(int task, byte[] message) {
        isCancelled |= !request.progress().goesOn(RecordBytes.read(message, Progress.class));
    }

    @Override
    public void done(int task, byte[] result) {
        ReadsResult found = RecordBytes.read(result, ReadsResult.class);
        OptionalDouble target = round.targetEnergy();
        isReached |= target.isPresent() && found.energies()[0] <= target.getAsDouble();
        results.put(task, found);
    }

    /** What came since the last call, by the numbers of the tasks. */
    Map<Integer, ReadsResult> taken() {
        Map<Integer, ReadsResult> all = new TreeMap<>(results);
        all.values().forEach(result -> parts.add(result.provenance()));
        results.clear();
        return all;
    }

    /** Since it began. */
    double seconds() {
        return elapsed().toNanos() * 1e-9;
    }

    /**
     * How all that was taken came about.
     *
     * @param sweeps that are told
     * @param own options that are told after the sampler's, in place of those of the same names
     */
    Provenance provenance(int sweeps, Map<String, Object> own) {
        Provenance first = parts.getFirst();
        Map<String, Object> options = new LinkedHashMap<>(first.options());
        options.put("stop", request.stop().description());
        options.put("threads", request.workers().threads());
        options.putAll(own);
        long moves = parts.stream().mapToLong(Provenance::moves).sum();
        double accepted = parts.stream()
                .mapToDouble(part -> part.acceptance() * part.moves())
                .sum();
        return new Provenance(
                first.sampler(),
                options,
                request.seed(),
                sweeps,
                moves == 0 ? 0 : accepted / moves,
                moves,
                seconds(),
                parts.stream().mapToDouble(Provenance::boundSeconds).max().orElse(0),
                isCancelled);
    }

    /** What is answered where all tasks were given up before they had a state. */
    SampleSet descent(PlainIsing model) {
        return new SteepestDescent().sample(model, SamplingRequest.of(1, request.seed()));
    }

    /** How each task came about whose result was taken, in their order. */
    List<Provenance> parts() {
        return parts;
    }
}
