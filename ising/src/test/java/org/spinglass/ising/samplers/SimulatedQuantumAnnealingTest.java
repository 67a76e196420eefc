// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.compute.VectorOps;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing.Readout;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.ChiSquared;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class SimulatedQuantumAnnealingTest {
    /** Of the one spin of {@link #requireQuantumModel}. */
    static final float FIELD = 0.8f;

    static List<IsingModel> models() {
        return List.of(
                Models.dense(12, 0.5, 1),
                Models.dense(14, 0, 2),
                sparse(13, 3),
                Models.parts(2, 4, 3, 6, true, 4).dense());
    }

    /** Every spin with the next two and one more. */
    static SparseIsing sparse(int n, int skip) {
        int[] from = new int[3 * n];
        int[] to = new int[3 * n];
        float[] couplings = new float[3 * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                from[3 * i + k] = i;
                to[3 * i + k] = (i + (k == 2 ? skip + 2 : k + 1)) % n;
                couplings[3 * i + k] = (float) Math.sin(7.3 * i + 2.1 * k);
            }
            fields[i] = (float) (0.3 * Math.cos(5.7 * i));
        }
        return SparseIsing.of(from, to, couplings, fields, -1.5);
    }

    @ParameterizedTest
    @EnumSource
    void findsTheGroundStates(Readout readout) {
        for (IsingModel model : models()) {
            SampleSet found = new SimulatedQuantumAnnealing(QuantumSchedule.automatic(), readout)
                    .sample(model, SamplingRequest.of(100, 5).withReads(10));
            for (int instance = 0; instance < model.instances(); instance++) {
                assertThat(found.best(instance).energy())
                        .as(model.toString())
                        .isCloseTo(Models.groundEnergy(model, instance), within(1e-9));
            }
        }
    }

    /** Reads of the final state after many sweeps at fixed strengths are independent draws of the quantum model. */
    @Test
    void finalStatesFollowTheDiagonalOfTheDensityMatrix() {
        requireQuantumModel(
                schedule -> new SimulatedQuantumAnnealing(schedule, Readout.FINAL),
                DenseIsing.of(new float[1], new float[] {FIELD}, 0),
                20_000);
    }

    /** One spin in a transverse field: {@code tr(sigma exp(-H)) / tr(exp(-H))} of the reads' last states. */
    static void requireQuantumModel(
            Function<QuantumSchedule, SimulatedQuantumAnnealing> ofSchedule, IsingModel spin, int reads) {
        double transverse = 1.3;
        long[] counts = new long[2];
        for (Sample sample : ofSchedule
                .apply(QuantumSchedule.constant(transverse, 1))
                .sample(spin, SamplingRequest.of(20, 8).withReads(reads))
                .samples(0)) {
            counts[sample.spins().get(0) == 1 ? 1 : 0] += sample.occurrences();
        }
        double root = Math.hypot(transverse, FIELD);
        double magnetisation = -FIELD / root * Math.tanh(root);
        assertThat(ChiSquared.pValue(counts, new double[] {1 - magnetisation, 1 + magnetisation}))
                .isGreaterThan(1e-3);
    }

    /** Two long chains, which must turn over against each other; their spins one by one cannot. */
    @Test
    void groupsThatAreHeldTogetherTurnAsWholes() {
        int length = 24;
        int[] from = new int[2 * length];
        int[] to = new int[2 * length];
        float[] couplings = new float[2 * length];
        Arrays.fill(couplings, -2);
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i + 1 < length; i++) {
                from[k * length + i] = k * length + i;
                to[k * length + i] = k * length + i + 1;
            }
            int between = (k + 1) * length - 1;
            from[between] = 5 * k;
            to[between] = length + 9 * k;
            couplings[between] = 0.5f;
        }
        float[] fields = new float[2 * length];
        fields[3] = 0.2f;
        SparseIsing chains = SparseIsing.of(from, to, couplings, fields, 0);
        QuantumSchedule cold = QuantumSchedule.constant(0.1, 10);
        byte[] wrong = new byte[2 * length];
        Arrays.fill(wrong, (byte) 1);
        SamplingRequest request = SamplingRequest.of(200, 3)
                .withReads(20)
                .withInitial(InitialState.given(Collections.nCopies(20, Spins.of(wrong))));
        double ground = -2 * 2 * (length - 1) - 1.2;
        for (SimulatedQuantumAnnealing.ImaginaryTime time : SimulatedQuantumAnnealing.ImaginaryTime.Whole.values()) {
            for (boolean isJoint : new boolean[] {false, true}) {
                SampleSet found = new SimulatedQuantumAnnealing(cold, Readout.FINAL, isJoint ? 0.9 : 0, time)
                        .sample(chains, request);
                long reached = found.samples(0).stream()
                        .filter(sample -> sample.energy() < ground + 1e-3)
                        .mapToInt(Sample::occurrences)
                        .sum();
                assertThat(reached).as(time + ", " + isJoint).isEqualTo(isJoint ? 20 : 0);
            }
        }
    }

    @Test
    void aSeedFixesTheAnswerWhateverTheThreads() {
        for (IsingModel model : models()) {
            for (Readout readout : Readout.values()) {
                SimulatedQuantumAnnealing sampler =
                        new SimulatedQuantumAnnealing(QuantumSchedule.constant(2, 0.4), readout);
                SamplingRequest request = SamplingRequest.of(6, 9).withReads(7).withBoundSweeps(20);
                SampleSet one = sampler.sample(model, request);
                for (int threads : new int[] {2, 4}) {
                    try (Workers workers = Workers.of(threads)) {
                        SampleSet other = sampler.sample(model, request.withWorkers(workers));
                        for (int instance = 0; instance < model.instances(); instance++) {
                            assertThat(other.samples(instance)).isEqualTo(one.samples(instance));
                            assertThat(other.lowerBound(instance)).isEqualTo(one.lowerBound(instance));
                        }
                    }
                }
                assertThat(sampler.sample(model, request.withSeed(10)).samples(0))
                        .isNotEqualTo(one.samples(0));
            }
        }
    }

    @Test
    void readoutsDifferInWhatTheyReturn() {
        DenseIsing model = Models.dense(10, 0.5, 1);
        QuantumSchedule hot = QuantumSchedule.constant(3, 0.05);
        SamplingRequest request = SamplingRequest.of(2000, 1);
        double ground = Models.groundEnergy(model, 0);
        SampleSet best = new SimulatedQuantumAnnealing(hot, Readout.BEST).sample(model, request);
        SampleSet last = new SimulatedQuantumAnnealing(hot, Readout.FINAL).sample(model, request);
        assertThat(best.best().energy()).isCloseTo(ground, within(3.0));
        assertThat(last.best().energy()).isGreaterThan(best.best().energy());
        // four slices see about four times as many states
        List<Integer> first = new ArrayList<>();
        for (Readout readout : List.of(Readout.BEST, Readout.BEST_OF_SLICES)) {
            int sweeps = 0;
            for (int seed = 0; seed < 40; seed++) {
                sweeps += new SimulatedQuantumAnnealing(hot, readout)
                        .sample(model, request.withSeed(seed).withStop(StopRule.energy(ground + 1e-4)))
                        .provenance()
                        .sweeps();
            }
            first.add(sweeps);
        }
        assertThat(first.get(1)).isLessThan(first.get(0) / 2);
    }

    @Test
    void readsStartWhereTheyAreTold() {
        DenseIsing model = DenseIsing.of(new float[144], new float[12], 0);
        List<Spins> states = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            states.add(Models.state(12, 37 + 11 * i));
        }
        float[] strong = new float[12];
        for (int i = 0; i < 12; i++) {
            strong[i] = -states.getFirst().get(i);
        }
        SamplingRequest request = SamplingRequest.of(1, 1).withReads(3).withInitial(InitialState.given(states));
        // any state is as good as the first, which is kept
        assertThat(SimulatedQuantumAnnealing.automatic().sample(model, request).samples(0))
                .extracting(Sample::spins)
                .containsExactlyElementsOf(states);
        assertThat(SimulatedQuantumAnnealing.automatic()
                        .withSchedule(BetaSchedule.cooling(0))
                        .sample(DenseIsing.of(new float[144], strong, 0), request.withSweeps(1))
                        .samples(0))
                .containsExactly(new Sample(0, states.getFirst(), -12, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedQuantumAnnealing.automatic()
                        .sample(model, request.withInitial(InitialState.present())))
                .withMessage("this sampler works on plain spins, which have no present weights to start from");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedQuantumAnnealing.automatic().sample(model, request.withReads(2)))
                .withMessage("3 initial states for 1 instances of 2 reads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatedQuantumAnnealing.automatic()
                        .sample(
                                model,
                                request.withInitial(InitialState.given(Collections.nCopies(3, Models.state(5, 1))))))
                .withMessage("an initial state of 5 spins for a model of 12");
    }

    @Test
    void aCancelledCallReturnsItsBestSoFar() {
        DenseIsing model = Models.dense(10, 0.5, 1);
        List<Progress> heard = new ArrayList<>();
        SampleSet found = SimulatedQuantumAnnealing.automatic()
                .sample(model, SamplingRequest.of(1000, 1).withReads(4).withProgress(progress -> {
                    heard.add(progress);
                    return heard.size() < 12;
                }));
        assertThat(found.provenance().cancelled()).isTrue();
        assertThat(found.provenance().sweeps()).isEqualTo(12);
        assertThat(found.samples(0).stream().mapToInt(Sample::occurrences).sum())
                .isEqualTo(1); // the others were not begun
        assertThat(found.best().energy()).isCloseTo(heard.getLast().bestEnergy(), within(1e-4));
        assertThat(heard).extracting(Progress::bestEnergy).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void provenanceNamesEveryOptionUsed() {
        Provenance provenance = new SimulatedQuantumAnnealing(QuantumSchedule.constant(2, 0.5), Readout.BEST_OF_SLICES)
                .sample(
                        Models.dense(4, 1, 1),
                        SamplingRequest.of(20, 42).withReads(3).withStop(StopRule.sweeps(15)))
                .provenance();
        assertThat(provenance.sampler()).isEqualTo("sqa");
        assertThat(provenance.seed()).isEqualTo(42);
        assertThat(provenance.sweeps()).isEqualTo(15);
        assertThat(provenance.moves()).isEqualTo(15 * 4 * 3);
        assertThat(provenance.acceptance()).isBetween(0.05, 0.95);
        assertThat(provenance.options())
                .containsExactly(
                        Map.entry("readout", "BEST_OF_SLICES"),
                        Map.entry(
                                "schedule",
                                "StrengthTable[positions [0.0, 1.0], transverse [2.0, 2.0], betas [0.5, 0.5]]"),
                        Map.entry("transverseFirst", 2.0),
                        Map.entry("transverseLast", 2.0),
                        Map.entry("betaFirst", 0.5),
                        Map.entry("betaLast", 0.5),
                        Map.entry("reads", 3),
                        Map.entry("sweeps", 20),
                        Map.entry("initial", "Random"),
                        Map.entry("stop", "after 15 sweeps"),
                        Map.entry("boundSweeps", 2000),
                        Map.entry("threads", 1),
                        Map.entry("kernel", VectorOps.best().name()));
    }
}
