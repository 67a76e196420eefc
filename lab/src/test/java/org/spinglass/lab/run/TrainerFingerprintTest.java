// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.network.layer.Networks;

/** What decides a run's numbers is in its fingerprint, whether it was given or is a default. */
final class TrainerFingerprintTest {
    /** Controls of an anneal and errors of a chip, which are told where they are given. */
    private static final List<String> TOLD_WHERE_GIVEN = List.of(
            "annealSchedule",
            "fastAnneal",
            "initialState",
            "reinitializeState",
            "hGainSchedule",
            "annealOffsets",
            "fluxBiases",
            "fluxDriftCompensation",
            "reduceIntersampleCorrelation",
            "programmingThermalization",
            "readoutThermalization",
            "maxAnswers",
            "fieldErrors",
            "couplerErrors",
            "drift",
            "polarization");

    @TempDir
    private Path temp;

    private static TrainerPlan plan(Map<String, Object> values) {
        GivenSettings given = GivenSettings.NONE;
        for (Map.Entry<String, Object> one : values.entrySet()) {
            given = given.with(one.getKey(), one.getValue());
        }
        return TrainerChoice.of("pseudoinverse", "spectral-linear", Networks.spec("spectral-linear"), 100, given);
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return all;
    }

    /** Every setting of a chip and of how models are brought to it, except those that only limit or keep. */
    @Test
    void anEmulatedProcessorIsDescribedWholly() {
        Map<String, Object> options = plan(Map.of("sampler", "emulator")).options();
        Set<String> names =
                new HashSet<>(SettingBinder.namesOf(Objects.requireNonNull(SamplerKind.EMULATOR.settings())));
        names.removeAll(List.of("budget", "cache", "graph", "chainFactor"));
        names.removeAll(TOLD_WHERE_GIVEN);
        assertThat(options.keySet())
                .containsAll(names.stream().map(name -> "qpu." + name).toList());
        assertThat(options)
                .containsEntry("qpu.reads", 100)
                .containsEntry("qpu.time", 20.0)
                .containsEntry("qpu.chip", "pegasus")
                .containsEntry("qpu.size", 16)
                .containsEntry("qpu.temperature", 16.0)
                .containsEntry("qpu.noise", 0.01)
                .containsEntry("qpu.sweeps", 20.0)
                .containsEntry("qpu.block", 64);
    }

    @Test
    void everySettingOfAnEmulatedProcessorChangesTheFingerprint() {
        Map<String, Object> usual = Map.of("sampler", "emulator");
        Set<String> prints = new HashSet<>();
        prints.add(plan(usual).fingerprint());
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("reads", 7);
        changes.put("time", 21);
        changes.put("chains", "torque");
        changes.put("chainFactor", 0.8);
        changes.put("unembed", "energy");
        changes.put("gauges", 2);
        changes.put("block", 32);
        changes.put("passes", 2);
        changes.put("chip", "zephyr");
        changes.put("size", 15);
        changes.put("missing", 0.01);
        changes.put("missingCouplers", 0.01);
        changes.put("chipSeed", 1);
        changes.put("temperature", 17);
        changes.put("noise", 0.02);
        changes.put("misread", 0.01);
        changes.put("sweeps", 21);
        changes.put("annealSchedule", "[[0,0],[5,0.4],[10,1]]");
        changes.put("fastAnneal", true);
        changes.put("hGainSchedule", "[[0,2],[20,1]]");
        changes.put("annealOffsets", "{\"30\":0.1}");
        changes.put("fluxBiases", "{\"30\":0.00001}");
        changes.put("fluxDriftCompensation", false);
        changes.put("reduceIntersampleCorrelation", true);
        changes.put("programmingThermalization", 500);
        changes.put("readoutThermalization", 50);
        changes.put("maxAnswers", 5);
        changes.put("fieldErrors", 0.01);
        changes.put("couplerErrors", 0.01);
        changes.put("drift", 0.01);
        changes.put("polarization", 0.01);
        changes.forEach((name, value) -> assertThat(
                        prints.add(plan(with(usual, "qpu." + name, value)).fingerprint()))
                .as(name)
                .isTrue());
        Map<String, Object> reverse = with(usual, "qpu.annealSchedule", "[[0,1],[5,0.4],[10,1]]");
        Map<String, Object> begun = with(reverse, "qpu.initialState", "{\"30\":1}");
        assertThat(prints.add(plan(begun).fingerprint())).isTrue();
        assertThat(prints.add(
                        plan(with(begun, "qpu.initialState", "{\"30\":-1}")).fingerprint()))
                .isTrue();
        assertThat(prints.add(plan(with(begun, "qpu.reinitializeState", false)).fingerprint()))
                .isTrue();
        Set<String> files =
                Set.of("embedding", "schedule", "graph", "cache", "budget", "initialState", "reinitializeState");
        assertThat(SettingBinder.namesOf(Objects.requireNonNull(SamplerKind.EMULATOR.settings())))
                .allMatch(name -> changes.containsKey(name) || files.contains(name));
    }

