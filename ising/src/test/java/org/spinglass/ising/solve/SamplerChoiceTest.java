// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Provenance;

final class SamplerChoiceTest {
    private static PlainIsing ring(int n) {
        SplittableRandom random = new SplittableRandom(n);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            builder.addCoupling(i, (i + 1) % n, random.nextBoolean() ? 1 : -1);
        }
        return builder.build();
    }

    /** Couplings of every pair that fall with a power of the distance on a ring. */
    private static PlainIsing longRange(int n, double power) {
        SplittableRandom random = new SplittableRandom(n);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int distance = Math.min(i - j, n - i + j);
                builder.addCoupling(i, j, random.nextGaussian() / Math.pow(distance, power));
            }
        }
        return builder.build();
    }

    @Test
    void goesBySizeSpreadAndNeighbours() {
        assertThat(SamplerChoice.of(ring(24), null).sampler()).isInstanceOf(ExactSearch.class);
        assertThat(SamplerChoice.of(ring(25), null).sampler()).isInstanceOf(TabuSearch.class);
        assertThat(SamplerChoice.of(ring(500), null).sampler()).isInstanceOf(TabuSearch.class);
        assertThat(SamplerChoice.of(ring(501), null)).satisfies(choice -> {
            assertThat(choice.sampler()).isEqualTo(SimulatedAnnealing.heatBath());
            assertThat(choice.reason()).contains("2.0 neighbours");
        });
        assertThat(SamplerChoice.of(longRange(501, 3), null).sampler()).isInstanceOf(TabuSearch.class);
        assertThat(SamplerChoice.of(longRange(501, 0), null).sampler()).isEqualTo(SimulatedAnnealing.singleSpin());
        assertThat(SamplerChoice.of(longRange(501, 0), null).reason())
                .contains("501 spins")
                .contains("500 neighbours");
        assertThat(SamplerChoice.of(longRange(501, 0), Duration.ofSeconds(2)).sampler())
                .isEqualTo(new MemeticSearch());
        // too short for a population of annealed states
        assertThat(SamplerChoice.of(longRange(501, 0), Duration.ofSeconds(1)).sampler())
                .isEqualTo(SimulatedAnnealing.singleSpin());
        assertThat(SamplerChoice.of(ring(501), Duration.ofSeconds(2)).sampler())
                .isEqualTo(SimulatedAnnealing.heatBath());
    }

    @Test
    void readsThatMustBeIndependentAreNotRecombined() {
        SolveRequest timed = SolveRequest.of(1)
                .withReads(1)
                .withSweeps(1)
                .withTimeLimit(Duration.ofSeconds(2))
                .withTargetEnergy(1e300);
        PlainIsing model = longRange(501, 0);
        assertThat(Solver.solve(model, timed).choice().sampler()).isEqualTo(new MemeticSearch());
        assertThat(Solver.solve(model, timed.withIndependentReads()).choice().sampler())
                .isEqualTo(SimulatedAnnealing.singleSpin());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timed.withSampler(new MemeticSearch()).withIndependentReads())
                .withMessageContaining("memetic");
    }

    @Test
    void ringsAreSolvedWhereSequentialMetropolisIsNot() {
        PlainIsing ring = ring(600);
        Solution chosen = Solver.solve(ring, SolveRequest.of(1).withSweeps(3000).withReads(8));
        Solution metropolis = Solver.solve(
                ring,
                SolveRequest.of(1)
                        .withSampler(SimulatedAnnealing.singleSpin())
                        .withSweeps(3000)
                        .withReads(8));
        assertThat(chosen.best().energy()).isLessThan(-580);
        assertThat(metropolis.best().energy()).isGreaterThan(-400);
    }

    /** Each has a share of the time, and the rest goes to the one that came lower, which is said. */
    @Test
    void annealingAndAPopulationShowWhichIsBetter() {
        Solution found = Solver.solve(longRange(501, 0), SolveRequest.of(1).withTimeLimit(Duration.ofMillis(4000)));
        List<String> samplers =
                found.rounds().stream().map(Provenance::sampler).distinct().toList();
        assertThat(samplers).contains("quench", "sa", "memetic");
        assertThat(found.choice().reason())
                .contains("in 1.2 s memetic came to energy ")
                .contains(" and sa to ");
        assertThat(found.choice().sampler().name()).isIn("sa", "memetic");
        assertThat(found.ended()).isEqualTo(Solution.End.TIME_LIMIT);
        assertThat(found.rounds())
                .filteredOn(round -> round.sampler().equals("memetic"))
                .hasSizeBetween(1, 2);
    }

    /** Couplings of one size on a torus. */
    private static PlainIsing torus(int side) {
        SplittableRandom random = new SplittableRandom(side);
        int n = side * side;
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            int row = i / side * side;
            builder.addCoupling(i, row + (i + 1 - row) % side, random.nextBoolean() ? 1 : -1);
            builder.addCoupling(i, (i + side) % n, random.nextBoolean() ? 1 : -1);
        }
        return builder.build();
    }

    @Test
    void sparseModelsAreMergedWhereThereIsTime() {
        assertThat(SamplerChoice.of(torus(40), Duration.ofMillis(90)))
                .extracting(SamplerChoice::sampler, SamplerChoice::reason)
                .containsExactly(new MergedAnnealing(), "as there is time and a spin has 4.0 neighbours");
        assertThat(SamplerChoice.of(torus(40), Duration.ofMillis(70)).sampler())
                .isEqualTo(SimulatedAnnealing.singleSpin());
        assertThat(SamplerChoice.of(torus(40), null).sampler()).isEqualTo(SimulatedAnnealing.singleSpin());
    }

    /**
     * Vector code may come too late on a busy machine; then annealing has all the time, and there is nothing to look
     * at.
     */
    private static List<String> mergedIn(Solution found) {
        List<String> samplers =
                found.rounds().stream().map(Provenance::sampler).distinct().toList();
        assertThat(samplers).first().isEqualTo("quench");
        assumeThat(samplers).contains("merge");
        assumeThat(found.choice().sampler()).isEqualTo(new MergedAnnealing()); // not so where annealing came lower
        return samplers;
    }

    /** Copies in plain code come first, those in vector code go on from what they found. */
    @Test
    void mergingDoesNotWaitForVectorCode() {
        assumeThat(VectorOps.areVectors()).isTrue();
        Solution found = Solver.solve(torus(60), SolveRequest.of(1).withTimeLimit(Duration.ofSeconds(3)));
        assertThat(mergedIn(found)).element(1).isEqualTo("merge");
        List<Object> copies = found.rounds().stream()
                .filter(round -> round.sampler().equals("merge"))
                .map(round -> round.options().get("copies"))
                .toList();
        assertThat(copies).first().isEqualTo(MergedAnnealing.WORD);
        assertThat(copies.stream().skip(1)).allMatch(taken -> taken.equals(MergedAnnealing.VECTORS));
        assertThat(found.best().energy()).isLessThan(-1.3 * 60 * 60);
    }

    @Test
    void aPopulationFollowsWhereMergingFindsNoMore() {
        Solution found = Solver.solve(torus(24), SolveRequest.of(1).withTimeLimit(Duration.ofSeconds(5)));
        assertThat(mergedIn(found)).endsWith("memetic");
        assertThat(found.choice().reason()).endsWith(" s, nor did sa, and memetic had the rest");
    }

    @Test
    void aPopulationIsNotTakenForLargeModels() {
        Solution found = Solver.solve(torus(80), SolveRequest.of(1).withTimeLimit(Duration.ofSeconds(3)));
        assertThat(found.ended()).isEqualTo(Solution.End.TIME_LIMIT);
        assertThat(found.rounds()).extracting(Provenance::sampler).doesNotContain("memetic");
        assertThat(mergedIn(found)).contains("merge");
    }
}
