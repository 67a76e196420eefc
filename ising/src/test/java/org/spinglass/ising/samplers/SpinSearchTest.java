// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/** What all samplers that walk on plain spins have in common. */
class SpinSearchTest {

    static List<Sampler> thorough() {
        return List.of(
                new TabuSearch(),
                ParallelTempering.standard(),
                new ParallelTempering(5, ParallelTempering.Clusters.ISOENERGETIC));
    }

    static List<Sampler> all() {
        List<Sampler> all = new ArrayList<>(thorough());
        all.add(new SteepestDescent());
        return all;
    }

    /** Every kind of model, with energies of the size of 1. */
    private static List<IsingModel> models(long seed) {
        return List.of(
                Models.dense(14, 0.5, seed),
                Models.dense(13, 0, seed),
                ring(12, seed),
                Models.dense(1, 1, seed),
                Models.dense(2, 0, seed),
                Models.parts(2, 7, 2, 8, true, seed).dense(),
                Models.parts(2, 3, 4, 8, true, seed).gram());
    }

    /** A ring of normal couplings, with chords. */
    static SparseIsing ring(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] from = new int[n + n / 2];
        int[] to = new int[n + n / 2];
        float[] couplings = new float[n + n / 2];
        for (int e = 0; e < couplings.length; e++) {
            from[e] = e < n ? e : e - n;
            to[e] = e < n ? (e + 1) % n : e - n / 2;
            couplings[e] = (float) random.nextGaussian();
        }
        return SparseIsing.of(from, to, couplings, new float[n], 0.5);
    }

    @ParameterizedTest
    @MethodSource("thorough")
    void findsTheGroundStatesOfSmallModels(Sampler sampler) {
        for (long seed = 1; seed <= 4; seed++) {
            for (IsingModel model : models(seed)) {
                SampleSet found =
                        sampler.sample(model, SamplingRequest.of(300, seed).withReads(2));
                for (int instance = 0; instance < model.instances(); instance++) {
                    assertThat(found.best(instance).energy())
                            .as(model + ", instance " + instance)
                            .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSeedFixesTheAnswerWhateverTheThreads(Sampler sampler) {
        List<IsingModel> models = new ArrayList<>(models(5));
        models.add(Models.dense(90, 0, 5));
        for (IsingModel model : models) {
            SamplingRequest request = SamplingRequest.of(20, 6).withReads(5);
            SampleSet one = sampler.sample(model, request);
            for (int threads : new int[] {1, 2, 4}) {
                try (Workers workers = Workers.of(threads)) {
                    SampleSet other = sampler.sample(model, request.withWorkers(workers));
                    for (int instance = 0; instance < model.instances(); instance++) {
                        assertThat(other.samples(instance)).isEqualTo(one.samples(instance));
                    }
                    assertThat(other.provenance().options()).containsEntry("threads", threads);
                    assertThat(other.provenance().moves())
                            .isEqualTo(one.provenance().moves());
                }
            }
        }
        IsingModel last = models.getLast();
        SamplingRequest brief = SamplingRequest.of(1, 6).withReads(5);
        assertThat(sampler.sample(last, brief.withSeed(7)).samples(0))
                .isNotEqualTo(sampler.sample(last, brief).samples(0));
    }

    @ParameterizedTest
    @MethodSource("all")
    void goesOnFromGivenStatesAndNeverAboveThem(Sampler sampler) {
        IsingModel model = Models.parts(2, 7, 3, 8, true, 3).dense();
        List<Spins> states = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            states.add(Models.state(21, 9973L * (i + 1)));
        }
        SamplingRequest request = SamplingRequest.of(1, 1).withReads(3).withInitial(InitialState.given(states));
        SampleSet found = sampler.sample(model, request);
        for (int instance = 0; instance < 2; instance++) {
            double worst = Double.NEGATIVE_INFINITY;
            for (Spins state : states.subList(3 * instance, 3 * instance + 3)) {
                worst = Math.max(worst, model.energy(instance, state));
            }
            assertThat(found.samples(instance).getLast().energy()).isLessThanOrEqualTo(worst + 1e-6);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(model, request.withReads(2)))
                .withMessage("6 initial states for 2 instances of 2 reads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(Models.dense(4, 1, 1), request))
                .withMessageContaining("6 initial states for 1 instances of 3 reads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(model, request.withInitial(InitialState.present())))
                .withMessage("this sampler works on plain spins, which have no present weights to start from");
    }

    @ParameterizedTest
    @MethodSource("thorough")
    void aListenerEndsTheCallWithTheBestSoFar(Sampler sampler) {
        DenseIsing model = Models.dense(60, 0, 2);
        AtomicInteger heard = new AtomicInteger();
        double[] best = {Double.POSITIVE_INFINITY};
        SampleSet found = sampler.sample(model, SamplingRequest.of(1_000_000, 3).withProgress(progress -> {
            assertThat(progress.bestEnergy()).isLessThanOrEqualTo(best[0]);
            best[0] = progress.bestEnergy();
            return heard.incrementAndGet() < 5;
        }));
        assertThat(heard).hasValue(5);
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(found.provenance().sweeps()).isEqualTo(5);
        assertThat(found.best().energy()).isCloseTo(best[0], within(1e-3));
    }

    @ParameterizedTest
    @MethodSource("thorough")
    void stopsAtATargetEnergyAndAfterSweeps(Sampler sampler) {
        DenseIsing model = Models.dense(16, 0.5, 4);
        double ground = Models.groundEnergy(model, 0);
        SamplingRequest endless = SamplingRequest.of(1_000_000, 5);
        SampleSet found = sampler.sample(model, endless.withStop(StopRule.energy(ground + 1e-4)));
        assertThat(found.best().energy()).isCloseTo(ground, within(1e-9));
        assertThat(found.provenance().sweeps()).isLessThan(1000);
        assertThat(found.provenance().cancelled()).isFalse();
        assertThat(sampler.sample(model, endless.withStop(StopRule.sweeps(7)))
                        .provenance()
                        .sweeps())
                .isEqualTo(7);
    }

    @Test
    void samplersWithoutATemperatureAreTheSameAtAny() {
        for (Sampler sampler :
                List.of(new TabuSearch(), new SteepestDescent(), new ExactSearch(), new MemeticSearch())) {
            assertThat(sampler.withSchedule(BetaSchedule.geometric(0.5, 2))).isSameAs(sampler);
        }
    }

    @Test
    void temperingPlacesItsTemperaturesBetweenTheEndsOfASchedule() {
        IsingModel model = Models.dense(8, 1, 1);
        SampleSet found = new ParallelTempering(3, ParallelTempering.Clusters.NONE)
                .withSchedule(BetaSchedule.geometric(0.5, 2))
                .sample(model, SamplingRequest.of(9, 1));
        assertThat(found.provenance().options())
                .containsEntry("replicas", 3)
                .containsEntry("betaFirst", 0.5)
                .containsEntry("betaLast", 2.0);
        assertThat(found.provenance().moves()).isEqualTo(3 * 8 * 9);
        Sampler sampler = ParallelTempering.standard();
        SamplingRequest request = SamplingRequest.of(1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> sampler.withSchedule(BetaSchedule.custom(1, 2)).sample(model, request.withSweeps(2)))
                .withMessage("the schedule is Custom[1.0, 2.0]; parallel tempering places its temperatures by itself,"
                        + " between the ends of an automatic, geometric or linear schedule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.withSchedule(BetaSchedule.cooling(1)).sample(model, request.withSweeps(2)))
                .withMessageStartingWith("the schedule is Cooling");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> sampler.withSchedule(BetaSchedule.linear(2, 1)).sample(model, request.withSweeps(2)))
                .withMessage("the schedule's betas go from 2.0 to 1.0; parallel tempering takes the hotter end first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParallelTempering(1, ParallelTempering.Clusters.NONE))
                .withMessage("replicas is 1; expected 2 or more, or 0 for as many as the number of spins suggests");
    }

    @Test
    void descentsEndWhereNoFlipLowersTheEnergy() {
        for (IsingModel model : List.of(Models.dense(40, 0.5, 7), ring(60, 7))) {
            SampleSet found = new SteepestDescent()
                    .sample(model, SamplingRequest.of(100, 8).withReads(10));
            assertThat(found.samples(0)).hasSizeGreaterThan(1);
            found.samples(0).forEach(sample -> assertLocalMinimum(model, sample));
            assertThat(found.provenance().sweeps()).isLessThan(20);
        }
    }

    @Test
    void bothKernelsWalkTheSameWay() {
        // whole numbers, so that nothing is rounded
        float[] couplings = new float[70 * 70];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 70; i++) {
            for (int j = 0; j < i; j++) {
                couplings[i * 70 + j] = random.nextInt(-3, 4);
                couplings[j * 70 + i] = couplings[i * 70 + j];
            }
        }
        DenseIsing model = DenseIsing.of(couplings, new float[70], 0);
        SamplingRequest request = SamplingRequest.of(200, 4).withReads(3);
        assertThat(VectorOps.during(VectorOps.scalar(), () -> new TabuSearch().sample(model, request))
                        .samples(0))
                .isEqualTo(new TabuSearch().sample(model, request).samples(0));
        assertThat(VectorOps.during(VectorOps.scalar(), () -> new SteepestDescent().sample(model, request))
                        .samples(0))
                .isEqualTo(new SteepestDescent().sample(model, request).samples(0));
    }

    @Test
    void polishingTakesEveryStateToALocalMinimumAndKeepsTheCounts() {
        for (IsingModel model : List.of(Models.dense(30, 0.5, 9), ring(40, 9))) {
            SamplingRequest request = SamplingRequest.of(3, 10).withReads(12);
            Sampler rough = SimulatedAnnealing.singleSpin().withSchedule(BetaSchedule.geometric(0.01, 0.1));
            SampleSet before = rough.sample(model, request);
            BetaSchedule other = BetaSchedule.cooling(1);
            assertThat(new Polished(rough).withSchedule(other)).isEqualTo(new Polished(rough.withSchedule(other)));
            SampleSet after = new Polished(rough).sample(model, request);
            assertThat(after.provenance().sampler()).isEqualTo("sa+descent");
            assertThat(after.provenance().options())
                    .hasEntrySatisfying(
                            "descentSteps", steps -> assertThat((Long) steps).isPositive());
            assertThat(after.samples(0).stream().mapToInt(Sample::occurrences).sum())
                    .isEqualTo(12);
            assertThat(after.best().energy()).isLessThan(before.best().energy());
            after.samples(0).forEach(sample -> assertLocalMinimum(model, sample));
        }
        EncodedQuadratic encoded = Models.parts(2, 5, 3, 8, true, 1).dense();
        SampleSet polished = new Polished(SimulatedAnnealing.heatBath()).sample(encoded, SamplingRequest.of(50, 1));
        assertThat(polished.lowerBound(1)).isPresent();
        assertThat(polished.gap(1).getAsDouble()).isBetween(-1e-6, 5.0);
    }

    private static void assertLocalMinimum(IsingModel model, Sample sample) {
        byte[] sigma = sample.spins().toArray();
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = (byte) -sigma[i];
            assertThat(model.energy(0, Spins.of(sigma))).isGreaterThan(sample.energy() - 1e-4);
            sigma[i] = (byte) -sigma[i];
        }
    }
}
