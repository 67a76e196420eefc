// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing.Move;
import org.spinglass.ising.samplers.SimulatedAnnealing.Order;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/** Many reads of simulated annealing at once, as numbers side by side and as bits of words. */
class ReadsSideBySideTest {
    /** A ring of 40 spins with chords, its couplings whole numbers. */
    private static SparseIsing ring() {
        int n = 40;
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        float[] couplings = new float[2 * n];
        for (int e = 0; e < 2 * n; e++) {
            from[e] = e % n;
            to[e] = (e % n + (e < n ? 1 : 7)) % n;
            couplings[e] = (e * 7 % 5 < 2 ? -1 : 1) * (1 + e % 3);
        }
        return SparseIsing.of(from, to, couplings, new float[n], 0);
    }

    @ParameterizedTest
    @EnumSource
    void manyReadsSideBySideAreTheSameReads(Move move) {
        SparseIsing model = ring();
        SamplingRequest request = SamplingRequest.of(40, 3);
        SimulatedAnnealing sampler =
                new SimulatedAnnealing(move, Order.SEQUENTIAL).withSchedule(BetaSchedule.geometric(0.1, 1));
        SampleSet many = sampler.sample(model, request.withReads(60));
        for (int threads : new int[] {2, 4}) {
            try (Workers workers = Workers.of(threads)) {
                SampleSet other = sampler.sample(model, request.withReads(60).withWorkers(workers));
                assertThat(other.samples(0)).isEqualTo(many.samples(0));
                assertThat(other.provenance().acceptance())
                        .isEqualTo(many.provenance().acceptance());
            }
        }
        assertThat(VectorOps.during(VectorOps.scalar(), () -> sampler.sample(model, request.withReads(60)))
                        .samples(0))
                .isEqualTo(many.samples(0));
        // reads that have a group to themselves
        SampleSet few = sampler.sample(model, request.withReads(7));
        assertThat(many.samples(0))
                .extracting(Sample::spins)
                .containsAll(few.samples(0).stream().map(Sample::spins).toList());
        assertThat(many.samples(0)).hasSizeGreaterThan(20);
    }

    @Test
    void manyReadsSideBySideStopAndAreCancelled() {
        SparseIsing model = ring();
        SamplingRequest request = SamplingRequest.of(100, 3).withReads(60);
        SimulatedAnnealing sampler = SimulatedAnnealing.heatBath();
        Provenance stopped =
                sampler.sample(model, request.withStop(StopRule.sweeps(9))).provenance();
        assertThat(stopped.sweeps()).isEqualTo(9);
        assertThat(stopped.moves()).isEqualTo(9L * 40 * 60);
        double best = sampler.sample(model, request).best().energy();
        SampleSet reached = sampler.sample(model, request.withStop(StopRule.energy(best)));
        assertThat(reached.best().energy()).isEqualTo(best);
        assertThat(reached.provenance().moves()).isLessThan(100L * 40 * 60);
        double[] seen = {Double.POSITIVE_INFINITY};
        SampleSet cancelled = sampler.sample(model, request.withProgress(progress -> {
            seen[0] = Math.min(seen[0], progress.bestEnergy());
            return progress.sweep() < 25;
        }));
        assertThat(cancelled.provenance().cancelled()).isTrue();
        assertThat(cancelled.provenance().moves()).isEqualTo(25L * 40 * 32);
        assertThat(cancelled.samples(0).stream().mapToInt(Sample::occurrences).sum())
                .isEqualTo(32); // the others were not begun
        assertThat(cancelled.best().energy()).isLessThanOrEqualTo(seen[0]);
    }

    /** Two groups of 512 reads, a bit each, and two of 38. */
    @Test
    void readsAsBitsAreReproducibleAndStop() {
        SparseIsing model = ring();
        SamplingRequest request = SamplingRequest.of(40, 3).withReads(1100);
        SimulatedAnnealing sampler = SimulatedAnnealing.singleSpin();
        SampleSet one = sampler.sample(model, request);
        assertThat(one.provenance().moves()).isEqualTo(40L * 40 * 1100);
        assertThat(one.samples(0).stream().mapToInt(Sample::occurrences).sum()).isEqualTo(1100);
        assertThat(one.samples(0)).hasSizeGreaterThan(20);
        try (Workers workers = Workers.of(2)) {
            assertThat(sampler.sample(model, request.withWorkers(workers)).samples(0))
                    .isEqualTo(one.samples(0));
        }
        assertThat(VectorOps.during(VectorOps.scalar(), () -> sampler.sample(model, request))
                        .samples(0))
                .isEqualTo(one.samples(0));
        assertThat(sampler.sample(model, SamplingRequest.of(40, 4).withReads(1100))
                        .samples(0))
                .isNotEqualTo(one.samples(0));
        double best = one.best().energy();
        SampleSet reached = sampler.sample(model, request.withStop(StopRule.energy(best)));
        assertThat(reached.best().energy()).isEqualTo(best);
        assertThat(reached.provenance().moves()).isLessThan(40L * 40 * 1100);
        SampleSet cancelled = sampler.sample(model, request.withProgress(progress -> progress.sweep() < 25));
        assertThat(cancelled.provenance().cancelled()).isTrue();
        assertThat(cancelled.provenance().moves()).isEqualTo(25L * 40 * 512);
    }

    /** Of given states the best is kept where nothing better comes, and the last where that is asked for. */
    @Test
    void readsAsBitsStartWhereTheyAreTold() {
        SparseIsing model = ring();
        Spins ground = SimulatedAnnealing.singleSpin()
                .sample(model, SamplingRequest.of(400, 3).withReads(64))
                .best()
                .spins();
        SamplingRequest request = SamplingRequest.of(5, 3)
                .withReads(64)
                .withInitial(new InitialState.Given(Collections.nCopies(64, ground)));
        BetaSchedule hot = BetaSchedule.custom(new double[5]);
        for (SimulatedAnnealing.Keep keep : SimulatedAnnealing.Keep.values()) {
            SampleSet found =
                    new SimulatedAnnealing(Move.SINGLE_SPIN, Order.SEQUENTIAL, keep, hot).sample(model, request);
            boolean isStart =
                    found.samples(0).size() == 1 && found.best().spins().equals(ground);
            assertThat(isStart).isEqualTo(keep == SimulatedAnnealing.Keep.BEST);
        }
    }
}
