// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import org.spinglass.ising.sampling.Trait;

/**
 * Looks for a ground state of a plain Ising model, in rounds of reads, until the reads are done, a target is reached,
 * the time is over, or the best state is proved optimal.
 *
 * <p>Without a time limit there is one round. With one, rounds follow each other with new random numbers; where the
 * number of sweeps is not fixed they begin with a quench and grow by the measured speed, so that there is an answer at
 * once, a good one soon, and the last round fills what is left of the time; until vector code is compiled they run on
 * scalar code. Reads whose time to solution is asked for all have the same number of sweeps. A memetic search is one
 * round, however long, which grows inside; where it was not asked for, anneals and it have three tenths of the time
 * each, and whichever came lower has the rest.
 *
 * <p>A target is reached when the model's own energy of a state, in double precision, is no more than it; so are reads
 * counted that found the best energy. A time limit, a listener's no and an interrupt of the calling thread, whose flag
 * is kept, are obeyed within long sweeps and preparations too, on models of 10,000 coupled spins within some tenths of
 * a second; what was found until then is returned. Stateless; safe for several threads.
 */
public final class Solver {
    /** Sweeps of a read where no number is given and there is no time limit. */
    public static final int SWEEPS = 1000;

    /** States that are kept at most. */
    public static final int KEPT = 1000;

    /** Share of a time limit that each of two samplers has to show which is better on a model. */
    private static final double TRIAL = 0.3;

    /** States that a search which grows goes on from. */
    private static final int FED = 16;

    private static final Sampler ANNEALING = SimulatedAnnealing.singleSpin();

    /**
     * By how much of it, without the model's constant, an energy may be off as samplers follow it in single precision.
     */
    private static final double FOLLOWED = 1e-7;

    private Solver() {}

    /**
     * Searches.
     *
     * @throws IllegalArgumentException when the sampler cannot do what is asked of it
     */
    public static Solution solve(PlainIsing model, SolveRequest request) {
        long began = System.nanoTime();
        SearchClock clock = new SearchClock(request, began);
        return Halt.during(clock::isOver, () -> new Search(model, request, clock).run());
    }

    /** Whether an energy, as computed by the model, is as good as a target: the one comparison that counts. */
    static boolean isReached(double energy, double target) {
        return energy <= target;
    }

    private static final class Search {
        private final PlainIsing model;
        private final SolveRequest request;
        private final SearchClock clock;
        private final SplittableRandom seeds;
        private final List<SampleSet> found = new ArrayList<>();
        private final List<Provenance> rounds = new ArrayList<>();
        private final List<Double> readEnergies = new ArrayList<>();
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
            this.choice = request.sampler() == null
                    ? SamplerChoice.of(model, request.independentReads() ? null : request.timeLimit())
                    : SamplerChoice.asked(request.sampler());
            this.plan = plan(request, choice.sampler());
            this.round = plan.first();
            this.done = round;
            this.seeds = new SplittableRandom(request.seed());
        }

        private Rounds plan(SolveRequest asked, Sampler sampler) {
            boolean hasVectors =
                    !VectorOps.best().name().equals(VectorOps.scalar().name());
            return new Rounds(asked, sampler, model.spins(), hasVectors ? sampler.sideBySide(model) : 1);
        }

        Solution run() {
            boolean isGrown = plan.areGrown();
            boolean isHere = request.drawing() == Drawing.HERE;
            boolean isContest = isGrown && isHere && request.sampler() == null && has(choice.sampler(), Trait.GROWS);
            if (isGrown) {
                add(Quench.of(model, seeds.nextLong()));
            }
            boolean isWide = plan.areSideBySide() || isContest && ANNEALING.sideBySide(model) > 1;
            try (WarmUp beside = isGrown && isHere && end == null ? new WarmUp(model, isWide) : null) {
                warmUp = beside;
                Duration limit = request.timeLimit();
                if (isContest && limit != null) {
                    contest(choice.sampler(), limit);
                }
                anneal(choice.sampler(), Double.POSITIVE_INFINITY);
            }
            return solution(end == null ? Solution.End.DONE : end);
        }

        /** Rounds of a sampler, until the search ends or so many seconds are over. */
        private void anneal(Sampler sampler, double until) {
            while (end == null && clock.seconds() < until) {
                double before = clock.seconds();
                add(sample(round, tuned(sampler, clock.left()), InitialState.random(), stop()));
                done = round;
                secondsOfRound = clock.seconds() - before;
                boolean isWide = warmUp != null && warmUp.hasVectors();
                round = plan.next(round, secondsOfRound, clock.seconds(), isWide);
            }
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
            anneal(ANNEALING, trial.toNanos() * 1e-9);
            if (end != null) {
                return;
            }
            double annealed = best();
            round = whole.first();
            SampleSet grown = sample(
                    round,
                    growing.withTime(Optional.of(trial)),
                    InitialState.random(),
                    stop().or(StopRule.after(trial)));
            add(grown);
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
                List<Spins> states = found.getFirst().samples(0).stream()
                        .limit(FED)
                        .map(Sample::spins)
                        .toList();
                Rounds.Round fed = new Rounds.Round(states.size(), round.sweeps());
                add(sample(fed, tuned(growing, clock.left()), new InitialState.Given(states), stop()));
            }
        }

        private double best() {
            return found.getFirst().best().energy();
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

        private static boolean has(Sampler sampler, Trait trait) {
            return sampler.traits().contains(trait);
        }

        private void add(SampleSet found) {
            SampleSet samples = !model.isSingle() && found.lowerBound(0).isEmpty()
                    ? ExactDescent.of(model, found, () -> !clock.isTimeOver() && !Halt.isCalled())
                    : found;
            clock.see(samples.best().energy()); // a sampler may report no progress
            rounds.add(samples.provenance());
            for (Sample sample : samples.samples(0)) {
                for (int k = 0; k < sample.occurrences(); k++) {
                    readEnergies.add(sample.energy());
                }
            }
            this.found.add(samples);
            if (this.found.size() > 1) {
                SampleSet merged = SampleSet.merged(this.found, KEPT);
                this.found.clear();
                this.found.add(merged);
            }
            end = end();
        }

        /** Rounds that are short would spend their time on measuring the model's temperatures, each for itself. */
        private BetaSchedule measured() {
            if (range == null) {
                range = SimulatedAnnealing.measuredRange(model);
            }
            return BetaSchedule.geometric(range.first(), range.last());
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

        private Solution.@Nullable End end() {
            SampleSet samples = found.getFirst();
            double best = samples.best().energy();
            OptionalDouble bound = samples.lowerBound(0);
            if (bound.isPresent() && isReached(best, bound.getAsDouble())) {
                return Solution.End.OPTIMAL;
            }
            if (request.targetEnergy().isPresent()
                    && isReached(best, request.targetEnergy().getAsDouble())) {
                return Solution.End.TARGET;
            }
            if (clock.isCancelled()) {
                return Solution.End.CANCELLED;
            }
            if (request.timeLimit() == null) {
                return Solution.End.DONE;
            }
            return clock.isTimeOver() ? Solution.End.TIME_LIMIT : null;
        }

        private Solution solution(Solution.End ended) {
            SampleSet samples = found.getFirst();
            double best = samples.best().energy();
            int hits = (int) readEnergies.stream()
                    .filter(energy -> isReached(energy, best))
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
}
