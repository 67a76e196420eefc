// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.StopRule;

/** A trial of annealing and a search that grows, on the model that is to be solved. */
final class Contest {
    /** Share of a time limit that each of the two has to show which is better on a model. */
    private static final double TRIAL = 0.3;

    private Contest() {}

    /**
     * Tells which of annealing and a search that grows comes lower in the same time on this model, each in {@value
     * #TRIAL} of the limit; the rest is the winner's, which goes on from the best states of both if it can.
     *
     * @return what the rounds from here on are to be sampled with, and why
     */
    static SamplerChoice held(RoundRunner rounds, SamplerChoice asked, Duration limit) {
        Sampler growing = asked.sampler();
        Sampler annealing = Search.ANNEALING;
        Duration trial = Duration.ofNanos(Math.round(TRIAL * limit.toNanos()));
        double seconds = trial.toNanos() * 1e-9;
        Rounds whole = rounds.plan();
        rounds.plan(annealing, trial);
        rounds.run(annealing, () -> rounds.clock().seconds() < seconds);
        if (rounds.isOver()) {
            return asked;
        }
        double annealed = rounds.findings().best().best().energy();
        rounds.follow(whole);
        SampleSet grown = rounds.sample(
                growing.withTime(Optional.of(trial)),
                InitialState.random(),
                rounds.stop().or(StopRule.after(trial)));
        rounds.add(grown);
        double other = grown.best().energy();
        String told = String.format(
                Locale.ROOT,
                "in %.2g s %s came to energy %s and %s to %s",
                seconds,
                growing.name(),
                other,
                annealing.name(),
                annealed);
        if (other > annealed) {
            rounds.planOn(annealing);
            return new SamplerChoice(annealing, "as " + told);
        }
        if (!rounds.isOver()) {
            rounds.goOn(growing);
        }
        return new SamplerChoice(growing, asked.reason() + "; " + told);
    }
}
