// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.Trait;

/** One search: first answers, the choice of a sampler by trial, and its rounds until the end. See {@link Solver}. */
final class Search {
    /** What a sampler that is chosen by itself is tried against. */
    static final Sampler ANNEALING = SimulatedAnnealing.singleSpin();

    /**
     * Share of a time limit, and seconds at most, of an anneal on code that a machine which was just started has soon.
     */
    private static final double COOLED = 0.1;

    private static final double COOLED_SECONDS = 0.2;

    private final PlainIsing model;
    private final SolveRequest request;
    private final SearchClock clock;
    private final RoundRunner rounds;
    private SamplerChoice choice;

    Search(PlainIsing model, SolveRequest request, SearchClock clock) {
        this.model = model;
        this.request = request;
        this.clock = clock;
        this.choice = request.sampler() == null
                ? SamplerChoice.of(model, request.independentReads() ? null : request.timeLimit())
                : SamplerChoice.asked(request.sampler());
        this.rounds = new RoundRunner(model, request, clock, choice.sampler());
    }

    Solution run() {
        boolean isGrown = rounds.plan().areGrown();
        boolean isHere = request.drawing() == Drawing.HERE;
        boolean isContest = isGrown
                && request.sampler() == null
                && choice.sampler().traits().contains(Trait.GROWS);
        boolean isWide = rounds.plan().areSideBySide() || isContest && ANNEALING.sideBySide(model) > 1;
        Duration limit = request.timeLimit();
        answerFirst(isGrown, isHere);
        try (WarmUp beside = isGrown && isHere && !rounds.isOver() ? new WarmUp(model, isWide) : null) {
            rounds.tuning().beside(beside);
            if (isContest && limit != null) {
                if (choice.sampler() instanceof MergedAnnealing merging) {
                    choice = new Relay(rounds, merging, choice, limit).run();
                } else if (isHere) { // elsewhere its first anneals are many enough to tell nothing against it
                    choice = Contest.held(rounds, choice, limit);
                }
            }
            rounds.run(choice.sampler(), () -> true);
        }
        Solution.End end = rounds.end();
        return rounds.findings().solution(choice, end == null ? Solution.End.DONE : end);
    }

    /** The states that were given, and answers that need nothing measured and nothing compiled. */
    private void answerFirst(boolean isGrown, boolean isHere) {
        if (!rounds.beginnings().areNone()) {
            rounds.addFirst(Quench.of(model, request.start()));
        }
        if (isGrown && !rounds.isOver()) {
            rounds.add(Quench.of(model, rounds.nextSeed()));
        }
        Duration limit = request.timeLimit();
        if (isGrown && isHere && !rounds.isOver() && limit != null) {
            double from = clock.seconds();
            double seconds = Math.max(1e-9, Math.min(COOLED_SECONDS, COOLED * limit.toNanos() * 1e-9));
            rounds.add(Quench.cooled(model, rounds.nextSeed(), () -> (clock.seconds() - from) / seconds));
        }
    }
}
