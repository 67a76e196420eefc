// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;

class ControlSettingsTest {
    private static final Chimera CELL = new Chimera(1, 1, 4);
    private static final ProcessorProperties PROPERTIES =
            new EmulatedProcessor(CELL, CELL.graph(), EmulatorOptions.standard(1), Workers.of(1)).properties();

    private static final Map<String, String> ALL = Map.ofEntries(
            entry("annealSchedule", "[[0,1],[5,0.5],[10,1]]"),
            entry("initialState", "{\"1\":-1,\"4\":1}"),
            entry("reinitializeState", "false"),
            entry("hGainSchedule", "[[0,2],[10,1]]"),
            entry("annealOffsets", "[0,0.25,0,0,0,0,0,0]"),
            entry("fluxBiases", "{\"4\":1e-5}"),
            entry("fluxDriftCompensation", "false"),
            entry("reduceIntersampleCorrelation", "true"),
            entry("programmingThermalization", "5"),
            entry("readoutThermalization", "7.5"),
            entry("maxAnswers", "3"));

    private static ControlSettings bound(Map<String, String> given) {
        return SettingBinder.PLAIN.bind(ControlSettings.STANDARD, GivenSettings.ofTexts(given));
    }

    @Test
    void becomeParametersOfTheProcessor() {
        AnnealParameters applied = bound(ALL).applied(AnnealParameters.of(10).withAnnealingTime(20), PROPERTIES);
        assertThat(applied.annealingTime()).isEmpty();
        Map<String, Object> expected = Map.ofEntries(
                entry("anneal_schedule", List.of(List.of(0.0, 1.0), List.of(5.0, 0.5), List.of(10.0, 1.0))),
                entry("initial_state", List.of(3, -1, 3, 3, 1, 3, 3, 3)),
                entry("reinitialize_state", false),
                entry("h_gain_schedule", List.of(List.of(0.0, 2.0), List.of(10.0, 1.0))),
                entry("anneal_offsets", List.of(0.0, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
                entry("flux_biases", List.of(0.0, 0.0, 0.0, 0.0, 1e-5, 0.0, 0.0, 0.0)),
                entry("flux_drift_compensation", false),
                entry("reduce_intersample_correlation", true),
                entry("programming_thermalization", 5.0),
                entry("readout_thermalization", 7.5),
                entry("max_answers", 3));
        assertThat(applied.others()).isEqualTo(expected);
        assertThat(ControlSettings.STANDARD.applied(AnnealParameters.of(10), PROPERTIES))
                .isEqualTo(AnnealParameters.of(10));
    }

    /** What a run records is what was given, and is read again. */
    @Test
    void areReadAgainAsTheyAreRecorded() {
        Map<String, String> recorded = new LinkedHashMap<>();
        bound(ALL).described().forEach((name, value) -> recorded.put(name, value.toString()));
        assertThat(recorded).hasSize(ALL.size());
        assertThat(bound(recorded)).isEqualTo(bound(ALL));
        assertThat(ControlSettings.STANDARD.described()).isEmpty();
    }

    @Test
    void mayStandInFiles(@TempDir Path temp) throws IOException {
        Path file = temp.resolve("offsets.json");
        Files.writeString(file, "{\"2\": 0.5}");
        assertThat(bound(Map.of("annealOffsets", file.toString())))
                .isEqualTo(bound(Map.of("annealOffsets", "{\"2\":0.5}")));
    }

    @Test
    void aSolverWithoutAParameterIsNamed() {
        ProcessorProperties old = new ProcessorProperties(
                "Old",
                null,
                PROPERTIES.topology(),
                PROPERTIES.graph(),
                PROPERTIES.fieldRange(),
                PROPERTIES.couplingRange(),
                PROPERTIES.extendedCouplingRange(),
                null,
                null,
                PROPERTIES.readsRange(),
                PROPERTIES.annealingTimeRange(),
                20,
                PROPERTIES.runTimeRange(),
                Set.of("num_reads"),
                Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bound(Map.of("maxAnswers", "1")).applied(AnnealParameters.of(1), old))
                .withMessage("Old has no parameter max_answers");
    }
}
