// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.SimulatedBifurcation.Variant;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class SimulatedBifurcationTest {

    private static List<IsingModel> models() {
        return List.of(
                Models.dense(12, 0.5, 1),
                Models.dense(14, 0, 2),
                ring(15),
                Models.parts(2, 4, 3, 6, true, 4).dense());
    }

    private static SparseIsing ring(int n) {
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        float[] couplings = new float[2 * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 2; k++) {
                from[2 * i + k] = i;
                to[2 * i + k] = (i + k + 1) % n;
                couplings[2 * i + k] = (float) Math.sin(7.3 * i + 2.1 * k);
            }
            fields[i] = (float) (0.3 * Math.cos(5.7 * i));
        }
        return SparseIsing.of(from, to, couplings, fields, -1.5);
    }

    @Test
    void theDiscreteVariantFindsTheGroundStates() {
        for (IsingModel model : models()) {
            SampleSet found = SimulatedBifurcation.discrete()
                    .sample(model, SamplingRequest.of(300, 5).withReads(40));
            for (int instance = 0; instance < model.instances(); instance++) {
                assertThat(found.best(instance).energy())
                        .as(model.toString())
                        .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                assertThat(found.samples(instance).stream()
                                .mapToInt(Sample::occurrences)
                                .sum())
                        .isEqualTo(40);
            }
        }
    }

    @Test
    void agentsWithoutControlMoveAsBallisticOnesFromRest() {
        DenseIsing model = Models.dense(300, 0, 3);
        SamplingRequest request = SamplingRequest.of(200, 4).withReads(33);
        SampleSet spread = SimulatedBifurcation.generalised().sample(model, request);
        SampleSet alike = new SimulatedBifurcation(Variant.GENERALISED, OptionalDouble.empty(), OptionalDouble.of(0))
                .sample(model, request);
        assertThat(alike.samples(0).size()).isLessThan(spread.samples(0).size());
        assertThat(spread.provenance().options()).containsEntry("control", "0.05 to 0.65, by read");
        assertThat(alike.provenance().options()).containsEntry("control", 0.0);
    }

    /** Their agents fall into few states of a small model, which need not include the best one. */
    @ParameterizedTest
    @EnumSource(names = {"BALLISTIC", "GENERALISED"})
    void variantsOfPositionsComeNear(Variant variant) {
        SimulatedBifurcation sampler =
                new SimulatedBifurcation(variant, OptionalDouble.empty(), OptionalDouble.empty());
        for (IsingModel model : models()) {
            SampleSet found = sampler.sample(model, SamplingRequest.of(300, 5).withReads(40));
            for (int instance = 0; instance < model.instances(); instance++) {
                double ground = Models.groundEnergy(model, instance);
                double mean = meanEnergy(model, instance);
                assertThat(found.best(instance).energy())
                        .as(model.toString())
                        .isBetween(ground - 1e-9, ground + 0.03 * (mean - ground));
            }
        }
    }

    private static double meanEnergy(IsingModel model, int instance) {
        double sum = 0;
        for (int state = 0; state < 1 << model.spins(); state++) {
            sum += model.energy(instance, Models.state(model.spins(), state));
        }
        return sum / (1 << model.spins());
    }

    @ParameterizedTest
    @EnumSource
    void aSeedFixesTheAnswerWhateverTheThreads(Variant variant) {
        SimulatedBifurcation sampler =
                new SimulatedBifurcation(variant, OptionalDouble.of(0.7), OptionalDouble.empty());
        for (IsingModel model : models()) {
            SamplingRequest request = SamplingRequest.of(25, 9).withReads(37);
            SampleSet one = sampler.sample(model, request);
            for (int threads : new int[] {2, 4}) {
                try (Workers workers = Workers.of(threads)) {
                    SampleSet other = sampler.sample(model, request.withWorkers(workers));
                    for (int instance = 0; instance < model.instances(); instance++) {
                        assertThat(other.samples(instance)).isEqualTo(one.samples(instance));
                    }
                }
            }
            assertThat(sampler.sample(model, request.withSeed(10)).samples(0)).isNotEqualTo(one.samples(0));
        }
    }

    /** At the automatic step the stiff modes of an antiferromagnet stay bounded; beyond it they do not settle. */
    @Test
    void theAutomaticTimeStepIsStableWhereAFixedOneIsNot() {
        int n = 60;
        float[] couplings = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                float value = 1 + (float) Math.sin(3.1 * i * j) / 2;
                couplings[i * n + j] = value;
                couplings[j * n + i] = value;
            }
        }
        DenseIsing model = DenseIsing.of(couplings, new float[n], 0);
        SamplingRequest request = SamplingRequest.of(200, 3).withReads(8);
        double stable =
                SimulatedBifurcation.ballistic().sample(model, request).best().energy();
        double unstable = new SimulatedBifurcation(Variant.BALLISTIC, OptionalDouble.of(1.6), OptionalDouble.empty())
                .sample(model, request)
                .best()
                .energy();
        double annealed =
                SimulatedAnnealing.singleSpin().sample(model, request).best().energy();
        assertThat(stable).isLessThan(0.9 * annealed);
        assertThat(unstable).isGreaterThan(0.5 * annealed);
    }

    @Test
    void aCancelledCallReturnsItsBestSoFar() {
        DenseIsing model = Models.dense(30, 0.5, 1);
        List<Progress> heard = new ArrayList<>();
        SampleSet found = SimulatedBifurcation.discrete()
                .sample(model, SamplingRequest.of(200, 1).withReads(5).withProgress(progress -> {
                    heard.add(progress);
                    return heard.size() < 60;
                }));
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(found.provenance().sweeps()).isEqualTo(60);
        assertThat(found.best().energy()).isCloseTo(heard.getLast().bestEnergy(), within(1e-4));
        assertThat(found.best().energy()).isNegative();
        assertThat(heard.getFirst().beta()).isZero();
        assertThat(heard.getLast().beta()).isCloseTo(59 / 199.0, within(1e-12));
        assertThat(SimulatedBifurcation.discrete()
                        .sample(model, SamplingRequest.of(200, 1).withStop(StopRule.sweeps(13)))
                        .provenance()
                        .sweeps())
                .isEqualTo(13);
    }

    @Test
    void optionsThatMeanNothingHereAreRefused() {
        DenseIsing model = Models.dense(4, 1, 1);
        SamplingRequest request = SamplingRequest.of(10, 1);
        SimulatedBifurcation sampler = SimulatedBifurcation.ballistic();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        sampler.sample(model, request.withInitial(InitialState.given(List.of(Models.state(4, 1))))))
                .withMessage("simulated bifurcation starts from random oscillators, not from states that are given");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SimulatedBifurcation(Variant.DISCRETE, OptionalDouble.of(0), OptionalDouble.empty()))
                .withMessage("time step is 0.0; expected above 0 and at most 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SimulatedBifurcation(Variant.BALLISTIC, OptionalDouble.empty(), OptionalDouble.of(0.2)))
                .withMessage("control is of the generalised variant, not of BALLISTIC");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SimulatedBifurcation(Variant.GENERALISED, OptionalDouble.empty(), OptionalDouble.of(11)))
                .withMessage("control is 11.0; expected 0 to 10.0");
    }

    @Test
    void provenanceNamesEveryOptionUsed() {
        SamplingRequest request = SamplingRequest.of(20, 42).withReads(3);
        DenseIsing model = Models.dense(4, 1, 1);
        Provenance provenance = new SimulatedBifurcation(
                        Variant.DISCRETE, OptionalDouble.of(0.6), OptionalDouble.empty())
                .sample(model, request)
                .provenance();
        assertThat(provenance.sampler()).isEqualTo("sb");
        assertThat(provenance.moves()).isEqualTo(20 * 5 * 3);
        assertThat(provenance.options())
                .containsExactly(
                        Map.entry("variant", "DISCRETE"),
                        Map.entry("timeStep", 0.6),
                        Map.entry("timeStepAutomatic", false),
                        Map.entry("reads", 3),
                        Map.entry("sweeps", 20),
                        Map.entry("stop", "never"),
                        Map.entry("boundSweeps", 2000),
                        Map.entry("threads", 1),
                        Map.entry("kernel", VectorOps.best().name()));
        assertThat(SimulatedBifurcation.discrete()
                        .sample(DenseIsing.of(new float[] {0, 1, 1, 0}, new float[2], 0), request)
                        .provenance()
                        .options())
                .containsEntry("timeStepAutomatic", true)
                // two spins: the largest eigenvalue is 1, c0 is 1/2
                .hasEntrySatisfying(
                        "timeStep",
                        step -> assertThat((double) step).isCloseTo(0.9 * 2 / Math.sqrt(1.5), within(1e-5)));
    }
}
