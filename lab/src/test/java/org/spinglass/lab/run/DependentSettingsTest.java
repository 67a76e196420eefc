// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingEntry;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.network.layer.Networks;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerProvider;

/** Settings that depend on each other, and those of an optional part. */
final class DependentSettingsTest {
    private static SamplerPlan emulator(String... settings) {
        GivenSettings given = GivenSettings.NONE;
        for (String one : settings) {
            given = given.with(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        return SamplerKind.EMULATOR.plan(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gauges=6 reads=5 | qpu.gauges is '6'; expected a whole number from 0 to 5, the reads",
                "time=2000 reads=1000 | qpu.time is '2000'; expected at most 1000000 microseconds for all 1000 reads",
                "size=1 | qpu.size is '1'; expected a whole number from 2 to 64",
                "graph=g.json size=3 | qpu.graph is 'g.json'; expected no chip and no size beside it",
                "graph=g.json chip=pegasus | qpu.graph is 'g.json'; expected no chip and no size beside it",
                "graph=none.json | none.json: cannot be read: no such file",
                "budget=500ns | qpu.budget is '500ns'; expected a time such as 2s or 500ms",
                "chains=0 | qpu.chains is '0'; expected spectral, torque, scaled or a number above 0"
            })
    void areRefusedTogether(String settings, String message) {
        assertThatThrownBy(() -> emulator(settings.split(" ")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"pegasus, 16", "zephyr, 12", "chimera, 16"})
    void theSizeThatIsShownIsThatOfTheChip(String chip, int size) {
        assertThat(emulator("chip=" + chip).options()).containsEntry("qpu.size", size);
        assertThat(emulator().options()).containsEntry("qpu.chip", "pegasus");
    }

    @ParameterizedTest
    @CsvSource({"lenet, curvature", "small-vgg, loss", "resnet-8, loss", "resnet-20, loss"})
    void deepNetworksDecayByTheirLoss(String network, String of) {
        assertThat(TrainerChoice.settings("response", network, Networks.spec(network), 1000, GivenSettings.NONE))
                .filteredOn(entry -> entry.name().equals("decayOf"))
                .extracting(SettingEntry::standard)
                .containsExactly(of);
    }

    @Test
    void theFactorsThatAreShownAreThoseOfTheRules() {
        for (Map.Entry<String, String> rule :
                Map.of("spectral", "0.7", "torque", "1.414", "scaled", "1.5").entrySet()) {
            assertThat(emulator("chains=" + rule.getKey()).options().get("qpu.chains"))
                    .isEqualTo(emulator("chains=" + rule.getKey(), "chainFactor=" + rule.getValue())
                            .options()
                            .get("qpu.chains"))
                    .asString()
                    .contains(rule.getValue());
        }
    }

    /** A part of the program with a way of training of its own. */
    private static final class Part implements TrainerProvider {
        @Override
        public String name() {
            return "part";
        }

        @Override
        public List<String> presets() {
            return List.of("usual", "2025");
        }

        @Override
        public Record settings(String preset) {
            return new CircuitLike(preset.equals("2025") ? 7 : 3);
        }

        @Override
        public int epochs(String preset) {
            return preset.equals("2025") ? 100 : 20;
        }

        @Override
        public Map<String, Object> describe(Record settings) {
            return Map.of("shots", ((CircuitLike) settings).shots());
        }

        @Override
        public Trainer create(Record settings) {
            throw new AssertionError("not asked for");
        }
    }

    /** Settings of the part. */
    public record CircuitLike(
            @org.spinglass.training.Setting(meaning = "measurements", least = 1)
            int shots) {}

    @Test
    void anOptionalPartHasItsSettingsBoundOnce() {
        ProvidedPlan usual = ProvidedPlan.of(new Part(), GivenSettings.NONE);
        assertThat(usual.settings()).isEqualTo(new CircuitLike(3));
        assertThat(usual.epochs()).isEqualTo(20);
        ProvidedPlan other = ProvidedPlan.of(
                new Part(), GivenSettings.NONE.with("preset", 2025).with("shots", "9"));
        assertThat(other.settings()).isEqualTo(new CircuitLike(9));
        assertThat(other.epochs()).isEqualTo(100);
        assertThat(other.options()).isEqualTo(Map.of("shots", 9));
        assertThatThrownBy(() -> ProvidedPlan.of(new Part(), GivenSettings.NONE.with("preset", "best")))
                .hasMessage("preset is 'best'; expected usual or 2025");
        assertThatThrownBy(() -> ProvidedPlan.of(new Part(), GivenSettings.NONE.with("shots", "0")))
                .hasMessage("shots is '0'; expected a whole number of at least 1");
        assertThatThrownBy(() -> ProvidedPlan.of(new Part(), GivenSettings.NONE.with("sweeps", "4")))
                .hasMessage("unknown setting 'sweeps' of method part; there are preset, shots");
        SettingEntry preset =
                ProvidedPlan.entries(new Part(), GivenSettings.NONE).getFirst();
        assertThat(preset.choices()).containsExactly("usual", "2025");
        assertThat(preset.expected()).isEqualTo("usual or 2025");
        assertThat(preset.standard()).isEqualTo("usual");
    }
}
