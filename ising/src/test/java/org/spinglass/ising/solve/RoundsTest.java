// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.Polished;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sampler;

class RoundsTest {
    private static final SolveRequest LIMITED = SolveRequest.of(1).withTimeLimit(Duration.ofSeconds(10));
    private static final Sampler ANNEALING = SimulatedAnnealing.singleSpin();

    /**
     * Goes through the rounds of a limit on a machine of some moves a second, and returns the longest share of a cut
     * one.
     */
    private static double lastRound(SolveRequest request, double readSweepsASecond) {
        Rounds rounds = new Rounds(request, ANNEALING, 10_000, 1);
        Rounds.Round round = rounds.first();
        double spent = 0;
        double longest = 0;
        for (int count = 0; count < 100; count++) {
            double seconds = round.work() / readSweepsASecond;
            if (spent + seconds > 10) {
                // the round that the limit cuts is one for which next to nothing was left
                assertThat(10 - spent).isLessThan(0.5);
                return longest;
            }
            if (spent > 1) {
                assertThat(seconds).isBetween(0.0, 3.0 * spent);
            }
            spent += seconds;
            longest = Math.max(longest, seconds);
            round = rounds.next(round, seconds, spent, true);
        }
        return longest;
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 5_000, 1e6, 1e8})
    void roundsGrowByTheMeasuredSpeedAndTheLastFillsTheTime(double speed) {
        assertThat(lastRound(LIMITED, speed)).isGreaterThan(3.5);
        assertThat(lastRound(LIMITED.withReads(32), speed)).isGreaterThan(3.5);
    }

    @Test
    void theFirstRoundIsAQuench() {
        try (Workers workers = Workers.of(3)) {
            Rounds rounds = new Rounds(LIMITED.withWorkers(workers), ANNEALING, 100, 1);
            assertThat(rounds.first()).isEqualTo(new Rounds.Round(3, 4));
            assertThat(rounds.areGrown()).isTrue();
        }
        assertThat(new Rounds(LIMITED.withReads(50), ANNEALING, 100, 1).first().reads())
                .isEqualTo(1);
    }

    @Test
    void readsThatWereAskedForAreDrawnOnceThereIsTheTime() {
        Rounds rounds = new Rounds(LIMITED.withReads(50), ANNEALING, 100, 1);
        Rounds.Round next = rounds.next(new Rounds.Round(1, 4), 1e-4, 1, true);
        assertThat(next.reads()).isEqualTo(12); // 32 times the work, ten sweeps a read
        assertThat(next.sweeps()).isEqualTo(10);
        assertThat(rounds.next(new Rounds.Round(12, 10), 1e-3, 1, true)).isEqualTo(new Rounds.Round(50, 76));
    }

    @Test
    void aGivenNumberOfSweepsIsKept() {
        Rounds rounds = new Rounds(LIMITED.withSweeps(77), ANNEALING, 100, 1);
        assertThat(rounds.first()).isEqualTo(new Rounds.Round(SolveRequest.READS, 77));
        assertThat(rounds.next(rounds.first(), 1e-3, 1e-3, true)).isEqualTo(rounds.first());
    }

    @Test
    void readsOfATimeToSolutionAreAllAlike() {
        Rounds rounds = new Rounds(LIMITED.withIndependentReads(), ANNEALING, 100, 1);
        assertThat(rounds.first()).isEqualTo(new Rounds.Round(SolveRequest.READS, Solver.SWEEPS));
        assertThat(rounds.next(rounds.first(), 1e-3, 1e-3, true)).isEqualTo(rounds.first());
    }

    @Test
    void whatIsPaidByTheCallBeginsWithWholeCalls() {
        Sampler paid = new Polished(ANNEALING);
        Rounds rounds = new Rounds(LIMITED, paid, 100, 1);
        assertThat(rounds.first()).isEqualTo(new Rounds.Round(SolveRequest.READS, Solver.SWEEPS));
        assertThat(rounds.next(rounds.first(), 0.5, 0.5, true).sweeps()).isEqualTo(2 * Solver.SWEEPS);
        assertThat(rounds.next(rounds.first(), 2, 2, true).sweeps()).isEqualTo(Solver.SWEEPS);
    }

    @Test
    void readsSideBySideComeOnceTheyAreFastAndTakeAllTheTimeInSweeps() {
        try (Workers workers = Workers.of(2)) {
            Rounds rounds = new Rounds(LIMITED.withWorkers(workers), ANNEALING, 10_000, 512);
            assertThat(rounds.areSideBySide()).isTrue();
            assertThat(rounds.first()).isEqualTo(new Rounds.Round(2, 4));
            assertThat(rounds.next(new Rounds.Round(2, 100), 0.1, 0.1, false)).isEqualTo(new Rounds.Round(2, 100));
            // until then no round keeps them waiting
            assertThat(rounds.next(new Rounds.Round(2, 100), 0.1, 1.5, false).sweeps())
                    .isBetween(298, 300);
            Rounds.Round wide = rounds.next(new Rounds.Round(2, 100), 0.1, 0.1, true);
            assertThat(wide).isEqualTo(new Rounds.Round(1024, 10));
            // it took half of what was thought: twice the sweeps last as long as all before
            assertThat(rounds.next(wide, 0.075, 0.15, true)).isEqualTo(new Rounds.Round(1024, 20));
            // and the last fills what is left
            Rounds.Round last = rounds.next(new Rounds.Round(1024, 1000), 1, 2, true);
            assertThat(last.sweeps()).isBetween(7000, 8000);
        }
        assertThat(new Rounds(LIMITED.withReads(50), ANNEALING, 100, 512).areSideBySide())
                .isFalse();
    }
}
