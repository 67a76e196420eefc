// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.DwaveCompatibleAnnealing.Acceptance;
import org.spinglass.ising.samplers.DwaveCompatibleAnnealing.Order;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

class DwaveCompatibleAnnealingTest {
    private static final float[] FIELDS = {0.5f, -1, 0.25f, 0, 0.75f, -0.3f};
    private static final int[] FROM = {0, 1, 2, 3, 4, 0, 1};
    private static final int[] TO = {1, 2, 3, 4, 5, 5, 4};
    private static final float[] COUPLINGS = {1, -1, 0.5f, -0.75f, 1.25f, -0.5f, 0.4f};

    private static SparseIsing model() {
        return SparseIsing.of(FROM, TO, COUPLINGS, FIELDS.clone(), 0);
    }

    private static List<Spins> starts() {
        return List.of(
                Spins.of(new byte[] {1, 1, 1, 1, 1, 1}),
                Spins.of(new byte[] {-1, -1, -1, -1, -1, -1}),
                Spins.of(new byte[] {1, -1, 1, -1, 1, -1}));
    }

    @Test
    void takesTheStepsOfDwaveStateForState() throws IOException {
        int runs = 0;
        for (String line : recorded()) {
            String[] words = line.split(" ");
            DwaveCompatibleAnnealing sampler = new DwaveCompatibleAnnealing(
                            Acceptance.valueOf(words[0]), Order.valueOf(words[1]), 1)
                    .withSchedule(BetaSchedule.geometric(0.1, 3));
            int sweeps = Integer.parseInt(words[3]);
            SamplingRequest request = SamplingRequest.of(sweeps, Long.parseLong(words[2]))
                    .withReads(3)
                    .withInitial(InitialState.given(starts()));
            for (PlainIsing model : List.of(model(), model().toDense())) {
                assertThat(states(sampler.sample(model, request)))
                        .as(line)
                        .containsExactlyInAnyOrder(words[4], words[5], words[6]);
            }
            runs++;
        }
        assertThat(runs).isEqualTo(24);
    }

    private static List<String> recorded() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DwaveCompatibleAnnealingTest.class.getResourceAsStream("dwave-annealing.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<String> states(SampleSet set) {
        List<String> states = new ArrayList<>();
        for (Sample sample : set.samples(0)) {
            for (int i = 0; i < sample.occurrences(); i++) {
                states.add(sample.spins().toString());
            }
        }
        return states;
    }

    /** As dwave-samplers 1.8.0 chooses them. */
    @Test
    void annealsOverTheRangeOfDwaveByDefault() {
        assertRange(DenseIsing.of(new float[1], new float[] {1}, 0), 0.34657359027997264, 2.302585092994046);
        assertRange(DenseIsing.of(new float[] {0, 1, 1, 0}, new float[2], 0), 0.34657359027997264, 2.649158683274018);
        float[] mixed = {0, 1, 3, 1, 0, -0.25f, 3, -0.25f, 0};
        assertRange(DenseIsing.of(mixed, new float[] {0.5f, -2, 0}, 0), 0.07701635339554948, 10.596634733096073);
        float[] ties = new float[25];
        for (int i = 0; i < 25; i++) {
            ties[i] = i % 6 == 0 ? 0 : (i / 5 + i % 5) % 2 == 0 ? 1 : -1;
        }
        assertRange(DenseIsing.of(ties, new float[5], 0), 0.08664339756999316, 3.1073040492110957);
        assertRange(
                SparseIsing.of(new int[] {0}, new int[] {1}, new float[1], new float[] {0, 0x1.0p-10f}, 0),
                512 * Math.log(2),
                512 * Math.log(100));
        assertRange(DenseIsing.of(new float[4], new float[2], 0), 0.1, 1);
        SampleSet found = DwaveCompatibleAnnealing.standard().sample(model(), SamplingRequest.of(10, 1));
        BetaRange range = DwaveCompatibleAnnealing.defaultRange(model());
        assertThat(found.provenance().options())
                .containsEntry("betaFirst", range.first())
                .containsEntry("betaLast", range.last())
                .containsEntry("sweepsPerBeta", 1)
                .containsEntry("acceptance", "METROPOLIS");
    }

