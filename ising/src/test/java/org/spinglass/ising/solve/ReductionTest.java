// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;

final class ReductionTest {
    /** A grid of side squares, of which each coupling is a chain of three. */
    private static PlainIsing grid(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int corners = side * side;
        IsingBuilder builder = new IsingBuilder(5 * corners, Duplicates.REJECT);
        int next = corners;
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                int here = side * x + y;
                for (int there : new int[] {side * ((x + 1) % side) + y, side * x + (y + 1) % side}) {
                    builder.addCoupling(here, next, random.nextBoolean() ? 1 : -1);
                    builder.addCoupling(next, next + 1, random.nextBoolean() ? 1 : -1);
                    builder.addCoupling(next + 1, there, random.nextBoolean() ? 1 : -1);
                    next += 2;
                }
            }
        }
        return builder.build();
    }

    private static PlainIsing chain(int n, double size) {
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 1; i < n; i++) {
            builder.addCoupling(i - 1, i, i % 2 == 0 ? size : -size);
        }
        return builder.addField(0, size / 2).build();
    }

    @Test
    void aChainIsSolvedWithProof() {
        PlainIsing model = chain(100_000, 1);
        Solution found = Solver.solve(model, SolveRequest.of(1));
        assertThat(found.ended()).isEqualTo(Solution.End.OPTIMAL);
        assertThat(found.best().energy()).isEqualTo(-99_999.5);
        assertThat(found.lowerBound()).isEqualTo(OptionalDouble.of(-99_999.5));
        assertThat(found.hits()).isEqualTo(found.reads()).isEqualTo(SolveRequest.READS);
        assertThat(found.choice().sampler().name()).isEqualTo("exact");
    }

    /** A chain whose spins are all coupled to one more: two of them have two neighbours to begin with. */
    @Test
    void aFanIsSolvedWithProof() {
        int n = 20_000;
        IsingBuilder builder = new IsingBuilder(n + 1, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            builder.addCoupling(i, n, i % 7 == 0 ? 1 : -1);
            if (i > 0) {
                builder.addCoupling(i - 1, i, i % 3 == 0 ? 2 : -1);
            }
        }
        PlainIsing model = builder.build();
        Solution found = Solver.solve(model, SolveRequest.of(1));
        assertThat(found.ended()).isEqualTo(Solution.End.OPTIMAL);
        assertThat(found.best().energy()).isEqualTo(leastOfFan(n));
    }

    /** The least energy of the same with the last spin up, by going along the chain; the other half mirrors it. */
    private static double leastOfFan(int n) {
        double up = 1;
        double down = -1;
        for (int i = 1; i < n; i++) {
            double coupling = i % 3 == 0 ? 2 : -1;
            double field = i % 7 == 0 ? 1 : -1;
            double toUp = field + Math.min(up + coupling, down - coupling);
            double toDown = -field + Math.min(up - coupling, down + coupling);
            up = toUp;
            down = toDown;
        }
        return Math.min(up, down);
    }

    @Test
    void whereSumsAreRoundedNothingIsProved() {
        PlainIsing model = chain(1000, 1 / 3.0);
        Solution found = Solver.solve(model, SolveRequest.of(1).withReads(2));
        double all = -(999 + 0.5) / 3;
        assertThat(found.best().energy()).isCloseTo(all, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(found.reads()).isEqualTo(2);
        assertThat(found.ended() == Solution.End.OPTIMAL)
                .isEqualTo(found.lowerBound().isPresent());
    }

    @Test
    void chainsBetweenTheSpinsOfAGridAreTakenOut() {
        PlainIsing model = grid(12, 5);
        Solution found = Solver.solve(model, SolveRequest.of(3));
        assertThat(found.choice().reason()).contains("144 spins of 720 were left");
        assertThat(found.best().energy()).isEqualTo(model.energy(0, found.best().spins()));
        assertThat(found.readEnergies())
                .hasSize(found.reads())
                .contains(found.best().energy());
        Solution annealed = Solver.solve(
                model,
                SolveRequest.of(3).withSampler(SimulatedAnnealing.singleSpin()).withSweeps(2000));
        assertThat(annealed.choice().reason()).isEqualTo("as asked");
        assertThat(found.best().energy()).isLessThanOrEqualTo(annealed.best().energy());
    }

    @Test
    void noAnswerIsWorseThanAStateToBeginAt() {
        PlainIsing model = grid(24, 6);
        Spins good =
                Solver.solve(model, SolveRequest.of(1).withSweeps(2000)).best().spins();
        SolveRequest poor = SolveRequest.of(2).withReads(1).withSweeps(1).withStart(List.of(good));
        Solution found = Solver.solve(model, poor);
        assertThat(found.choice().reason()).contains("were left");
        assertThat(found.best().energy()).isLessThanOrEqualTo(model.energy(0, good));
        assertThatThrownBy(() -> Solver.solve(chain(600, 1), poor)).hasMessageContaining("for a model of 600");
    }

    @Test
    void theSameForAnyNumberOfThreads() {
        PlainIsing model = grid(24, 6);
        Solution alone = Solver.solve(model, SolveRequest.of(9).withReads(8).withSweeps(50));
        try (Workers workers = Workers.of(3)) {
            Solution together = Solver.solve(
                    model, SolveRequest.of(9).withReads(8).withSweeps(50).withWorkers(workers));
            assertThat(together.samples().samples(0)).isEqualTo(alone.samples().samples(0));
        }
    }

    @Test
    void aTargetIsMetByTheModelItself() {
        PlainIsing model = grid(12, 5);
        Solution found = Solver.solve(model, SolveRequest.of(3).withTargetEnergy(-760));
        assertThat(found.ended()).isEqualTo(Solution.End.TARGET);
        assertThat(found.best().energy()).isLessThanOrEqualTo(-760);
    }

    @Test
    void denseAndSmallModelsAreSearchedAsTheyAre() {
        assertThat(Reduction.of(chain(500, 1), SolveRequest.of(1))).isEmpty();
        assertThat(Reduction.of(chain(501, 1), SolveRequest.of(1))).isPresent();
        assertThat(Reduction.of(chain(501, 1), SolveRequest.of(1).withSampler(SimulatedAnnealing.heatBath())))
                .isEmpty();
    }
}
