// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.elimination.Elimination;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

/**
 * A search of what is left of a model once its spins of few neighbours are {@link Elimination taken out}. Where nothing
 * is left the answer is known.
 */
final class Reduction {
    /** Smaller models are searched to the end in no time, and many of their states are wanted. */
    private static final int LEAST = 500;

    /** What is left is at most this share of the spins, or the model is searched as it is. */
    private static final double WORTH = 0.75;

    private static final String NEIGHBOURS = "at most two neighbours";

    private final PlainIsing model;
    private final SolveRequest request;
    private final Elimination taken;

    private Reduction(PlainIsing model, SolveRequest request, Elimination taken) {
        this.model = model;
        this.request = request;
        this.taken = taken;
    }

    /**
     * The reduction that a search begins with; empty where a sampler or another place was asked for, where the model is
     * small or dense, too little can be taken out, or a state to begin at does not fit. A target energy is met without
     * a margin, so that nothing may be rounded then.
     */
    static Optional<Reduction> of(PlainIsing model, SolveRequest request) {
        if (request.sampler() != null
                || request.drawing() != Drawing.HERE
                || !(model instanceof SparseIsing sparse)
                || model.spins() <= LEAST
                || request.start().stream().anyMatch(state -> state.size() != model.spins())
                || !isWorthTrying(sparse)) {
            return Optional.empty();
        }
        return Elimination.of(model)
                .filter(taken -> taken.left() <= WORTH * model.spins())
                .filter(taken -> taken.isExact() || request.targetEnergy().isEmpty())
                .map(taken -> new Reduction(model, request, taken));
    }

    /**
     * Whether at least a tenth of the spins have at most two neighbours to begin with, or there are no more couplings than
     * a graph of treewidth two may have, such as a fan, of which two spins alone have two neighbours.
     */
    private static boolean isWorthTrying(SparseIsing model) {
        if (model.interactions() <= 2L * model.spins() - 3) {
            return true;
        }
        int few = 0;
        for (int i = 0; i < model.spins(); i++) {
            few += model.degree(i) <= 2 ? 1 : 0;
        }
        return 10L * few >= model.spins();
    }

    /** Searches. */
    Solution solve(SearchClock clock) {
        if (taken.left() == 0) {
            return known(clock);
        }
        SolveRequest ofRest =
                request.withStart(request.start().stream().map(taken::part).toList());
        return whole(new Search(taken.rest(), ofRest, clock).run(), clock);
    }

    private Solution known(SearchClock clock) {
        long began = System.nanoTime();
        Spins best = taken.whole(new byte[0]);
        int reads = request.reads().orElse(SolveRequest.READS);
        double energy = model.energy(0, best);
        clock.found(energy);
        Provenance provenance = new Provenance(
                "exact",
                Map.of("method", "elimination"),
                request.seed(),
                0,
                0,
                model.spins(),
                (System.nanoTime() - began) * 1e-9,
                0,
                false);
        SampleSet found = samples(
                Collections.nCopies(reads, best),
                taken.isExact() ? OptionalDouble.of(energy) : OptionalDouble.empty(),
                provenance);
        double least = found.best().energy();
        return new Solution(
                new SamplerChoice(
                        new ExactSearch(),
                        "as nothing is left once spins of " + NEIGHBOURS + " are taken out, one after the other"),
                found,
                reads,
                reads,
                Collections.nCopies(reads, least),
                clock.seconds(),
                clock.seconds(),
                model.spins(),
                taken.isExact() ? Solution.End.OPTIMAL : Solution.End.DONE,
                List.of(provenance));
    }

    private Solution whole(Solution rest, SearchClock clock) {
        List<Spins> states = new ArrayList<>();
        for (Sample sample : rest.samples().samples(0)) {
            Spins whole = taken.whole(sample.spins().toArray());
            states.addAll(Collections.nCopies(sample.occurrences(), whole));
        }
        OptionalDouble bound = taken.isExact() ? rest.lowerBound() : OptionalDouble.empty();
        SampleSet found = samples(states, bound, rest.samples().provenance());
        double before = rest.best().energy();
        double best = found.best().energy();
        String told = String.format(
                Locale.ROOT,
                "%s; %,d spins of %,d were left once those of " + NEIGHBOURS + " were taken out",
                rest.choice().reason(),
                taken.left(),
                model.spins());
        return new Solution(
                new SamplerChoice(rest.choice().sampler(), told),
                found,
                rest.reads(),
                rest.hits(),
                rest.readEnergies().stream()
                        .map(energy -> energy == before ? best : energy)
                        .toList(),
                rest.secondsToBest(),
                clock.seconds(),
                rest.moves(),
                rest.ended() == Solution.End.OPTIMAL && !taken.isExact() ? Solution.End.DONE : rest.ended(),
                rest.rounds());
    }

    private SampleSet samples(List<Spins> states, OptionalDouble bound, Provenance provenance) {
        SampleSet found = SampleSet.of(model, List.of(states), List.of(bound), provenance);
        return model.isSingle() || bound.isPresent() ? found : ExactDescent.of(model, found, () -> !Halt.isCalled());
    }
}