    private static void assertRange(PlainIsing model, double first, double last) {
        BetaRange range = DwaveCompatibleAnnealing.defaultRange(model);
        assertThat(range.first()).isCloseTo(first, within(1e-14 * first));
        assertThat(range.last()).isCloseTo(last, within(1e-14 * last));
    }

    @Test
    void severalSweepsAtOneBetaAreThatBetaSeveralTimes() {
        SamplingRequest request = SamplingRequest.of(1, 4).withReads(5);
        SampleSet thrice = new DwaveCompatibleAnnealing(Acceptance.GIBBS, Order.RANDOMIZED, 3)
                .withSchedule(BetaSchedule.custom(0.3, 0.7))
                .sample(model(), request.withSweeps(2));
        SampleSet listed = new DwaveCompatibleAnnealing(Acceptance.GIBBS, Order.RANDOMIZED, 1)
                .withSchedule(BetaSchedule.custom(0.3, 0.3, 0.3, 0.7, 0.7, 0.7))
                .sample(model(), request.withSweeps(6));
        assertThat(thrice.samples(0)).isEqualTo(listed.samples(0)).hasSizeGreaterThan(1);
        assertThat(thrice.provenance().sweeps()).isEqualTo(6);
        assertThat(thrice.provenance().moves()).isEqualTo(6 * 6 * 5);
        try (Workers workers = Workers.of(2)) {
            assertThat(new DwaveCompatibleAnnealing(Acceptance.GIBBS, Order.RANDOMIZED, 3)
                            .withSchedule(BetaSchedule.custom(0.3, 0.7))
                            .sample(model(), request.withSweeps(2).withWorkers(workers))
                            .samples(0))
                    .isEqualTo(thrice.samples(0));
        }
    }

    @Test
    void theLastStateIsReturnedAndProgressTellsTheEnergies() {
        List<Progress> heard = new ArrayList<>();
        // at beta 0 Metropolis flips every spin at every visit: after an even number of sweeps all are back
        SampleSet found = DwaveCompatibleAnnealing.standard()
                .withSchedule(BetaSchedule.custom(0, 0, 0, 0))
                .sample(
                        model(),
                        SamplingRequest.of(1, 1)
                                .withSweeps(4)
                                .withInitial(InitialState.given(starts().subList(0, 1)))
                                .withProgress(heard::add));
        assertThat(states(found)).containsExactly("++++++");
        Spins flipped = Spins.of(new byte[] {-1, -1, -1, -1, -1, -1});
        double lower = Math.min(model().energy(0, flipped), model().energy(0, starts().getFirst()));
        assertThat(heard.getLast().bestEnergy()).isCloseTo(lower, within(1e-9));
        assertThat(heard.stream().map(Progress::sweep).distinct()).containsExactly(1, 2, 3, 4);
        assertThat(found.provenance().acceptance()).isEqualTo(1);
    }

    @Test
    void stopsAndCancels() {
        SamplingRequest request = SamplingRequest.of(100, 1).withReads(4);
        DwaveCompatibleAnnealing sampler = DwaveCompatibleAnnealing.standard();
        SampleSet stopped = sampler.sample(model(), request.withStop(StopRule.sweeps(7)));
        assertThat(stopped.provenance().moves()).isEqualTo(4 * 7 * 6);
        assertThat(stopped.provenance().cancelled()).isFalse();
        AtomicInteger calls = new AtomicInteger();
        SampleSet cancelled = sampler.sample(model(), request.withProgress(progress -> calls.incrementAndGet() < 150));
        assertThat(cancelled.provenance().cancelled()).isTrue();
        assertThat(states(cancelled)).hasSize(2);
    }

    @Test
    void refusesWhatItCannotServe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DwaveCompatibleAnnealing(Acceptance.GIBBS, Order.SEQUENTIAL, 0))
                .withMessage("sweepsPerBeta is 0; expected at least 1");
        EncodedQuadratic encoded = EncodedQuadratic.of(model().toDense());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DwaveCompatibleAnnealing.standard().sample(encoded, SamplingRequest.of(1, 1)))
                .withMessageStartingWith("sa-dwave samples plain Ising models, not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DwaveCompatibleAnnealing.standard()
                        .sample(model(), SamplingRequest.of(1, 1).withInitial(InitialState.present())))
                .withMessageContaining("no present weights");
    }
}
