// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.ModelBytes;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.ReadPart;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;
import org.spinglass.ising.solve.Drawing;

/**
 * Draws the rounds of a search on a {@link Workplace}. Reads that can be drawn in parts are, twice as many parts as
 * places without a time limit and as many with one. A sampler that draws all its reads together is one task; one that
 * is a search of its own is several searches, which exchange their best states: as many as were asked for, otherwise
 * with a time limit as many as there are places, and without one a single one.
 *
 * <p>The model is sent once. For one search at a time; what it draws without limit and target is what the sampler draws
 * here, unless several searches were asked for, and then what these draw on any workplace.
 */
public final class SpreadReads implements Drawing, AutoCloseable {
    private final Workplace place;
    private final OptionalInt islands;
    private @Nullable PlainIsing sent;
    private @Nullable SharedBytes shared;

    /** On a workplace, which is not closed with this. */
    public SpreadReads(Workplace place) {
        this(place, OptionalInt.empty());
    }

    /**
     * The same with so many searches of a sampler that is a search of its own.
     *
     * @param islands at least 1; empty for as many as there are places, or where there is no time limit one
     */
    public SpreadReads(Workplace place, OptionalInt islands) {
        this.place = place;
        this.islands = islands;
    }

    @Override
    public SampleSet draw(PlainIsing model, Round round) {
        SharedBytes bytes = shared(model);
        int searches = searches(round);
        if (searches > 1) {
            return new Islands(place, round, model, bytes, searches).draw();
        }
        List<WorkTask> tasks = new ArrayList<>();
        for (ReadsTask task : tasks(round)) {
            tasks.add(new WorkTask(ReadsWork.class, RecordBytes.of(task), List.of(bytes)));
        }
        GatheredReads gathered = new GatheredReads(round);
        place.run(tasks, gathered);
        return samples(model, round.request(), gathered);
    }

    /** How many searches a sampler is that is one of its own; 1 for the others. */
    private int searches(Round round) {
        if (!round.sampler().traits().contains(Trait.GROWS)) {
            return 1;
        }
        return islands.orElse(round.left() == null ? 1 : place.slots());
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
                tasks.add(task(round, new ReadPart(k, parts)));
            }
        } else {
            tasks.add(task(round, ReadPart.WHOLE));
        }
        return tasks;
    }

    private static ReadsTask task(Round round, ReadPart part) {
        SamplingRequest request = round.request();
        return new ReadsTask(
                round.sampler(),
                request.reads(),
                request.seed(),
                request.sweeps(),
                request.boundSweeps(),
                ReadsTask.start(request),
                part,
                round.left(),
                round.targetEnergy());
    }

    private SampleSet samples(PlainIsing model, SamplingRequest request, GatheredReads gathered) {
        Collection<ReadsResult> results = gathered.taken().values();
        List<Spins> states = new ArrayList<>();
        results.forEach(result -> states.addAll(result.reads()));
        if (states.isEmpty()) {
            return gathered.descent(model);
        }
        OptionalDouble bound = results.stream()
                .mapToDouble(ReadsResult::bound)
                .filter(value -> !Double.isNaN(value))
                .max();
        int sweeps =
                gathered.parts().stream().mapToInt(Provenance::sweeps).max().orElse(0);
        Provenance provenance = gathered.provenance(sweeps, Map.of("place", place.description()));
        return SampleSet.of(model, List.of(states), List.of(bound), provenance);
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
}