    @Test
    void aDefaultThatIsSaidIsTheSame() {
        Map<String, Object> usual = Map.of("sampler", "emulator");
        assertThat(plan(with(usual, "qpu.time", 20)).fingerprint())
                .isEqualTo(plan(usual).fingerprint());
        assertThat(plan(with(usual, "qpu.chip", "pegasus")).fingerprint())
                .isEqualTo(plan(usual).fingerprint());
        assertThat(plan(Map.of("move", "single-spin")).fingerprint())
                .isEqualTo(plan(Map.of()).fingerprint());
        assertThat(plan(Map.of("move", "heat-bath")).fingerprint())
                .isNotEqualTo(plan(Map.of()).fingerprint());
    }

    @Test
    void theContentOfAFileCountsAndNotItsName() throws IOException {
        Path schedule = Files.writeString(temp.resolve("a.csv"), "0,6,0\n0.5,1,3\n1,0,12\n");
        Path same = Files.copy(schedule, temp.resolve("b.csv"));
        for (String sampler : List.of("emulator", "schroedinger")) {
            Map<String, Object> usual = Map.of("sampler", sampler);
            String before =
                    plan(with(usual, "qpu.schedule", schedule.toString())).fingerprint();
            assertThat(plan(with(usual, "qpu.schedule", same.toString())).fingerprint())
                    .isEqualTo(before);
            Files.writeString(same, "0,6,0\n0.5,1,4\n1,0,12\n");
            assertThat(plan(with(usual, "qpu.schedule", same.toString())).fingerprint())
                    .isNotEqualTo(before);
            Files.copy(schedule, same, StandardCopyOption.REPLACE_EXISTING);
        }
        Path chains = Files.writeString(temp.resolve("chains.json"), "{\"0\": [0, 1], \"1\": [2]}");
        Map<String, Object> placed = Map.of("sampler", "emulator", "qpu.embedding", chains.toString());
        String before = plan(placed).fingerprint();
        Files.writeString(chains, "{\"0\": [0, 1], \"1\": [3]}");
        assertThat(plan(placed).fingerprint()).isNotEqualTo(before);
    }

    /** A text with the number of an object in memory would be another in every run of the program. */
    @ParameterizedTest
    @MethodSource("org.spinglass.lab.run.Runs#samplersAtHand")
    void itIsTheSameForTheSame(SamplerKind sampler) {
        Map<String, Object> values = Map.of("sampler", sampler.text());
        String print = plan(values).fingerprint();
        assertThat(print).isEqualTo(plan(values).fingerprint()).doesNotContainPattern("@[0-9a-f]{5,}");
        if (sampler == SamplerKind.ITEMC) {
            assertThat(print).contains("qpu.shots=25", "qpu.tau=set by each model");
        } else if (sampler == SamplerKind.SCHROEDINGER) {
            assertThat(print).contains("qpu.time=0.01", "qpu.schedule=sha256");
        }
    }
}
