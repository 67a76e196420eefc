// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.ising.sampling.Trait;

/**
 * Samples one round after the other, each as the {@link Rounds plan} of its sampler has it, with what a search knows by
 * then: the model's temperatures, whether vector code is fast, the time that is left, the states to begin at. For one
 * thread.
 */
final class RoundRunner {
    /** States that a search which grows goes on from. */
    private static final int FED = 16;

    private final PlainIsing model;
    private final SolveRequest request;
    private final SearchClock clock;
    private final SplittableRandom seeds;
    private final Findings findings;
    private final Beginnings beginnings;
    private final Tuning tuning;
    private final OptionalDouble least; // no energy is below, where a state that has it is proved by a look
    private Rounds plan;
    private Rounds.Round round;
    private Rounds.Round done;
    private double secondsOfRound;
    private Solution.@Nullable End end;

    /**
     * Before any round.
     *
     * @param sampler whose rounds are planned first
     * @throws IllegalArgumentException when a state to begin at is of another size than the model
     */
    RoundRunner(PlainIsing model, SolveRequest request, SearchClock clock, Sampler sampler) {
        this.model = model;
        this.request = request;
        this.clock = clock;
        this.findings = new Findings(model, request, clock);
        this.beginnings = new Beginnings(model, request);
        this.tuning = new Tuning(model);
        this.plan = planned(request, sampler);
        this.round = plan.first();
        this.done = round;
        this.least = plan.areGrown() && model instanceof SparseIsing && model.isSingle()
                ? OptionalDouble.of(Frustration.energyWithout(model))
                : OptionalDouble.empty();
        this.seeds = new SplittableRandom(request.seed());
    }

    private Rounds planned(SolveRequest asked, Sampler sampler) {
        boolean isTimed = asked.timeLimit() != null; // else nothing asks for vector code that takes time to be there
        int sideBySide = isTimed && VectorOps.areVectors() ? sampler.sideBySide(model) : 1;
        return new Rounds(asked, sampler, model.spins(), sideBySide);
    }

    PlainIsing model() {
        return model;
    }

    SearchClock clock() {
        return clock;
    }

    Findings findings() {
        return findings;
    }

    Beginnings beginnings() {
        return beginnings;
    }

    Rounds plan() {
        return plan;
    }

    Rounds.Round round() {
        return round;
    }

    long nextSeed() {
        return seeds.nextLong();
    }

    /** Whether the search ends here. */
    boolean isOver() {
        return end != null;
    }

    /** Why it does, or null while it goes on. */
    Solution.@Nullable End end() {
        return end;
    }

    /** Takes the samples of a round. */
    void add(SampleSet samples) {
        end = findings.add(samples);
    }

    /** Takes samples after which there are more to come, even where there is no time limit. */
    void addFirst(SampleSet samples) {
        Solution.End told = findings.add(samples);
        end = told == Solution.End.DONE ? null : told;
    }

    Tuning tuning() {
        return tuning;
    }

    /** Goes over to the first round of a sampler, as if the search had so much time. */
    void plan(Sampler sampler, Duration limit) {
        follow(planned(request.withTimeLimit(limit), sampler));
    }

    /** Goes over to the first round of a sampler. */
    void plan(Sampler sampler) {
        follow(planned(request, sampler));
    }

    /** Goes over to the first round of a plan. */
    void follow(Rounds rounds) {
        plan = rounds;
        round = rounds.first();
    }

    /** Goes on with a sampler after its rounds by another plan. */
    void planOn(Sampler sampler) {
        plan = planned(request, sampler);
        round = plan.next(done, secondsOfRound, clock.seconds(), tuning.hasVectors());
    }

    /** Rounds of a sampler, until the search ends or these are to. */
    void run(Sampler sampler, BooleanSupplier goesOn) {
        while (end == null && goesOn.getAsBoolean()) {
            double before = clock.seconds();
            run(sampler);
            done = round;
            secondsOfRound = clock.seconds() - before;
            round = plan.next(round, secondsOfRound, clock.seconds(), tuning.hasVectors());
        }
    }

    /** A round, part of whose reads begin at the states that were given. */
    private void run(Sampler sampler) {
        int begun = beginnings.among(sampler, round.reads());
        if (begun > 0) {
            Rounds.Round warm = new Rounds.Round(begun, round.sweeps());
            SampleSet found = sample(warm, lukewarm(sampler), beginnings.forReads(begun), stop());
            if (begun < round.reads()) {
                addFirst(found);
            } else {
                add(found);
            }
        }
        if (end == null && begun < round.reads()) {
            Rounds.Round rest = new Rounds.Round(round.reads() - begun, round.sweeps());
            add(sample(rest, tuned(sampler), InitialState.random(), stop()));
        }
    }

    /** A search that grows goes on from the best states so far. */
    void goOn(Sampler growing) {
        List<Spins> states = findings.best().samples(0).stream()
                .limit(FED)
                .map(Sample::spins)
                .toList();
        Rounds.Round fed = new Rounds.Round(states.size(), round.sweeps());
        add(sample(fed, tuned(growing), new InitialState.Given(states), stop()));
    }

    /** The samples of the round that is next. */
    SampleSet sample(Sampler sampler, InitialState initial, StopRule stop) {
        return sample(round, sampler, initial, stop);
    }

    private SampleSet sample(Rounds.Round round, Sampler sampler, InitialState initial, StopRule stop) {
        boolean obeys = sampler.traits().contains(Trait.OBEYS_STOP_RULES);
        SamplingRequest asked = SamplingRequest.of(round.sweeps(), seeds.nextLong())
                .withReads(round.reads())
                .withInitial(initial)
                .withStop(stop)
                .withProgress(progress -> clock.note(progress) && (obeys || !clock.isTimeOver()))
                .withWorkers(request.workers());
        if (request.drawing() != Drawing.HERE) {
            return request.drawing()
                    .draw(model, new Drawing.Round(sampler, asked, clock.left(), request.targetEnergy()));
        }
        return tuning.sampled(sampler, asked);
    }

    /** A sampler that is told of the search that it is part of. */
    Sampler tuned(Sampler sampler) {
        return plan.areGrown() ? tuning.tuned(sampler, clock.left()) : sampler;
    }

    /** The same for reads that begin at given states. */
    private Sampler lukewarm(Sampler sampler) {
        return tuning.lukewarm(tuned(sampler));
    }

    /** Ends a round with the time limit, at the target, or where no energy can be lower. */
    StopRule stop() {
        StopRule rule = StopRule.never();
        Duration left = clock.left();
        if (left != null) {
            rule = rule.or(StopRule.after(left));
        }
        if (least.isPresent()) {
            rule = rule.or(StopRule.energy(least.getAsDouble()));
        }
        if (request.targetEnergy().isPresent()) {
            double target = request.targetEnergy().getAsDouble();
            rule = rule.or(StopRule.energy(target)).or(progress -> clock.isTargetReached());
        }
        return rule;
    }
}
