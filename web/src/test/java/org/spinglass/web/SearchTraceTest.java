// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/** What a search is written down as. */
final class SearchTraceTest {
    private static Progress at(int sweep, int sweeps, double energy) {
        return new Progress(sweep, sweeps, 0.1 * sweep, energy, 0.5, 0, Duration.ZERO);
    }

    private static Solution solve(int threads, ProgressListener listener) {
        try (Workers workers = Workers.of(threads)) {
            return Solver.solve(
                    Subproblems.torus(12, 10, 3).model(),
                    SolveRequest.of(5)
                            .withSampler(SimulatedAnnealing.singleSpin())
                            .withReads(70)
                            .withSweeps(300)
                            .withWorkers(workers)
                            .withProgress(listener));
        }
    }

    @Test
    void theSearchIsTheSameWithItAndTheLastSweepHasItsBest() {
        Solution plain = solve(1, ProgressListener.NONE);
        for (int threads : new int[] {1, 2}) {
            SearchTrace trace = new SearchTrace(ProgressListener.NONE);
            Solution followed = solve(threads, trace);
            assertThat(followed.readEnergies()).isEqualTo(plain.readEnergies());
            assertThat(followed.samples().samples(0)).isEqualTo(plain.samples().samples(0));
            SweepBins bins = trace.longest().orElseThrow();
            assertThat(bins.sweeps()).isEqualTo(300);
            assertThat(bins.groups()).isBetween(2, 70);
            assertThat(bins.filled()).isEqualTo(200);
            assertThat(bins.sweep(199)).isEqualTo(300);
            assertThat(bins.least(199)).isEqualTo(plain.best().energy());
            for (int b = 1; b < bins.size(); b++) {
                assertThat(bins.mean(b)).isLessThanOrEqualTo(bins.mean(b - 1)).isBetween(bins.least(b), bins.most(b));
                assertThat(bins.beta(b)).isGreaterThan(bins.beta(b - 1));
            }
            assertThat(trace.seen().getLast().energy()).isEqualTo(plain.best().energy());
        }
    }

    @Test
    void energiesAreThoseOfTheLastSweepOfEachBinAndSweepsToldTwiceCountOnce() {
        SweepBins bins = new SweepBins(400);
        for (double best : new double[] {-10, -20}) {
            for (int sweep = 1; sweep <= 400; sweep++) {
                bins.note(at(sweep, 400, best - sweep));
                bins.note(at(sweep, 400, best - sweep));
            }
        }
        bins.flush();
        assertThat(bins.groups()).isEqualTo(2);
        assertThat(bins.sweep(0)).isEqualTo(2);
        assertThat(bins.least(0)).isEqualTo(-22);
        assertThat(bins.most(0)).isEqualTo(-12);
        assertThat(bins.mean(199)).isEqualTo(-415);
        assertThat(bins.acceptance(7)).isEqualTo(0.5);
        assertThat(bins.beta(199)).isEqualTo(40);
    }

    @Test
    void theAnswerIsTheOtherListeners() {
        SearchTrace trace = new SearchTrace(progress -> progress.sweep() < 3);
        assertThat(trace.goesOn(at(2, 9, -1))).isTrue();
        assertThat(trace.goesOn(at(3, 9, -2))).isFalse();
        assertThat(trace.seen()).extracting(SearchTrace.Seen::energy).isEqualTo(List.of(-1.0, -2.0));
    }

    @Test
    void whatHasNoScheduleHasNoSweepsAndLittleMemory() {
        SearchTrace trace = new SearchTrace(ProgressListener.NONE);
        for (int sweep = 1; sweep < 10_000; sweep++) {
            trace.goesOn(at(sweep, sweep, -sweep)); // as exact search tells
        }
        assertThat(trace.longest()).isEmpty();
    }
}
