// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.ising.sampling.Trait;

/** One search: which sampler has how many reads and sweeps when, and when it ends. See {@link Solver}. */
final class Search {
    /** Share of a time limit that each of two samplers has to show which is better on a model. */
    private static final double TRIAL = 0.3;

    /** Seconds of a limit from which on merging waits no longer than {@link #WAIT} for vector code. */
    private static final double LONG = 5;

    private static final double WAIT = 1;

    /** Where vector code takes longer than this share of a shorter limit, merging comes too late to be of use. */
    private static final double WARMING = 0.4;

    /** Seconds of a limit from which on copies in plain code are merged at once: that is to be compiled too. */
    private static final double IN_WORDS = 2;

    /** Share of a time limit that merging has at least, and goes without a lower state before a population follows. */
    private static final double MERGING = 0.5;

    private static final double PATIENCE = 0.25;

    /**
     * Share of a time limit, and seconds at most, of an anneal on code that a machine which was just started has soon.
     */
    private static final double COOLED = 0.1;

    private static final double COOLED_SECONDS = 0.2;

    /** States that a search which grows goes on from. */
    private static final int FED = 16;

    private static final Sampler ANNEALING = SimulatedAnnealing.singleSpin();

    private final PlainIsing model;
    private final SolveRequest request;
    private final SearchClock clock;
    private final SplittableRandom seeds;
    private final Findings findings;
    private final Beginnings beginnings;
    private SamplerChoice choice;
    private Rounds plan;
    private Rounds.Round round;
    private Rounds.Round done;
    private double secondsOfRound;
    private Solution.@Nullable End end;
    private @Nullable BetaRange range;
    private @Nullable WarmUp warmUp;

    Search(PlainIsing model, SolveRequest request, SearchClock clock) {
        this.model = model;
        this.request = request;
        this.clock = clock;
        this.findings = new Findings(model, request, clock);
        this.beginnings = new Beginnings(model, request);
        this.choice = request.sampler() == null
                ? SamplerChoice.of(model, request.independentReads() ? null : request.timeLimit())
                : SamplerChoice.asked(request.sampler());
        this.plan = plan(request, choice.sampler());
        this.round = plan.first();
        this.done = round;
        this.seeds = new SplittableRandom(request.seed());
    }

    private Rounds plan(SolveRequest asked, Sampler sampler) {
        boolean isTimed = asked.timeLimit() != null; // else nothing asks for vector code that takes time to be there
        int sideBySide = isTimed && VectorOps.areVectors() ? sampler.sideBySide(model) : 1;
        return new Rounds(asked, sampler, model.spins(), sideBySide);
    }

    Solution run() {
        boolean isGrown = plan.areGrown();
        boolean isHere = request.drawing() == Drawing.HERE;
        boolean isContest = isGrown && request.sampler() == null && has(choice.sampler(), Trait.GROWS);
        if (!beginnings.areNone()) {
            end = unlessDone(findings.add(Quench.of(model, request.start())));
        }
        if (isGrown && end == null) {
            end = findings.add(Quench.of(model, seeds.nextLong()));
        }
        Duration limit = request.timeLimit();
        if (isGrown && isHere && end == null && limit != null) {
            cool(limit);
        }
        boolean isWide = plan.areSideBySide() || isContest && ANNEALING.sideBySide(model) > 1;
        try (WarmUp beside = isGrown && isHere && end == null ? new WarmUp(model, isWide) : null) {
            warmUp = beside;
            if (isContest && limit != null) {
                if (choice.sampler() instanceof MergedAnnealing merging) {
                    relay(merging, limit);
                } else if (isHere) { // elsewhere its first anneals are many enough to tell nothing against it
                    contest(choice.sampler(), limit);
                }
            }
            anneal(choice.sampler(), () -> true);
        }
        return findings.solution(choice, end == null ? Solution.End.DONE : end);
    }

    private void cool(Duration limit) {
        double from = clock.seconds();
        double seconds = Math.min(COOLED_SECONDS, COOLED * limit.toNanos() * 1e-9);
        end = findings.add(
                Quench.cooled(model, seeds.nextLong(), () -> (clock.seconds() - from) / Math.max(1e-9, seconds)));
    }

    /** Rounds of a sampler, until the search ends or these are to. */
    private void anneal(Sampler sampler, BooleanSupplier goesOn) {
        while (end == null && goesOn.getAsBoolean()) {
            double before = clock.seconds();
            anneal(sampler);
            done = round;
            secondsOfRound = clock.seconds() - before;
            boolean isWide = warmUp != null && warmUp.hasVectors();
            round = plan.next(round, secondsOfRound, clock.seconds(), isWide);
        }
    }

