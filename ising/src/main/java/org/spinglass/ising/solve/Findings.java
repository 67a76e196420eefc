// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

/** What a search has found: the best states, the energies of all reads, and how each round came about. */
final class Findings {
    /**
     * By how much of it, without the model's constant, an energy may be off as samplers follow it in single precision.
     */
    private static final double FOLLOWED = 1e-7;

    private final PlainIsing model;
    private final SolveRequest request;
    private final SearchClock clock;
    private final List<SampleSet> found = new ArrayList<>();
    private final List<Provenance> rounds = new ArrayList<>();
    private final List<Double> readEnergies = new ArrayList<>();

    Findings(PlainIsing model, SolveRequest request, SearchClock clock) {
        this.model = model;
        this.request = request;
        this.clock = clock;
    }

    /** The best states of all rounds so far. */
    SampleSet best() {
        return found.getFirst();
    }

    /** Takes the samples of a round; returns why the search ends with them, or null to go on. */
    Solution.@Nullable End add(SampleSet found) {
        SampleSet samples = found.lowerBound(0).isEmpty() ? looked(found) : found;
        clock.found(samples.best().energy());
        rounds.add(samples.provenance());
        for (Sample sample : samples.samples(0)) {
            for (int k = 0; k < sample.occurrences(); k++) {
                readEnergies.add(sample.energy());
            }
        }
        this.found.add(samples);
        if (this.found.size() > 1) {
            SampleSet merged = SampleSet.merged(this.found, Solver.KEPT);
            this.found.clear();
            this.found.add(merged);
        }
        return end();
    }

    /** What a sampler without a proof has found, with what can be told of it by a look. */
    private SampleSet looked(SampleSet found) {
        if (!model.isSingle()) {
            return ExactDescent.of(model, found, () -> !clock.isTimeOver() && !Halt.isCalled());
        }
        Sample best = found.best();
        return Frustration.isNone(model, best.spins()) ? found.withLowerBound(0, best.energy()) : found;
    }

    private Solution.@Nullable End end() {
        SampleSet samples = best();
        double best = samples.best().energy();
        OptionalDouble bound = samples.lowerBound(0);
        if (bound.isPresent() && Solver.isReached(best, bound.getAsDouble())) {
            return Solution.End.OPTIMAL;
        }
        if (request.targetEnergy().isPresent()
                && Solver.isReached(best, request.targetEnergy().getAsDouble())) {
            return Solution.End.TARGET;
        }
        if (clock.isCancelled() || Halt.isCalledAround()) { // samplers ended by a call around tell the listener nothing
            return Solution.End.CANCELLED;
        }
        if (request.timeLimit() == null) {
            return Solution.End.DONE;
        }
        return clock.isTimeOver() ? Solution.End.TIME_LIMIT : null;
    }

    /** The answer. */
    Solution solution(SamplerChoice choice, Solution.End ended) {
        SampleSet samples = best();
        double best = samples.best().energy();
        int hits = (int) readEnergies.stream()
                .filter(energy -> Solver.isReached(energy, best))
                .count();
        long moves = rounds.stream().mapToLong(Provenance::moves).sum();
        double noise = FOLLOWED * Math.abs(best - model.offset());
        return new Solution(
                choice,
                samples,
                readEnergies.size(),
                hits,
                readEnergies,
                clock.secondsTo(best, noise),
                clock.seconds(),
                moves,
                ended,
                rounds);
    }
}
