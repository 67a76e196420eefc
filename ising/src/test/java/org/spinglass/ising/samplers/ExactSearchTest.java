// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class ExactSearchTest {
    private static final SamplingRequest REQUEST = SamplingRequest.of(1, 1);

    /** A model of small whole numbers. */
    private static DenseIsing whole(int n, boolean hasFields, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] couplings = new float[n * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = hasFields ? random.nextInt(-2, 3) : 0;
            for (int j = 0; j < i; j++) {
                couplings[i * n + j] = random.nextInt(-2, 3);
                couplings[j * n + i] = couplings[i * n + j];
            }
        }
        return DenseIsing.of(couplings, fields, 0.3);
    }

    /** Sizes with nothing above the block, without and with a Gray code, and across refreshes of the block. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 11, 12, 16, 18, 20})
    void enumerationIsBruteForce(int n) {
        for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
            for (IsingModel model :
                    List.of(Models.dense(n, 0.5, n), Models.dense(n, 0, n), whole(n, true, n), whole(n, false, n))) {
                SampleSet found = VectorOps.during(ops, () -> new ExactSearch().sample(model, REQUEST));
                double ground = n <= 18 ? Models.groundEnergy(model, 0) : tabu(model);
                assertThat(found.best().energy()).as(model + ", " + ops.name()).isCloseTo(ground, within(1e-9));
                assertThat(found.gap(0)).hasValue(0);
                assertThat(found.provenance().options()).containsEntry("method", "enumeration");
            }
        }
    }

    private static double tabu(IsingModel model) {
        return new TabuSearch().sample(model, SamplingRequest.of(500, 1)).best().energy();
    }

    /** More than 2^8 steps of the code in a part, so that blocks are computed anew on the way. */
    @Test
    void enumerationFindsAPlantedState() {
        int n = 27;
        long planted = 0x5a3c96fL;
        SplittableRandom random = new SplittableRandom(1);
        float[] couplings = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                boolean isEqual = (planted >> i & 1) == (planted >> j & 1);
                float value = (float) random.nextDouble() * (isEqual ? -1 : 1);
                couplings[i * n + j] = value;
                couplings[j * n + i] = value;
            }
        }
        float[] fields = new float[n];
        fields[3] = (planted >> 3 & 1) == 1 ? -0.1f : 0.1f;
        DenseIsing model = DenseIsing.of(couplings, fields, 0);
        SampleSet found = new ExactSearch().sample(model, REQUEST);
        assertThat(found.best().spins()).isEqualTo(Models.state(n, planted));
        assertThat(found.provenance().moves()).isEqualTo(1L << n);
    }

    @Test
    void smallEncodedModelsAreEnumeratedWithTheirOwnEnergies() {
        for (long seed = 1; seed <= 3; seed++) {
            for (EncodedQuadratic model : List.of(
                    Models.parts(3, 5, 3, 8, true, seed).dense(),
                    Models.parts(2, 4, 4, 8, false, seed).gram(),
                    EncodedQuadratic.of(Models.dense(12, 0.5, seed)))) {
                SampleSet found = new ExactSearch().sample(model, REQUEST.withReads(4));
                for (int instance = 0; instance < model.instances(); instance++) {
                    assertThat(found.best(instance).energy())
                            .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                    assertThat(found.best(instance).occurrences()).isEqualTo(4);
                    assertThat(found.gap(instance)).hasValue(0);
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsFindsTheSameState() {
        DenseIsing model = whole(20, false, 3);
        SampleSet one = new ExactSearch().sample(model, REQUEST);
        try (Workers workers = Workers.of(3)) {
            SampleSet other = new ExactSearch().sample(model, REQUEST.withWorkers(workers));
            assertThat(other.samples(0)).isEqualTo(one.samples(0));
            assertThat(other.provenance().moves())
                    .isEqualTo(one.provenance().moves())
                    .isEqualTo(1L << 19);
        }
    }

    @Test
    void layersTooLargeToEnumerateAreProvedByBranchAndBound() {
        for (EncodedQuadratic model : List.of(
                Models.parts(2, 12, 8, 30, true, 5).dense(),
                Models.parts(2, 9, 6, 12, false, 6).gram())) {
            SampleSet found = new ExactSearch().sample(model, REQUEST);
            SampleSet annealed = SimulatedAnnealing.heatBath()
                    .sample(model, SamplingRequest.of(500, 7).withReads(5));
            assertThat(found.provenance().options()).containsEntry("method", "branch and bound");
            for (int instance = 0; instance < 2; instance++) {
                double best = found.best(instance).energy();
                assertThat(best).isLessThanOrEqualTo(annealed.best(instance).energy() + 1e-9);
                assertThat(found.gap(instance).getAsDouble()).isBetween(0.0, 2e-9 * Math.abs(best));
            }
        }
    }

    @Test
    void weightsOfFewSpinsAreBranchedToTheSameOptimum() {
        for (long seed = 1; seed <= 4; seed++) {
            EncodedQuadratic model = Models.parts(2, 6, 4, 9, true, seed).dense();
            SampleSet found = new ExactSearch().sample(model, REQUEST);
            assertThat(found.provenance().options()).containsEntry("method", "branch and bound");
            for (int instance = 0; instance < 2; instance++) {
                Spins enumerated = new ExactSearch()
                        .sample(model.toIsing(instance), REQUEST)
                        .best()
                        .spins();
                double ground = model.energy(instance, enumerated);
                assertThat(found.best(instance).energy()).isCloseTo(ground, within(1e-6 * Math.abs(ground)));
            }
        }
    }

    /** A sum that is to be met by signs: real weights meet it at once, so that bounds say nothing. */
    @Test
    void whatBranchesWithoutEndIsEnumerated() {
        int n = 24;
        SplittableRandom random = new SplittableRandom(3);
        float[] sizes = new float[n];
        float[] fields = new float[n];
        float[] ranges = new float[n];
        double total = 0.37;
        for (int j = 0; j < n; j++) {
            sizes[j] = (float) (0.5 + random.nextDouble());
            fields[j] = (float) (-2 * total * sizes[j]);
            ranges[j] = 1;
        }
        EncodedQuadratic model = new EncodedQuadratic(
                1,
                new Coupling.Gram(n, 1, sizes, new float[] {1}, new float[n], true),
                fields,
                new float[n],
                ranges,
                new double[] {total * total});
        SampleSet found = new ExactSearch().sample(model, REQUEST);
        assertThat(found.provenance().options()).containsEntry("method", "enumeration");
        assertThat(found.provenance().moves()).isGreaterThan(1L << n);
        assertThat(found.gap(0)).hasValue(0);
        double tabu = model.energy(
                0,
                new TabuSearch()
                        .sample(model, SamplingRequest.of(300, 1))
                        .best()
                        .spins());
        assertThat(found.best().energy()).isLessThanOrEqualTo(tabu);
    }

    @Test
    void aSearchThatIsEndedEarlyHasABoundThatHolds() {
        EncodedQuadratic model = Models.parts(1, 25, 8, 25, true, 8).dense();
        double ground = new ExactSearch().sample(model, REQUEST).best().energy();
        SampleSet early = new ExactSearch()
                .sample(model, REQUEST.withStop(StopRule.sweeps(1)).withBoundSweeps(0));
        assertThat(early.provenance().sweeps()).isEqualTo(1);
        assertThat(early.lowerBound(0).getAsDouble()).isLessThanOrEqualTo(ground + 1e-9);
        assertThat(early.best().energy()).isGreaterThanOrEqualTo(ground - 1e-9);

        DenseIsing plain = Models.dense(35, 0.5, 9);
        SampleSet cancelled = new ExactSearch().sample(plain, REQUEST.withProgress(progress -> false));
        assertThat(cancelled.provenance().cancelled()).isTrue();
        assertThat(cancelled.lowerBound(0)).isEmpty();
        assertThat(cancelled.best().energy()).isNegative();
    }

    @Test
    void givenStatesAreTheFirstToBeCompared() {
        DenseIsing plain = Models.dense(35, 0.5, 10);
        Spins good = new TabuSearch()
                .sample(plain, SamplingRequest.of(300, 1))
                .best()
                .spins();
        SampleSet found = new ExactSearch()
                .sample(
                        plain,
                        REQUEST.withInitial(InitialState.given(List.of(good))).withProgress(progress -> false));
        assertThat(found.best().spins()).isEqualTo(good);
    }

    @Test
    void whatCannotBeSearchedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactSearch().sample(Models.dense(41, 1, 1), REQUEST))
                .withMessage(
                        "DenseIsing[41 spins] has 41 spins; exact search takes up to 40, or weights whose J is known to"
                                + " be convex");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactSearch().sample(EncodedQuadratic.of(Models.dense(41, 1, 1)), REQUEST))
                .withMessageContaining("has 41 spins");
    }

    @Test
    void isolatedSpinsAndEmptyModelsHaveManyGroundStatesOfWhichOneIsReturned() {
        List<IsingModel> models = new ArrayList<>();
        models.add(DenseIsing.of(new float[20 * 20], new float[20], 2));
        models.add(SparseIsing.of(new int[] {0}, new int[] {19}, new float[] {1}, new float[20], 2));
        assertThat(new ExactSearch().sample(models.get(0), REQUEST).best().energy())
                .isEqualTo(2);
        assertThat(new ExactSearch().sample(models.get(1), REQUEST).best().energy())
                .isEqualTo(1);
    }
}
