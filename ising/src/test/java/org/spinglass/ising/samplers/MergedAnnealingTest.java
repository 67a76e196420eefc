// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class MergedAnnealingTest {
    private static final MergedAnnealing SAMPLER = new MergedAnnealing();

    /** Couplings of one size, or of a normal distribution, between neighbours on a torus. */
    private static SparseIsing torus(int side, boolean isOfOneSize, double field, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = side * side;
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        double[] couplings = new double[2 * n];
        double[] fields = new double[n];
        for (int i = 0; i < n; i++) {
            int row = i / side * side;
            from[2 * i] = i;
            to[2 * i] = row + (i + 1 - row) % side;
            from[2 * i + 1] = i;
            to[2 * i + 1] = (i + side) % n;
            for (int e = 2 * i; e <= 2 * i + 1; e++) {
                couplings[e] = isOfOneSize ? random.nextBoolean() ? 1 : -1 : random.nextGaussian();
            }
            fields[i] = field * random.nextGaussian();
        }
        return SparseIsing.of(from, to, couplings, fields, 0);
    }

    @Test
    void findsTheGroundStatesOfSmallModels() {
        for (long seed = 1; seed <= 3; seed++) {
            for (IsingModel model : List.of(
                    torus(4, true, 0, seed),
                    torus(4, false, 0, seed),
                    torus(4, false, 1, seed),
                    SpinSearchTest.ring(12, seed),
                    Models.dense(14, 0.5, seed),
                    Models.dense(1, 1, seed),
                    DenseIsing.of(new float[9], new float[3], 5),
                    Models.parts(2, 7, 2, 8, true, seed).dense())) {
                SampleSet found = SAMPLER.sample(model, SamplingRequest.of(1000, seed));
                for (int instance = 0; instance < model.instances(); instance++) {
                    assertThat(found.best(instance).energy())
                            .as(model + ", instance " + instance)
                            .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                }
            }
        }
    }

    /**
     * A ferromagnet in disguise, whose ground state breaks no coupling: domains of thousands of spins
     * are turned as wholes.
     */
    @Test
    void domainsOfAHiddenFerromagnetAreTurned() {
        int side = 100;
        SparseIsing glass = torus(side, true, 0, 1);
        int n = glass.spins();
        SplittableRandom random = new SplittableRandom(2);
        int[] hidden = new int[n];
        Arrays.setAll(hidden, i -> random.nextBoolean() ? 1 : -1);
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        double[] couplings = new double[2 * n];
        int e = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < glass.degree(i); k++) {
                int j = glass.neighbour(i, k);
                if (j > i) {
                    from[e] = i;
                    to[e] = j;
                    couplings[e++] = -hidden[i] * hidden[j];
                }
            }
        }
        SparseIsing model = SparseIsing.of(from, to, couplings, new double[n], 0);
        SampleSet found = SAMPLER.sample(model, SamplingRequest.of(400, 3));
        assertThat(found.best().energy()).isEqualTo(-2.0 * n);
    }

    @Test
    void largeGlassesEndLowerThanTheBestOfAsManyAnneals() {
        for (boolean isOfOneSize : new boolean[] {true, false}) {
            SparseIsing model = torus(40, isOfOneSize, 0, 5);
            SamplingRequest request = SamplingRequest.of(800, 7);
            double merged = SAMPLER.sample(model, request).best().energy();
            double annealed = SimulatedAnnealing.singleSpin()
                    .sample(model, request.withReads(isOfOneSize ? 512 : MergedAnnealing.COPIES))
                    .best()
                    .energy();
            assertThat(merged).isLessThan(annealed - 1);
        }
    }

    @Test
    void aSeedFixesTheAnswerWhateverTheThreads() {
        for (IsingModel model : List.of(torus(14, true, 0, 5), torus(9, false, 0.5, 5), Models.dense(40, 0, 5))) {
            SamplingRequest request = SamplingRequest.of(100, 6).withReads(10);
            SampleSet one = SAMPLER.sample(model, request);
            for (int threads : new int[] {2, 4}) {
                try (Workers workers = Workers.of(threads)) {
                    SampleSet other = SAMPLER.sample(model, request.withWorkers(workers));
                    assertThat(other.samples(0)).isEqualTo(one.samples(0));
                    assertThat(other.provenance().moves())
                            .isEqualTo(one.provenance().moves());
                }
            }
        }
        SparseIsing model = torus(14, true, 0, 5);
        SamplingRequest request = SamplingRequest.of(100, 6);
        assertThat(SAMPLER.sample(model, request.withSeed(7)).best().spins())
                .isNotEqualTo(SAMPLER.sample(model, request).best().spins());
    }

    @Test
    void returnsTheBestDifferentStatesOfAsManyReads() {
        SparseIsing model = torus(16, true, 0, 8);
        SampleSet found = SAMPLER.sample(model, SamplingRequest.of(200, 9).withReads(12));
        assertThat(found.samples(0))
                .hasSizeBetween(2, 12)
                .isSortedAccordingTo(Comparator.comparingDouble(Sample::energy))
                .allSatisfy(sample -> assertThat(sample.occurrences()).isEqualTo(1));
        assertThat(found.provenance().options()).containsEntry("copies", 512);
        assertThat(found.provenance().sweeps()).isBetween(200, 300);
        assertThat(found.provenance().acceptance()).isBetween(0.01, 0.99);
        assertThat(SAMPLER.sample(model, SamplingRequest.of(200, 9)).samples(0)).hasSize(1);
    }

    /** With copies in words the code is plain, the answer that of the seed, and no worse than annealing's. */
    @Test
    void copiesInWordsNeedNoVectorCode() {
        SparseIsing model = torus(40, true, 0, 5);
        MergedAnnealing inWords = SAMPLER.withCopies(MergedAnnealing.WORD);
        SamplingRequest request = SamplingRequest.of(800, 7);
        SampleSet found = inWords.sample(model, request);
        assertThat(found.provenance().options())
                .containsEntry("copies", 64)
                .containsEntry("kernel", VectorOps.scalar().name());
        SampleSet annealed = SimulatedAnnealing.singleSpin().sample(model, request.withReads(64));
        assertThat(found.best().energy()).isLessThanOrEqualTo(annealed.best().energy());
        try (Workers workers = Workers.of(2)) {
            assertThat(inWords.sample(model, request.withWorkers(workers)).samples(0))
                    .isEqualTo(found.samples(0));
        }
        // of other models there are as many copies as ever
        assertThat(inWords.sample(torus(9, false, 0, 5), SamplingRequest.of(20, 1))
                        .provenance()
                        .options())
                .containsEntry("copies", MergedAnnealing.COPIES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SAMPLER.withCopies(100))
                .withMessage("mostCopies is 100; expected 64 or 512");
    }

    @Test
    void theListenerAndRulesEndItWithTheBestSoFar() {
        SparseIsing model = torus(20, true, 0, 2);
        AtomicInteger heard = new AtomicInteger();
        double[] best = {Double.POSITIVE_INFINITY};
        SamplingRequest endless = SamplingRequest.of(100_000_000, 3);
        SampleSet found = SAMPLER.sample(model, endless.withProgress(progress -> {
            best[0] = Math.min(best[0], progress.bestEnergy());
            return heard.incrementAndGet() < 500;
        }));
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(heard.get()).isLessThan(520);
        assertThat(found.best().energy()).isLessThanOrEqualTo(best[0]);

        SampleSet stopped = SAMPLER.sample(model, endless.withStop(StopRule.sweeps(5000)));
        assertThat(stopped.provenance().cancelled()).isFalse();
        assertThat(stopped.provenance().sweeps()).isBetween(5000, 30_000);

        double target = found.best().energy();
        SampleSet reached = SAMPLER.sample(model, endless.withSeed(4).withStop(StopRule.energy(target)));
        assertThat(reached.best().energy()).isLessThanOrEqualTo(target);
    }

    @Test
    void startsAtGivenStates() {
        SparseIsing model = torus(10, false, 0.5, 10);
        Spins good = new TabuSearch()
                .sample(model, SamplingRequest.of(300, 1))
                .best()
                .spins();
        SamplingRequest request = SamplingRequest.of(1, 1);
        SampleSet found = SAMPLER.sample(model, request.withInitial(InitialState.given(List.of(good))));
        assertThat(found.best().energy()).isLessThanOrEqualTo(model.energy(0, good));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SAMPLER.sample(model, request.withReads(2).withInitial(InitialState.given(List.of(good)))))
                .withMessage("1 initial states for 1 instances of 2 reads");
    }
}
