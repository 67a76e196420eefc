// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.Halt;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.Sampler;

final class SolverTest {
    private static final DenseIsing GLASS = glass(14, 3);
    private static final double GROUND = ground(GLASS);

    private static DenseIsing glass(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] couplings = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                couplings[i * n + j] = (float) random.nextGaussian();
                couplings[j * n + i] = couplings[i * n + j];
            }
        }
        return DenseIsing.of(couplings, new float[n], 100);
    }

    private static double ground(DenseIsing model) {
        double best = Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 1 << model.spins(); bits++) {
            best = Math.min(best, model.energy(0, Spins.ofWords(model.spins(), new long[] {bits})));
        }
        return best;
    }

    private static SolveRequest annealing(long seed) {
        return SolveRequest.of(seed)
                .withSampler(SimulatedAnnealing.singleSpin())
                .withSweeps(50);
    }

    @Test
    void oneRoundWithoutALimitTheSameForAnyNumberOfThreads() {
        Solution one = Solver.solve(GLASS, annealing(1));
        assertThat(one.ended()).isEqualTo(Solution.End.DONE);
        assertThat(one.rounds()).hasSize(1);
        assertThat(one.reads()).isEqualTo(SolveRequest.READS);
        assertThat(one.readEnergies()).hasSize(SolveRequest.READS);
        assertThat(one.best().energy()).isCloseTo(GROUND, within(1e-9));
        assertThat(one.hits())
                .isEqualTo((int) one.readEnergies().stream()
                        .filter(energy -> energy < GROUND + 1e-6)
                        .count())
                .isPositive();
        assertThat(one.secondsToBest()).isBetween(0.0, one.seconds());
        assertThat(one.moves()).isEqualTo(50L * 14 * SolveRequest.READS);
        assertThat(one.movesPerSecond()).isPositive();
        try (Workers workers = Workers.of(2)) {
            Solution two = Solver.solve(GLASS, annealing(1).withWorkers(workers));
            assertThat(two.samples().samples(0)).isEqualTo(one.samples().samples(0));
        }
        assertThat(Solver.solve(GLASS, annealing(2).withSweeps(1).withReads(1)).readEnergies())
                .isNotEqualTo(one.readEnergies());
    }

    @Test
    void aTargetEndsTheSearchInTheRoundThatReachesIt() {
        Solution found = Solver.solve(
                GLASS, annealing(1).withSweeps(1_000_000).withReads(1).withTargetEnergy(GROUND));
        assertThat(found.ended()).isEqualTo(Solution.End.TARGET);
        assertThat(found.sweeps()).isLessThan(1_000_000);
        Solution missed = Solver.solve(GLASS, annealing(1).withTargetEnergy(GROUND - 1));
        assertThat(missed.ended()).isEqualTo(Solution.End.DONE);
    }

    @Test
    void aLimitRepeatsRoundsWithNewRandomNumbersAndMoreSweeps() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger last = new AtomicInteger();
        Solution found = Solver.solve(
                glass(20, 1),
                SolveRequest.of(1)
                        .withSampler(SimulatedAnnealing.singleSpin())
                        .withReads(1)
                        .withTimeLimit(Duration.ofHours(1))
                        // a round begins with its first sweep, which a slow machine may tell of more than once
                        .withProgress(progress -> last.getAndSet(progress.sweep()) == 1
                                || progress.sweep() != 1
                                || begun.incrementAndGet() < 12));
        assertThat(found.ended()).isEqualTo(Solution.End.CANCELLED);
        assertThat(found.rounds()).hasSize(14);
        assertThat(found.reads()).isEqualTo(14);
        assertThat(found.rounds()).extracting(Provenance::seed).doesNotHaveDuplicates();
        assertThat(found.rounds().getFirst().sampler()).isEqualTo("quench");
        assertThat(found.rounds().get(2).options()).containsEntry("sweeps", 4);
        assertThat(found.rounds().getLast().options().get("sweeps"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
                .isGreaterThan(100);
        int occurrences = found.samples().samples(0).stream()
                .mapToInt(Sample::occurrences)
                .sum();
        assertThat(occurrences).isEqualTo(found.reads());
    }

    @Test
    void aMemeticSearchIsOneRoundHoweverLong() {
        AtomicInteger calls = new AtomicInteger();
        Solution found = Solver.solve(
                GLASS,
                SolveRequest.of(1)
                        .withSampler(new MemeticSearch())
                        .withReads(4)
                        .withTimeLimit(Duration.ofHours(1))
                        .withProgress(progress -> calls.incrementAndGet() < 200));
        assertThat(found.ended()).isEqualTo(Solution.End.CANCELLED);
        assertThat(found.rounds()).extracting(Provenance::sampler).containsExactly("quench", "quench", "memetic");
        assertThat(found.best().energy()).isEqualTo(GLASS.energy(0, found.best().spins()));
    }

    /** A search is followed from its first state on, whether or not its sampler tells of states. */
    @Test
    void theListenerHearsOfTheOpening() {
        for (Sampler sampler : List.of(new MergedAnnealing(), new MemeticSearch(), new TabuSearch())) {
            Solution found = Solver.solve(
                    GLASS,
                    SolveRequest.of(1)
                            .withSampler(sampler)
                            .withTimeLimit(Duration.ofHours(1))
                            .withProgress(progress -> progress.bestEnergy() == Double.POSITIVE_INFINITY));
            assertThat(found.ended()).isEqualTo(Solution.End.CANCELLED);
            assertThat(found.rounds()).extracting(Provenance::sampler).containsExactly("quench");
        }
    }

    @Test
    void whenTheTimeIsOverTheBestSoFarIsReturned() {
        Solution found =
                Solver.solve(GLASS, annealing(1).withSweeps(100_000_000).withTimeLimit(Duration.ofMillis(20)));
        assertThat(found.ended()).isEqualTo(Solution.End.TIME_LIMIT);
        assertThat(found.sweeps()).isLessThan(100_000_000);
        assertThat(found.best().energy()).isEqualTo(GLASS.energy(0, found.best().spins()));
    }

    @Test
    void aListenerEndsItAndTheBestSoFarIsReturned() {
        AtomicInteger calls = new AtomicInteger();
        Solution found = Solver.solve(
                GLASS,
                annealing(1)
                        .withSweeps(1_000_000)
                        .withTimeLimit(Duration.ofHours(1))
                        .withProgress(progress -> calls.incrementAndGet() < 30));
        assertThat(found.ended()).isEqualTo(Solution.End.CANCELLED);
        assertThat(found.best().energy()).isEqualTo(GLASS.energy(0, found.best().spins()));
    }

    @Test
    void timeToSolutionIsThatOfRepeatedReads() {
        TimeToSolution half = TimeToSolution.of(500, 1001, 2);
        double p = 500.5 / 1002;
        assertThat(half.seconds()).isCloseTo(2 * Math.log(0.01) / Math.log(1 - p), within(1e-12));
        double step = 1e-6;
        double slope =
                2 * (Math.log(0.01) / Math.log(1 - p - step) - Math.log(0.01) / Math.log(1 - p + step)) / (2 * step);
        assertThat(half.standardError()).isCloseTo(Math.abs(slope) * Math.sqrt(p * (1 - p) / 1001), within(1e-6));
        assertThat(TimeToSolution.of(0, 10, 1).seconds()).isInfinite();
        assertThat(TimeToSolution.of(1000, 1000, 3).seconds()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> TimeToSolution.of(3, 2, 1));
        Solution found = Solver.solve(GLASS, annealing(1));
        TimeToSolution own = found.timeTo(GROUND + 1e-6, 1);
        assertThat(own.successes()).isEqualTo(found.hits());
        assertThat(own.secondsPerRead() * own.reads())
                .isCloseTo(found.rounds().getFirst().seconds(), within(1e-9));
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> annealing(1).withReads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> annealing(1).withSweeps(0));
        assertThatIllegalArgumentException().isThrownBy(() -> annealing(1).withTimeLimit(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> annealing(1).withTargetEnergy(Double.NaN));
    }

    static List<Sampler> samplersWithRounds() {
        return List.of(new TabuSearch(), SimulatedAnnealing.singleSpin(), new MemeticSearch(), new MergedAnnealing());
    }

    /** Also where the samplers notice it and their listener is not asked any more. */
    @ParameterizedTest
    @MethodSource("samplersWithRounds")
    @Timeout(60)
    void aCallAroundThatIsToEndEndsTheSearch(Sampler sampler) {
        IsingBuilder builder = new IsingBuilder(300, Duplicates.SUM);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            for (int k = 0; k < 3; k++) {
                builder.addCoupling(i, (i + 1 + random.nextInt(299)) % 300, random.nextBoolean() ? 1 : -1);
            }
        }
        PlainIsing model = builder.build();
        long end = System.nanoTime() + 300_000_000;
        Solution found = Halt.during(
                () -> System.nanoTime() >= end,
                () -> Solver.solve(
                        model, SolveRequest.of(1).withSampler(sampler).withTimeLimit(Duration.ofHours(1))));
        assertThat(found.ended()).isEqualTo(Solution.End.CANCELLED);
        assertThat(found.best().energy()).isNegative();
    }
}