    /** A round, part of whose reads begin at the states that were given. */
    private void anneal(Sampler sampler) {
        int begun = beginnings.among(sampler, round.reads());
        if (begun > 0) {
            Rounds.Round warm = new Rounds.Round(begun, round.sweeps());
            SampleSet found = sample(warm, lukewarm(sampler, clock.left()), beginnings.forReads(begun), stop());
            end = begun < round.reads() ? unlessDone(findings.add(found)) : findings.add(found);
        }
        if (end == null && begun < round.reads()) {
            Rounds.Round rest = new Rounds.Round(round.reads() - begun, round.sweeps());
            end = findings.add(sample(rest, tuned(sampler, clock.left()), InitialState.random(), stop()));
        }
    }

    private static Solution.@Nullable End unlessDone(Solution.@Nullable End end) {
        return end == Solution.End.DONE ? null : end;
    }

    /**
     * Which of annealing and a search that grows comes lower in the same time on this model, each in
     * {@value #TRIAL} of the limit; the rest is the winner's, which goes on from the best states of both if it can.
     */
    private void contest(Sampler growing, Duration limit) {
        Duration trial = Duration.ofNanos(Math.round(TRIAL * limit.toNanos()));
        Rounds whole = plan;
        plan = plan(request.withTimeLimit(trial), ANNEALING);
        round = plan.first();
        anneal(ANNEALING, () -> clock.seconds() < trial.toNanos() * 1e-9);
        if (end != null) {
            return;
        }
        double annealed = findings.best().best().energy();
        round = whole.first();
        SampleSet grown = sample(
                round, growing.withTime(Optional.of(trial)), InitialState.random(), stop().or(StopRule.after(trial)));
        end = findings.add(grown);
        double other = grown.best().energy();
        String told = String.format(
                Locale.ROOT,
                "in %.2g s %s came to energy %s and %s to %s",
                trial.toNanos() * 1e-9,
                growing.name(),
                other,
                ANNEALING.name(),
                annealed);
        if (other > annealed) {
            choice = new SamplerChoice(ANNEALING, "as " + told);
            plan = plan(request, ANNEALING);
            round = plan.next(done, secondsOfRound, clock.seconds(), warmUp != null && warmUp.hasVectors());
            return;
        }
        choice = new SamplerChoice(growing, choice.reason() + "; " + told);
        plan = whole;
        if (end == null) {
            goOn(growing);
        }
    }

    /** A search that grows goes on from the best states so far. */
    private void goOn(Sampler growing) {
        List<Spins> states = findings.best().samples(0).stream()
                .limit(FED)
                .map(Sample::spins)
                .toList();
        Rounds.Round fed = new Rounds.Round(states.size(), round.sweeps());
        end = findings.add(sample(fed, tuned(growing, clock.left()), new InitialState.Given(states), stop()));
    }

    /**
     * Merged anneals for as long as they come lower; a population goes on from their states once they do not, where
     * there is time for one. Until vector code is fast they have copies in plain code where those are the bits of words
     * and there are two seconds or more; else the model is annealed until then, and to the end where that takes too
     * long.
     */
    private void relay(MergedAnnealing merging, Duration limit) {
        double seconds = limit.toNanos() * 1e-9;
        boolean isInWords = seconds >= IN_WORDS && VectorOps.areVectors() && ANNEALING.sideBySide(model) > 1;
        if (!isInWords && annealUntilWarm(seconds)) {
            return;
        }
        boolean isFollowed = SamplerChoice.isPopulationWorth(model, limit);
        StopRule stop = isFollowed
                ? stop().or(progress ->
                        clock.seconds() >= MERGING * seconds && clock.secondsWithoutLower() >= PATIENCE * seconds)
                : stop();
        if (isInWords && mergeInWords(merging, stop)) {
            return;
        }
        end = findings.add(sample(round, tuned(merging, clock.left()), beginning(isInWords), stop));
        if (end == null && isFollowed) {
            Sampler population = new MemeticSearch();
            choice = new SamplerChoice(
                    merging,
                    String.format(
                            Locale.ROOT,
                            "%s; it found nothing lower for %.2g s, and %s had the rest",
                            choice.reason(),
                            clock.secondsWithoutLower(),
                            population.name()));
            goOn(population);
        }
    }

