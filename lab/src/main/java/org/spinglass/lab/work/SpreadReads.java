// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.ModelBytes;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.ReadPart;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;
import org.spinglass.ising.solve.Drawing;

/**
 * Draws the rounds of a search on a {@link Workplace}. Reads that can be drawn in parts are, twice as many parts as
 * places without a time limit and as many with one. A sampler that draws all its reads together is one task; one that
 * is a search of its own and has a time limit is as many searches as there are places, each with a seed of its own.
 *
 * <p>The model is sent once. For one search at a time; what it draws without limit and target is what the sampler draws
 * here.
 */
public final class SpreadReads implements Drawing, AutoCloseable {
    private final Workplace place;
    private @Nullable PlainIsing sent;
    private @Nullable SharedBytes shared;

    /** On a workplace, which is not closed with this. */
    public SpreadReads(Workplace place) {
        this.place = place;
    }

    @Override
    public SampleSet draw(PlainIsing model, Round round) {
        long began = System.nanoTime();
        List<WorkTask> tasks = new ArrayList<>();
        SharedBytes bytes = shared(model);
        for (ReadsTask task : tasks(round)) {
            tasks.add(new WorkTask(ReadsWork.class, RecordBytes.of(task), List.of(bytes)));
        }
        Gathered gathered = new Gathered(round.request());
        place.run(tasks, gathered);
        return gathered.samples(model, (System.nanoTime() - began) * 1e-9);
    }

    private SharedBytes shared(PlainIsing model) {
        SharedBytes known = shared;
        if (known == null || sent != model) {
            close();
            known = place.share(ModelBytes.of(model));
            shared = known;
            sent = model;
        }
        return known;
    }

    private List<ReadsTask> tasks(Round round) {
        SamplingRequest request = round.request();
        Set<Trait> traits = round.sampler().traits();
        List<ReadsTask> tasks = new ArrayList<>();
        int slots = place.slots();
        if (traits.contains(Trait.READS_IN_PARTS)) {
            int parts = Math.min(request.reads(), round.left() == null ? 2 * slots : slots);
            for (int k = 0; k < parts; k++) {
                tasks.add(task(round, request.seed(), new ReadPart(k, parts)));
            }
        } else if (traits.contains(Trait.GROWS) && round.left() != null) {
            for (int k = 0; k < slots; k++) {
                tasks.add(task(round, request.seed() + k, ReadPart.WHOLE));
            }
        } else {
            tasks.add(task(round, request.seed(), ReadPart.WHOLE));
        }
        return tasks;
    }

    private static ReadsTask task(Round round, long seed, ReadPart part) {
        SamplingRequest request = round.request();
        return new ReadsTask(
                round.sampler(),
                request.reads(),
                seed,
                request.sweeps(),
                request.boundSweeps(),
                part,
                round.left(),
                round.targetEnergy());
    }

    /** Takes the model back. */
    @Override
    public void close() {
        SharedBytes known = shared;
        if (known != null) {
            known.close();
        }
        shared = null;
        sent = null;
    }

    /** What the tasks of one round say and come to. */
    private final class Gathered implements WorkListener {
        private final SamplingRequest request;
        private final Map<Integer, ReadsResult> results = new TreeMap<>();
        private final long began = System.nanoTime();
        private boolean isCancelled;

        Gathered(SamplingRequest request) {
            this.request = request;
        }

        @Override
        public boolean goesOn() {
            return !isCancelled
                    && !Halt.isCalled()
                    && !request.stop().stopsAt(Progress.none(java.time.Duration.ofNanos(System.nanoTime() - began)));
        }

        @Override
        public void told(int task, byte[] message) {
            isCancelled |= !request.progress().goesOn(RecordBytes.read(message, Progress.class));
        }

        @Override
        public void done(int task, byte[] result) {
            ReadsResult found = RecordBytes.read(result, ReadsResult.class);
            results.put(task, found);
        }

        SampleSet samples(PlainIsing model, double seconds) {
            List<Spins> states = new ArrayList<>();
            results.values().forEach(result -> states.addAll(result.reads()));
            if (states.isEmpty()) { // all were given up; an answer there is all the same
                return new SteepestDescent().sample(model, SamplingRequest.of(1, request.seed()));
            }
            OptionalDouble bound = results.values().stream()
                    .mapToDouble(ReadsResult::bound)
                    .filter(value -> !Double.isNaN(value))
                    .max();
            return SampleSet.of(model, List.of(states), List.of(bound), provenance(seconds));
        }

        private Provenance provenance(double seconds) {
            List<Provenance> parts =
                    results.values().stream().map(ReadsResult::provenance).toList();
            Provenance first = parts.getFirst();
            Map<String, Object> options = new LinkedHashMap<>(first.options());
            options.put("stop", request.stop().description());
            options.put("threads", request.workers().threads());
            options.put("place", place.description());
            long moves = parts.stream().mapToLong(Provenance::moves).sum();
            double accepted = parts.stream()
                    .mapToDouble(part -> part.acceptance() * part.moves())
                    .sum();
            return new Provenance(
                    first.sampler(),
                    options,
                    request.seed(),
                    parts.stream().mapToInt(Provenance::sweeps).max().orElse(0),
                    moves == 0 ? 0 : accepted / moves,
                    moves,
                    seconds,
                    parts.stream().mapToDouble(Provenance::boundSeconds).max().orElse(0),
                    isCancelled);
        }
    }
}
