// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing.Move;
import org.spinglass.ising.samplers.SimulatedAnnealing.Order;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class SimulatedAnnealingTest {
    /** One model for each kind of group. */
    /** Of every kind. */
    static List<IsingModel> models(long seed) {
        return List.of(
                Models.dense(14, 0.5, seed),
                Models.parts(2, 7, 2, 8, true, seed).dense(),
                Models.parts(2, 4, 3, 8, false, seed).dense(),
                Models.parts(2, 3, 4, 8, true, seed).gram(),
                EncodedQuadratic.of(Models.dense(12, 0.5, seed)));
    }

    private static List<Order> orders(Move move) {
        return move == Move.HEAT_BATH ? List.of(Order.SEQUENTIAL, Order.RANDOM) : List.of(Order.values());
    }

    @Test
    void theHeatBathHasNoOrderOfSpins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatedAnnealing(Move.HEAT_BATH, Order.SPINS))
                .withMessageContaining("order is spins; expected sequential or random");
    }

    /** Hot sweeps after a start at the ground state: the best state is the start, the last is not. */
    @Test
    void theLastStateIsKeptWhereItIsAskedFor() {
        for (IsingModel model : models(8)) {
            List<Spins> starts = new ArrayList<>();
            for (int instance = 0; instance < model.instances(); instance++) {
                double least = Models.groundEnergy(model, instance);
                for (int state = 0; state < 1 << model.spins(); state++) {
                    Spins spins = Models.state(model.spins(), state);
                    if (model.energy(instance, spins) <= least + 1e-9) {
                        starts.addAll(Collections.nCopies(20, spins));
                        break;
                    }
                }
            }
            SamplingRequest request = SamplingRequest.of(5, 9).withReads(20).withInitial(InitialState.given(starts));
            BetaSchedule hot = BetaSchedule.custom(0, 0, 0, 0, 1e-3);
            for (Order order : Order.values()) {
                SampleSet best = new SimulatedAnnealing(Move.SINGLE_SPIN, order, SimulatedAnnealing.Keep.BEST, hot)
                        .sample(model, request);
                SampleSet last = new SimulatedAnnealing(Move.SINGLE_SPIN, order, SimulatedAnnealing.Keep.LAST, hot)
                        .sample(model, request);
                assertThat(last.provenance().options()).containsEntry("keep", "LAST");
                for (int instance = 0; instance < model.instances(); instance++) {
                    Spins start = starts.get(20 * instance);
                    assertThat(best.samples(instance)).extracting(Sample::spins).containsOnly(start);
                    // in sequential order every spin flips in each of the first sweeps, of all reads
                    assertThat(last.samples(instance))
                            .as(model + ", " + order)
                            .extracting(Sample::spins)
                            .anyMatch(spins -> !spins.equals(start));
                    for (Sample sample : last.samples(instance)) {
                        assertThat(sample.energy()).isEqualTo(model.energy(instance, sample.spins()));
                    }
                }
            }
        }
    }

    /** Temperatures of two thousand million sweeps would need 16 GB. */
    @ParameterizedTest
    @EnumSource
    void sweepsThatNobodyWaitsForCostNothing(Move move) {
        for (IsingModel model : models(8)) {
            SamplingRequest request =
                    SamplingRequest.of(2_000_000_000, 3).withReads(2).withStop(StopRule.sweeps(10));
            SampleSet found = new SimulatedAnnealing(move, Order.SEQUENTIAL).sample(model, request);
            assertThat(found.provenance().sweeps()).isEqualTo(10);
            assertThat(found.provenance().options()).containsEntry("sweeps", 2_000_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheGroundStatesOfSmallModels(Move move) {
        for (Order order : orders(move)) {
            for (long seed = 1; seed <= 2; seed++) {
                for (IsingModel model : models(seed)) {
                    for (VectorOps ops : List.of(VectorOps.best(), VectorOps.scalar())) {
                        // Hot and cold enough for any of these models, whose energies are of the size of 1.
                        SamplingRequest request = SamplingRequest.of(400, seed).withReads(8);
                        Sampler sampler =
                                new SimulatedAnnealing(move, order).withSchedule(BetaSchedule.geometric(0.05, 100));
                        SampleSet found = VectorOps.during(ops, () -> sampler.sample(model, request));
                        for (int instance = 0; instance < model.instances(); instance++) {
                            assertThat(found.best(instance).energy())
                                    .as(model + ", " + order + ", " + ops.name())
                                    .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAutomaticScheduleFindsThemToo(Move move) {
        for (IsingModel model : models(3)) {
            SampleSet found = new SimulatedAnnealing(move, Order.SEQUENTIAL)
                    .sample(model, SamplingRequest.of(300, 4).withReads(20));
            for (int instance = 0; instance < model.instances(); instance++) {
                assertThat(found.best(instance).energy())
                        .as(model.toString())
                        .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
                if (found.gap(instance).isPresent()) {
                    assertThat(found.gap(instance).getAsDouble()).isBetween(-1e-6, 5.0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSeedFixesTheAnswerWhateverTheThreads(Move move) {
        List<IsingModel> models = new ArrayList<>(models(5));
        models.add(Models.parts(3, 150, 8, 40, true, 5).dense());
        models.add(Models.parts(3, 40, 8, 20, false, 5).gram());
        for (Order order : orders(move)) {
            SimulatedAnnealing sampler = new SimulatedAnnealing(move, order).withSchedule(BetaSchedule.linear(0.2, 1));
            for (IsingModel model : models) {
                SamplingRequest request =
                        SamplingRequest.of(12, 6).withReads(15).withBoundSweeps(20);
                SampleSet one = sampler.sample(model, request);
                for (int threads : new int[] {1, 2, 4}) {
                    try (Workers workers = Workers.of(threads)) {
                        SampleSet other = sampler.sample(model, request.withWorkers(workers));
                        for (int instance = 0; instance < model.instances(); instance++) {
                            assertThat(other.samples(instance)).isEqualTo(one.samples(instance));
                            assertThat(other.lowerBound(instance)).isEqualTo(one.lowerBound(instance));
                        }
                        assertThat(other.provenance().acceptance())
                                .isEqualTo(one.provenance().acceptance());
                        assertThat(other.provenance().options()).containsEntry("threads", threads);
                    }
                }
                assertThat(sampler.sample(model, request.withSeed(7)).samples(0))
                        .isNotEqualTo(one.samples(0));
            }
        }
    }

    @Test
    void theBestStateSeenIsReturnedNotTheLast() {
        DenseIsing model = Models.dense(10, 0.5, 1);
        // At beta 0 the walk never rests; whatever it comes by first is kept.
        SamplingRequest request = SamplingRequest.of(60_000, 1);
        Sampler hot = SimulatedAnnealing.heatBath().withSchedule(BetaSchedule.custom(new double[60_000]));
        SampleSet found = hot.sample(model, request);
        assertThat(found.best().energy()).isCloseTo(Models.groundEnergy(model, 0), within(1e-9));
        assertThat(found.provenance().acceptance()).isCloseTo(0.5, within(0.01));
    }

    /** Without any energy nothing moves at infinite beta, and each read ends where it was told to start. */
    @Test
    void givenStatesBelongToTheirFormsAndReads() {
        int reads = 3;
        int instances = 2;
        float[] none = new float[instances * 6];
        float[] ranges = {1, 1, 1, 1, 1, 1};
        double[] constants = new double[instances];
        List<IsingModel> models = List.of(
                DenseIsing.of(new float[144], new float[12], 0),
                new EncodedQuadratic(
                        2, new Coupling.Dense(6, new float[36], true, true), none, none, ranges, constants),
                new EncodedQuadratic(
                        2, new Coupling.Dense(6, new float[72], false, true), none, none, ranges, constants),
                new EncodedQuadratic(
                        2,
                        new Coupling.Gram(6, 1, new float[6], new float[1], new float[6], true),
                        none,
                        none,
                        ranges,
                        constants));
        for (IsingModel model : models) {
            List<Spins> states = new ArrayList<>();
            for (int i = 0; i < model.instances() * reads; i++) {
                states.add(Models.state(12, 37 + 11 * i));
            }
            SamplingRequest request = SamplingRequest.of(3, 1).withReads(reads).withInitial(InitialState.given(states));
            for (Move move : Move.values()) {
                SampleSet found = new SimulatedAnnealing(move, Order.SEQUENTIAL)
                        .withSchedule(BetaSchedule.cooling(0))
                        .sample(model, request);
                for (int instance = 0; instance < model.instances(); instance++) {
                    assertThat(found.samples(instance))
                            .extracting(Sample::spins)
                            .containsExactlyElementsOf(states.subList(instance * reads, (instance + 1) * reads));
                }
            }
        }
    }

    @Test
    void initialStatesThatDoNotFitAreRefused() {
        DenseIsing plain = Models.dense(4, 1, 1);
        SamplingRequest request = SamplingRequest.of(1, 1).withReads(2);
        SimulatedAnnealing sampler = SimulatedAnnealing.singleSpin();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(plain, request.withInitial(InitialState.present())))
                .withMessage("plain spins have no present weights to start from");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        sampler.sample(plain, request.withInitial(InitialState.given(List.of(Models.state(4, 1))))))
                .withMessage("1 initial states for 1 instances of 2 reads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.sample(
                        plain, request.withInitial(InitialState.given(Collections.nCopies(2, Models.state(5, 1))))))
                .withMessage("an initial state of 5 spins for a model of 4");
    }

    @Test
    void modelsThatAreNotNumbersAreRefused() {
        for (boolean isGram : new boolean[] {false, true}) {
            float[] bad = {1, 0, 0, Float.NaN};
            Coupling coupling = isGram
                    ? new Coupling.Gram(2, 2, bad, new float[] {1, 1}, new float[2], true)
                    : new Coupling.Dense(2, bad, true, true);
            EncodedQuadratic model =
                    new EncodedQuadratic(3, coupling, new float[2], new float[2], new float[] {1, 1}, new double[1]);
            for (int reads : new int[] {1, 6}) {
                SamplingRequest request = SamplingRequest.of(3, 1).withReads(reads);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> SimulatedAnnealing.heatBath()
                                .withSchedule(BetaSchedule.linear(1, 2))
                                .sample(model, request))
                        .withMessage("instance 0 has the energy NaN in its first state; couplings must be finite and"
                                + " energies fit in single precision");
            }
        }
    }

    @Test
    void provenanceNamesEveryOptionUsed() {
        EncodedQuadratic model = Models.parts(2, 3, 2, 4, true, 1).dense();
        Provenance provenance = new SimulatedAnnealing(Move.HEAT_BATH, Order.RANDOM)
                .withSchedule(BetaSchedule.cooling(2))
                .sample(
                        model,
                        SamplingRequest.of(20, 42)
                                .withReads(3)
                                .withInitial(InitialState.present())
                                .withStop(StopRule.noImprovement(20).or(StopRule.sweeps(15)))
                                .withBoundSweeps(77))
                .provenance();
        assertThat(provenance.sampler()).isEqualTo("sa");
        assertThat(provenance.seed()).isEqualTo(42);
        assertThat(provenance.sweeps()).isEqualTo(15);
        assertThat(provenance.moves()).isEqualTo(15 * 6 * 3);
        assertThat(provenance.options())
                .containsExactly(
                        Map.entry("move", "HEAT_BATH"),
                        Map.entry("order", "RANDOM"),
                        Map.entry("keep", "BEST"),
                        Map.entry("reads", 3),
                        Map.entry("schedule", "Cooling[temperature=2.0]"),
                        Map.entry("sweeps", 20),
                        Map.entry("betaFirst", 0.5),
                        Map.entry("betaLast", Double.POSITIVE_INFINITY),
                        Map.entry("initial", "Present"),
                        Map.entry("stop", "after 20 sweeps without improvement or after 15 sweeps"),
                        Map.entry("boundSweeps", 77),
                        Map.entry("threads", 1),
                        Map.entry("kernel", VectorOps.best().name()));
        assertThat(provenance.seconds()).isPositive();
    }
}