    /** Whether the search ends there. */
    private boolean annealUntilWarm(double seconds) {
        Rounds whole = plan;
        plan = plan(request, ANNEALING);
        round = plan.first();
        boolean isLong = seconds >= LONG;
        double wait = isLong ? WAIT : WARMING * seconds;
        anneal(ANNEALING, () -> warmUp != null && !warmUp.isWarm() && clock.seconds() < wait);
        if (end != null) {
            return true;
        }
        boolean isCold = !isLong && warmUp != null && !warmUp.isWarm();
        if (isCold || clock.seconds() >= MERGING * seconds) {
            choice = new SamplerChoice(ANNEALING, "as vector code was compiled too late for merging");
            return true;
        }
        plan = whole;
        round = whole.first();
        return false;
    }

    /** Copies in plain code are merged until vector code is fast; whether the search ends there. */
    private boolean mergeInWords(MergedAnnealing merging, StopRule stop) {
        StopRule untilWarm = stop.or(progress -> warmUp != null && warmUp.isWarm());
        Sampler inWords = merging.withCopies(MergedAnnealing.WORD);
        end = findings.add(sample(round, tuned(inWords, clock.left()), beginning(beginnings.areNone()), untilWarm));
        return end != null;
    }

    /** Where merging begins: at the best state so far, at states that were given, or at random. */
    private InitialState beginning(boolean isBest) {
        if (isBest) {
            Spins best = findings.best().best().spins();
            return InitialState.given(Collections.nCopies(round.reads(), best));
        }
        return beginnings.areNone() ? InitialState.random() : beginnings.forReads(round.reads());
    }

    private SampleSet sample(Rounds.Round round, Sampler sampler, InitialState initial, StopRule stop) {
        SamplingRequest asked = SamplingRequest.of(round.sweeps(), seeds.nextLong())
                .withReads(round.reads())
                .withInitial(initial)
                .withStop(stop)
                .withProgress(progress -> clock.note(progress) && !isEndedByListener())
                .withWorkers(request.workers());
        if (request.drawing() != Drawing.HERE) {
            return request.drawing()
                    .draw(model, new Drawing.Round(sampler, asked, clock.left(), request.targetEnergy()));
        }
        return has(sampler, Trait.VECTOR_SWEEPS) && warmUp != null
                ? VectorOps.during(warmUp.ops(), () -> sampler.sample(model, asked))
                : sampler.sample(model, asked);
    }

    /** What a sampler is told of the search that it is part of. */
    private Sampler tuned(Sampler sampler, @Nullable Duration time) {
        if (!plan.areGrown()) {
            return sampler;
        }
        Sampler timed = has(sampler, Trait.GROWS) ? sampler.withTime(Optional.ofNullable(time)) : sampler;
        return has(timed, Trait.MEASURES_TEMPERATURES) ? timed.withSchedule(measured()) : timed;
    }

    /** The same for reads that begin at given states. */
    private Sampler lukewarm(Sampler sampler, @Nullable Duration time) {
        Sampler tuned = tuned(sampler, time);
        return has(sampler, Trait.MEASURES_TEMPERATURES) ? tuned.withSchedule(Beginnings.lukewarm(range())) : tuned;
    }

    private static boolean has(Sampler sampler, Trait trait) {
        return sampler.traits().contains(trait);
    }

    /** Rounds that are short would spend their time on measuring the model's temperatures, each for itself. */
    private BetaSchedule measured() {
        return BetaSchedule.geometric(range().first(), range().last());
    }

    private BetaRange range() {
        if (range == null) {
            range = warmUp == null
                    ? SimulatedAnnealing.measuredRange(model)
                    : VectorOps.during(warmUp.ops(), () -> SimulatedAnnealing.measuredRange(model));
        }
        return range;
    }

    /** Of samplers that know no stop rule. */
    private boolean isEndedByListener() {
        return !has(choice.sampler(), Trait.OBEYS_STOP_RULES) && clock.isTimeOver();
    }

    private StopRule stop() {
        StopRule rule = StopRule.never();
        Duration left = clock.left();
        if (left != null) {
            rule = rule.or(StopRule.after(left));
        }
        if (request.targetEnergy().isPresent()) {
            double target = request.targetEnergy().getAsDouble();
            rule = rule.or(StopRule.energy(target)).or(progress -> clock.isTargetReached());
        }
        return rule;
    }
}
