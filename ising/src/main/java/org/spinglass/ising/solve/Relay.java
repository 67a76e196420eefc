// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.StopRule;

/**
 * Merged anneals for as long as they come lower. Once they do not, the model is annealed for a while, and to the end
 * where that comes lower: there are models whose states differ in one piece, of which nothing can be merged. Otherwise a
 * population goes on from their states, where there is time for one, or they themselves. Until vector code is fast they
 * have copies in plain code where those are the bits of words and there are two seconds or more; else the model is
 * annealed until then, and to the end where that takes too long.
 */
final class Relay {
    /** Seconds of a limit from which on merging waits no longer than {@link #WAIT} for vector code. */
    private static final double LONG = 5;

    private static final double WAIT = 1;

    /** Where vector code takes longer than this share of a shorter limit, merging comes too late to be of use. */
    private static final double WARMING = 0.4;

    /** Seconds of a limit from which on copies in plain code are merged at once: that is to be compiled too. */
    private static final double IN_WORDS = 2;

    /** Share of a time limit after which it is too late to begin with merging. */
    private static final double MERGING = 0.5;

    /** Share of a time limit that merging has at least, and goes without a lower state before it has to give way. */
    private static final double LEAST = 0.3;

    private static final double PATIENCE = 0.15;

    /** Share of a time limit that annealing then has to come lower, half of what is left at most. */
    private static final double TRIAL = 0.25;

    private final RoundRunner rounds;
    private final SearchClock clock;
    private final MergedAnnealing merging;
    private final SamplerChoice asked;
    private final Duration limit;
    private final double seconds;

    Relay(RoundRunner rounds, MergedAnnealing merging, SamplerChoice asked, Duration limit) {
        this.rounds = rounds;
        this.clock = rounds.clock();
        this.merging = merging;
        this.asked = asked;
        this.limit = limit;
        this.seconds = limit.toNanos() * 1e-9;
    }

    /** What the search was sampled with, and the rest of it is to be, and why. */
    SamplerChoice run() {
        boolean isInWords =
                seconds >= IN_WORDS && VectorOps.areVectors() && Search.ANNEALING.sideBySide(rounds.model()) > 1;
        if (!isInWords) {
            Rounds before = rounds.plan();
            annealUntilWarm();
            if (rounds.isOver()) {
                return asked;
            }
            if (isCold()) {
                return new SamplerChoice(Search.ANNEALING, "as vector code was compiled too late for merging");
            }
            rounds.follow(before);
        }
        Rounds whole = rounds.plan();
        StopRule stop = seconds >= IN_WORDS ? rounds.stop().or(progress -> isAtItsEnd()) : rounds.stop();
        if (isInWords) {
            mergeInWords(stop);
        }
        if (!rounds.isOver()) {
            rounds.add(rounds.sample(rounds.tuned(merging), beginning(isInWords), stop));
        }
        return rounds.isOver() ? asked : followed(whole);
    }

    private void annealUntilWarm() {
        double wait = seconds >= LONG ? WAIT : WARMING * seconds;
        rounds.plan(Search.ANNEALING);
        rounds.run(Search.ANNEALING, () -> rounds.tuning().isWarmingUp() && clock.seconds() < wait);
    }

    private boolean isCold() {
        return seconds < LONG && rounds.tuning().isWarmingUp() || clock.seconds() >= MERGING * seconds;
    }

    private boolean isAtItsEnd() {
        return clock.seconds() >= LEAST * seconds && clock.secondsWithoutLower() >= PATIENCE * seconds;
    }

    /** Copies in plain code are merged until vector code is fast. */
    private void mergeInWords(StopRule stop) {
        StopRule untilWarm = stop.or(progress -> rounds.tuning().isWarm());
        Sampler inWords = merging.withCopies(MergedAnnealing.WORD);
        rounds.add(rounds.sample(
                rounds.tuned(inWords), beginning(rounds.beginnings().areNone()), untilWarm));
    }

    /** Where merging begins: at the best state so far, at states that were given, or at random. */
    private InitialState beginning(boolean isBest) {
        int reads = rounds.round().reads();
        if (isBest) {
            Spins best = rounds.findings().best().best().spins();
            return InitialState.given(Collections.nCopies(reads, best));
        }
        return rounds.beginnings().areNone()
                ? InitialState.random()
                : rounds.beginnings().forReads(reads);
    }

    /** Annealing has a while to come lower; a population or merging goes on where it does not. */
    private SamplerChoice followed(Rounds whole) {
        String vain = String.format(Locale.ROOT, "found nothing lower for %.2g s", clock.secondsWithoutLower());
        Sampler annealing = Search.ANNEALING;
        double merged = rounds.findings().best().best().energy();
        double until = clock.seconds() + Math.min(TRIAL * seconds, (seconds - clock.seconds()) / 2);
        rounds.plan(annealing, Duration.ofNanos((long) (until * 1e9)));
        rounds.run(annealing, () -> clock.seconds() < until);
        if (rounds.findings().best().best().energy() < merged) {
            rounds.planOn(annealing);
            return new SamplerChoice(annealing, "as " + merging.name() + " " + vain + ", and it did");
        }
        if (rounds.isOver()) {
            return asked;
        }
        rounds.follow(whole);
        Sampler next = SamplerChoice.isPopulationWorth(rounds.model(), limit) ? new MemeticSearch() : merging;
        rounds.goOn(next);
        return new SamplerChoice(
                merging,
                "%s; it %s, nor did %s, and %s had the rest"
                        .formatted(asked.reason(), vain, annealing.name(), next.name()));
    }
}
