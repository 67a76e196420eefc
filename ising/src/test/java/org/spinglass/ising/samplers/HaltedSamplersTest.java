// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.Halt;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;

/** Work that is to end does so in the middle of what it does, with a state. */
class HaltedSamplersTest {
    private static final DenseIsing DENSE = Models.dense(600, 0.3, 1);
    private static final SparseIsing SPARSE = ring(5000);

    private static SparseIsing ring(int spins) {
        IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
        for (int i = 0; i < spins; i++) {
            builder.addCoupling(i, (i + 1) % spins, i % 3 - 0.7);
            builder.addCoupling(i, (i + 71) % spins, i % 5 - 2.2);
        }
        return (SparseIsing) builder.build();
    }

    static Stream<Sampler> samplers() {
        return Stream.of(
                SimulatedAnnealing.singleSpin(),
                SimulatedAnnealing.heatBath(),
                new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM),
                SimulatedQuantumAnnealing.automatic(),
                ParallelTempering.standard(),
                new ParallelTempering(ParallelTempering.BY_SIZE, ParallelTempering.Clusters.ISOENERGETIC),
                SimulatedBifurcation.ballistic(),
                SimulatedBifurcation.discrete(),
                new TabuSearch(),
                new SteepestDescent(),
                new MemeticSearch(),
                new MergedAnnealing(),
                DwaveCompatibleAnnealing.standard());
    }

    private static SampleSet halted(Sampler sampler, PlainIsing model) {
        SamplingRequest request = SamplingRequest.of(1_000_000, 1).withReads(50);
        return Halt.during(() -> true, () -> {
            while (!Halt.isCalled()) {
                Thread.onSpinWait();
            }
            return sampler.sample(model, request);
        });
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void whatIsToEndBeforeItBeginsReturnsAState(Sampler sampler) {
        for (PlainIsing model : new PlainIsing[] {DENSE, SPARSE}) {
            SampleSet found = halted(sampler, model);
            Sample best = found.best();
            assertThat(best.energy()).isEqualTo(model.energy(0, best.spins()));
            assertThat(found.provenance().sweeps()).isLessThanOrEqualTo(1);
            assertThat(found.samples(0).stream().mapToInt(Sample::occurrences).sum())
                    .isLessThan(50);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void anInterruptReturnsTheBestSoFarAsCancelledAndKeepsTheFlag(Sampler sampler) {
        Thread caller = Thread.currentThread();
        SampleSet found;
        try (Workers workers = Workers.of(2)) {
            AtomicInteger calls = new AtomicInteger();
            found = sampler.sample(
                    SPARSE,
                    SamplingRequest.of(1_000_000, 1)
                            .withReads(50)
                            .withWorkers(workers)
                            .withProgress(progress -> {
                                if (calls.incrementAndGet() == 3) {
                                    caller.interrupt();
                                }
                                return true;
                            }));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(found.best().energy())
                .isEqualTo(SPARSE.energy(0, found.best().spins()));
    }

    @Test
    void anInterruptEndsASearchAsCancelled() {
        Thread caller = Thread.currentThread();
        Solution found;
        try {
            found = Solver.solve(
                    SPARSE,
                    SolveRequest.of(1).withTimeLimit(Duration.ofHours(1)).withProgress(progress -> {
                        caller.interrupt();
                        return true;
                    }));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(found.ended()).isEqualTo(Solution.End.CANCELLED);
        assertThat(found.best().energy())
                .isEqualTo(SPARSE.energy(0, found.best().spins()));
    }

    @Test
    void anExactSearchEndsBetweenItsParts() {
        DenseIsing model = Models.dense(40, 1, 2);
        SampleSet found = halted(new ExactSearch(), model);
        assertThat(found.lowerBound(0)).isEmpty();
        assertThat(found.best().energy()).isEqualTo(model.energy(0, found.best().spins()));
        assertThat(found.provenance().sweeps()).isEqualTo(1);
    }

    @Test
    void aListenersNoIsHeardInTheMiddleOfASweep() {
        // one sweep takes 500 states through 3,000 spins
        DenseIsing model = Models.dense(3000, 0, 3);
        AtomicInteger sweep = new AtomicInteger(-1);
        SampleSet found = new ParallelTempering(500, ParallelTempering.Clusters.NONE)
                .sample(model, SamplingRequest.of(1000, 1).withProgress(progress -> {
                    sweep.set(progress.sweep());
                    return false;
                }));
        assertThat(sweep).hasValue(0);
        assertThat(found.provenance().cancelled()).isTrue();
    }
}
