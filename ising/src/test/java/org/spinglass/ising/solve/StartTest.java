// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.Trait;

/** Searches that begin at given states. */
final class StartTest {
    private static final PlainIsing GLASS = glass(300);
    private static final Spins GOOD = Solver.solve(
                    GLASS, SolveRequest.of(9).withSampler(new TabuSearch()).withReads(4))
            .best()
            .spins();
    private static final double ENERGY = GLASS.energy(0, GOOD);

    private static final List<Sampler> SAMPLERS = List.of(
            SimulatedAnnealing.singleSpin(),
            SimulatedAnnealing.heatBath(),
            new TabuSearch(),
            new MemeticSearch(),
            new MergedAnnealing(),
            ParallelTempering.standard(),
            SimulatedBifurcation.discrete());

    /** Sparse, of real couplings, so that nothing but the state and its mirror image has the same energy. */
    private static PlainIsing glass(int n) {
        SplittableRandom random = new SplittableRandom(4);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.SUM);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                int j = random.nextInt(n);
                if (i != j) {
                    builder.addCoupling(i, j, random.nextGaussian());
                }
            }
        }
        return builder.build();
    }

    @Test
    void noAnswerIsWorseThanTheStart() {
        for (Sampler sampler : SAMPLERS) {
            SolveRequest poor =
                    SolveRequest.of(1).withSampler(sampler).withReads(3).withSweeps(2);
            assertThat(Solver.solve(GLASS, poor.withStart(List.of(GOOD))).best().energy())
                    .as(sampler.name())
                    .isLessThanOrEqualTo(ENERGY);
        }
        SolveRequest timed =
                SolveRequest.of(1).withTimeLimit(Duration.ofMillis(1)).withStart(List.of(GOOD));
        assertThat(Solver.solve(GLASS, timed).best().energy()).isLessThanOrEqualTo(ENERGY);
    }

    /** A few sweeps from a random state do not come near it; from lukewarm they stay near. */
    @Test
    void halfOfTheReadsBeginThere() {
        SolveRequest request = SolveRequest.of(1)
                .withSampler(SimulatedAnnealing.singleSpin())
                .withReads(10)
                .withSweeps(20);
        Solution found = Solver.solve(GLASS, request.withStart(List.of(GOOD)));
        assertThat(found.rounds().stream().map(Provenance::sampler)).containsExactly("quench", "sa", "sa");
        Provenance warm = found.rounds().get(1);
        Provenance cold = found.rounds().get(2);
        assertThat(warm.options()).containsEntry("initial", "Given").containsEntry("reads", 5);
        assertThat(cold.options()).containsEntry("initial", "Random").containsEntry("reads", 5);
        List<Double> ends = found.readEnergies();
        double worstWarm = ends.subList(2, 7).stream().mapToDouble(e -> e).max().orElseThrow();
        double bestCold = ends.subList(7, 12).stream().mapToDouble(e -> e).min().orElseThrow();
        assertThat(worstWarm).isLessThan(bestCold);
        try (Workers workers = Workers.of(2)) {
            Solution again =
                    Solver.solve(GLASS, request.withStart(List.of(GOOD)).withWorkers(workers));
            assertThat(again.samples().samples(0)).isEqualTo(found.samples().samples(0));
        }
    }

    @Test
    void oddReadsBeginThereInTurn() {
        SolveRequest request = SolveRequest.of(1).withStart(List.of(GOOD, GOOD));
        Beginnings beginnings = new Beginnings(GLASS, request);
        Sampler tabu = new TabuSearch();
        assertThat(List.of(beginnings.among(tabu, 1), beginnings.among(tabu, 1), beginnings.among(tabu, 5)))
                .containsExactly(1, 0, 3);
        assertThat(beginnings.among(new MemeticSearch(), 5)).isEqualTo(5);
        Sampler deaf = SimulatedBifurcation.discrete();
        assertThat(deaf.traits()).doesNotContain(Trait.BEGINS_AT_STATES);
        assertThat(beginnings.among(deaf, 5)).isZero();
    }

    @Test
    void startsThatDoNotFitAreRefused() {
        DenseIsing two = DenseIsing.of(new float[] {0, 1, 1, 0}, new float[2], 0);
        SolveRequest request = SolveRequest.of(1).withStart(List.of(GOOD));
        assertThatThrownBy(() -> Solver.solve(two, request))
                .hasMessage("an initial state of 300 spins for a model of 2");
        assertThatThrownBy(() -> request.withSampler(new TabuSearch()).withIndependentReads())
                .hasMessage("reads that begin at given states tell no time to solution; expected none");
    }
}
