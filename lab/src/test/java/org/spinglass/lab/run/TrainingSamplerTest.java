// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SubproblemSize;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.TrainingException;

/** Every sampler trains, by every method, and a run of any of them is repeated and resumed to the bit. */
final class TrainingSamplerTest {
    private static final String NETWORK = "spectral-linear";
    private static final ResponseSettings RESPONSES = ResponseSettings.forSamples(100);

    @TempDir
    private Path temp;

    private static RunConfiguration asked(
            String method, SamplerKind sampler, int bits, int epochs, int threads, Map<String, String> settings) {
        @Nullable String move = sampler.hasMoves() ? "single-spin" : null;
        return new RunConfiguration(
                NETWORK,
                "digits",
                null,
                100,
                100,
                method,
                sampler.text(),
                move,
                bits,
                epochs,
                3,
                threads,
                false,
                "centred",
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                settings);
    }

    /** Bits with which a subproblem of eight weights fits. */
    private static int bits(SamplerKind sampler) {
        return switch (sampler) {
            case SCHROEDINGER -> 1;
            case EMULATOR -> 2;
            default -> 4;
        };
    }

    private static Map<String, String> settings(SamplerKind sampler) {
        return switch (sampler) {
            case EMULATOR -> Map.of("qpu.size", "3", "qpu.reads", "5", "qpu.time", "1");
            case SCHROEDINGER -> Map.of("qpu.time", "0.002", "reads", "20");
            default -> Map.of();
        };
    }

    private RunOutcome train(RunConfiguration asked, String folder, @Nullable Integer stopIn) {
        try (TrainingRun run = TrainingRun.begin(
                Runs.plan(asked), Networks.spec(NETWORK), RunData.of(Runs.DIGITS), temp.resolve(folder))) {
            return run.train(new Runs.Watcher(stopIn)).orElseThrow();
        }
    }

    private byte[] weights(String folder) throws Exception {
        return Files.readAllBytes(temp.resolve(folder).resolve("weights.safetensors"));
    }

    @ParameterizedTest
    @MethodSource("org.spinglass.lab.run.Runs#samplersAtHand")
    void aRunIsTheSameOnTwoThreadsAndWhenItWasInterrupted(SamplerKind sampler) throws Exception {
        RunConfiguration one = asked("pseudoinverse", sampler, bits(sampler), 3, 1, settings(sampler));
        RunOutcome whole = train(one, "whole", null);
        assertThat(whole.summary().sampler()).isEqualTo(sampler.text());
        assertThat(Files.readString(temp.resolve("whole").resolve("config.yaml")))
                .contains("sampler: " + sampler.text());
        train(one.continued(3, 2, null), "two", null);
        assertThat(weights("two")).isEqualTo(weights("whole"));
        train(one, "stopped", 2);
        assertThat(weights("stopped")).isNotEqualTo(weights("whole"));
        try (TrainingRun run = TrainingRun.resume(
                RunFolder.open(temp.resolve("stopped")),
                Runs.plan(one.continued(3, 2, null)),
                RunData.of(Runs.DIGITS))) {
            assertThat(run.epochsDone()).isEqualTo(1);
            run.train(new Runs.Watcher(null));
        }
        assertThat(weights("stopped")).isEqualTo(weights("whole"));
    }

    @ParameterizedTest
    @CsvSource({"response", "pseudoinverse", "difference"})
    void everySamplerLearns(String method) {
        for (SamplerKind sampler : SamplerKind.training()) {
            if (sampler != SamplerKind.DWAVE) {
                RunOutcome outcome = train(
                        asked(method, sampler, bits(sampler), 8, 2, settings(sampler)),
                        method + "-" + sampler.text(),
                        null);
                assertThat(outcome.summary().trainAccuracy())
                        .as("%s by %s", method, sampler)
                        .isGreaterThan(0.25); // five standard deviations above chance
            }
        }
    }

    @Test
    void theOptimumIsLeastOfAll() {
        double exact = loss(SamplerKind.EXACT, Map.of());
        double descent = loss(SamplerKind.DESCENT, Map.of());
        for (SamplerKind sampler : List.of(SamplerKind.SA, SamplerKind.SQA, SamplerKind.ITEMC)) {
            assertThat(loss(sampler, Map.of())).as("%s", sampler).isGreaterThanOrEqualTo(exact - 1e-6 * exact);
        }
        assertThat(descent).isGreaterThan(exact);
        assertThat(loss(SamplerKind.DESCENT, Map.of("reads", "50"))).isLessThan(descent);
        assertThat(loss(SamplerKind.TABU, Map.of("sweeps", "50"))).isBetween(exact * (1 - 1e-6), descent);
    }

