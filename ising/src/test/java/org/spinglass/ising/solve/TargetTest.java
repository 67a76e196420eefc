// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.DwaveCompatibleAnnealing;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/** Targets are reached exactly, and never a millionth before. */
class TargetTest {
    private static final int PAIRS = 7;

    /**
     * Pairs that a strong coupling holds together, and a glass of weak ones between the pairs, of which all good states are
     * within a millionth of the best.
     */
    private static final DenseIsing MODEL = pairs();

    private static final double GROUND = ground();

    private static DenseIsing pairs() {
        int n = 2 * PAIRS;
        float[] couplings = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int weak = (i * 7 + j * 13 + i * j) % 7 - 3;
                float value = i % 2 == 1 && j == i - 1 ? 500_000 : weak;
                couplings[i * n + j] = value;
                couplings[j * n + i] = value;
            }
        }
        return DenseIsing.of(couplings, new float[n], 0.5);
    }

    private static double ground() {
        double best = Double.POSITIVE_INFINITY;
        for (long bits = 0; bits < 1L << MODEL.spins(); bits++) {
            best = Math.min(best, MODEL.energy(0, Spins.ofWords(MODEL.spins(), new long[] {bits})));
        }
        return best;
    }

    static Stream<Sampler> samplers() {
        return Stream.of(
                SimulatedAnnealing.singleSpin(),
                SimulatedAnnealing.heatBath(),
                new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM),
                SimulatedQuantumAnnealing.automatic(),
                ParallelTempering.standard(),
                new TabuSearch(),
                new MemeticSearch(),
                new MergedAnnealing(),
                DwaveCompatibleAnnealing.standard());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aReadEndsAtTheTargetAndNotAMillionthBefore(Sampler sampler) {
        SamplingRequest request = SamplingRequest.of(10_000, 3).withReads(40).withStop(StopRule.energy(GROUND));
        SampleSet found = sampler.sample(MODEL, request);
        assertThat(found.best().energy()).isEqualTo(GROUND);
        SampleSet free = sampler.sample(MODEL, request.withStop(StopRule.energy(GROUND - 1)));
        assertThat(found.provenance().moves()).isLessThan(free.provenance().moves());
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void aSearchWithATargetAndATimeLimitEndsOnceItIsReached(Sampler sampler) {
        Solution found = Solver.solve(
                MODEL,
                SolveRequest.of(1)
                        .withSampler(sampler)
                        .withTimeLimit(Duration.ofHours(1))
                        .withTargetEnergy(GROUND));
        assertThat(found.ended()).isEqualTo(Solution.End.TARGET);
        assertThat(found.best().energy()).isEqualTo(GROUND);
        assertThat(found.secondsToBest()).isBetween(0.0, found.seconds());
    }

    @Test
    void hitsAndTimeToSolutionCountTheSameReads() {
        SolveRequest request = SolveRequest.of(2)
                .withSampler(SimulatedAnnealing.singleSpin())
                .withSweeps(40)
                .withReads(60)
                .withIndependentReads();
        Solution found = Solver.solve(MODEL, request);
        assertThat(found.best().energy()).isEqualTo(GROUND);
        assertThat(found.hits()).isBetween(1, 59); // others end within a millionth of it
        assertThat(found.timeTo(GROUND, 1).successes()).isEqualTo(found.hits());
        assertThat(found.timeTo(GROUND - 1, 1).successes()).isZero();
    }

    @Test
    void theHighestTargetOfARuleSaysWhenToLook() {
        StopRule both = StopRule.energy(-3).or(StopRule.energy(-2).and(StopRule.sweeps(5)));
        assertThat(both.targetEnergy()).hasValue(-2);
        assertThat(StopRule.sweeps(4).or(progress -> true).targetEnergy()).isEmpty();
        assertThat(StopRule.never().or(StopRule.energy(7)).targetEnergy()).hasValue(7);
    }
}