    /** Of one epoch of a linear network, whose layer's energy is its loss. */
    private double loss(SamplerKind sampler, Map<String, String> settings) {
        return train(asked("pseudoinverse", sampler, 4, 1, 1, settings), sampler.text() + settings, null)
                .epochs()
                .getFirst()
                .layers()
                .getFirst()
                .energy();
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatWould() {
        var lenet = Networks.spec("lenet").on(new Shape(1, 32, 32), 10);
        assertThatThrownBy(
                        () -> SubproblemSize.requireFits(lenet, "response", RESPONSES, 1, SamplerKind.SCHROEDINGER, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("--sampler schroedinger takes subproblems of up to 16 spins")
                .hasMessageContaining("weight layer 1 of lenet have 150 spins (150 weights of 1 bits")
                .hasMessageContaining("a smaller network");
        var small = Networks.spec(NETWORK).on(new Shape(1, 32, 32), 10);
        assertThatThrownBy(
                        () -> SubproblemSize.requireFits(small, "response", RESPONSES, 4, SamplerKind.SCHROEDINGER, 1))
                .hasMessageContaining("have 32 spins (8 weights of 4 bits")
                .hasMessageContaining("Expected --bits 2, or");
        SubproblemSize.requireFits(small, "response", RESPONSES, 2, SamplerKind.SCHROEDINGER, 1);
        SubproblemSize.requireFits(small, "response", RESPONSES, 16, SamplerKind.EXACT, 1);
        SubproblemSize.requireFits(lenet, "response", RESPONSES, 16, SamplerKind.SA, 1);
        assertThatThrownBy(() -> SubproblemSize.requireFits(lenet, "response", RESPONSES, 16, SamplerKind.TABU, 64))
                .hasMessageContaining("couplings in memory");
    }

    /** Layers that are annealed as one have one subproblem, of the spins of all of them. */
    @Test
    void groupsThatDoNotFitAreRefused() {
        var vgg = Networks.spec("small-vgg").on(new Shape(1, 32, 32), 10);
        ResponseSettings together = RESPONSES.withTogether(3);
        assertThatThrownBy(() -> SubproblemSize.requireFits(vgg, "response", together, 4, SamplerKind.EXACT, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(
                        "the subproblem of weight layers 1, 2, 3 of small-vgg has 28,224 spins (7,056 weights of 4 bits");
        SubproblemSize.requireFits(ofTwo(1), "response", RESPONSES.withTogether(2), 4, SamplerKind.EXACT, 1);
        SubproblemSize.requireFits(ofTwo(2), "response", RESPONSES, 4, SamplerKind.EXACT, 1);
        assertThatThrownBy(() -> SubproblemSize.requireFits(
                        ofTwo(2), "response", RESPONSES.withTogether(2), 4, SamplerKind.EXACT, 1))
                .hasMessageContaining("weight layers 1, 2 of two has 216 spins (54 weights of 4 bits")
                .hasMessageContaining("Expected --set together=1, or --sampler sa");
    }

    private static Network ofTwo(int channels) {
        return Network.of(
                "two",
                new Shape(1, 32, 32),
                List.of(
                        new Conv2d(2, 3, false),
                        new Conv2d(channels, 3, false),
                        new MaxPool(2, 2),
                        new Linear(10, false)));
    }

    @Test
    void whatHasNoEffectIsNotRecorded() {
        assertThat(asked("pseudoinverse", SamplerKind.TABU, 4, 1, 1, Map.of("reads", "3"))
                        .trainer()
                        .plan(Networks.spec("lenet"))
                        .options())
                .containsEntry("sampler", "tabu")
                .containsEntry("reads", 3)
                .containsKey("sweeps")
                .doesNotContainKeys("firstBeta", "lastBeta", "order");
        assertThat(asked("response", SamplerKind.EXACT, 4, 1, 1, Map.of())
                        .trainer()
                        .plan(Networks.spec("lenet"))
                        .options())
                .doesNotContainKeys("sweeps", "temperature", "reads");
        assertThatThrownBy(() -> asked("response", SamplerKind.SB, 4, 1, 1, Map.of("temperature", "1"))
                        .trainer()
                        .plan(Networks.spec("lenet"))
                        .options())
                .hasMessageContaining("setting 'temperature' has no effect with sampler sb");
    }
}
