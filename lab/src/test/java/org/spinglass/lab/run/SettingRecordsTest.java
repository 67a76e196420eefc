// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SubproblemSettings;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.PaperSettings;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.SettingDescription;

/**
 * Every component of every record of settings says what it is, is refused out of its range, and has the default that it
 * shows.
 */
final class SettingRecordsTest {
    private static final SettingBinder BINDER = new SettingBinder("x.", " of y");

    /** Defaults that are words, as there is no value. */
    private static final Set<String> WORDS = Set.of(
            "the processor's",
            "0.7 of spectral, 1.414 of torque, 1.5 of scaled",
            "searched for",
            "none",
            "no limit",
            "all 1",
            "1 throughout",
            "all",
            "set by each model",
            "a formula",
            "as configured",
            "16; of zephyr 12");

    static List<Record> records() {
        return List.of(
                ResponseSettings.forSamples(1000),
                DifferenceSettings.forSamples(1000),
                PaperSettings.PAPER.of("lenet"),
                PaperSettings.LATER.of("linear"),
                new PresetSetting(PaperSettings.PAPER),
                SubproblemSettings.of(PaperSettings.PAPER.annealing()),
                Objects.requireNonNull(SamplerKind.ITEMC.settings()),
                Objects.requireNonNull(SamplerKind.SCHROEDINGER.settings()),
                Objects.requireNonNull(SamplerKind.EMULATOR.settings()),
                Objects.requireNonNull(SamplerKind.DWAVE.settings()));
    }

    private static Collection<SettingDescription> settings(Record record) {
        return SettingBinder.valuesOf(record).keySet();
    }

    private static Record bound(Record base, String name, Object value) {
        return BINDER.bind(base, GivenSettings.NONE.with(name, value));
    }

    private static void assertRefused(Record base, SettingDescription setting, String value) {
        assertThatThrownBy(() -> bound(base, setting.name(), value))
                .as("%s=%s", setting.name(), value)
                .isInstanceOfSatisfying(
                        SettingException.class, e -> assertThat(e.setting()).isEqualTo("x." + setting.name()))
                .hasMessage("x.%s is '%s'; expected %s", setting.name(), value, setting.expected());
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsOutOfRangeIsRefusedWithTheRange(Record base) {
        for (SettingDescription setting : settings(base)) {
            Stream.of(setting.least() - 1, setting.above(), setting.most() * 2 + 1, setting.below())
                    .filter(Double::isFinite)
                    .forEach(value -> assertRefused(base, setting, SettingDescription.shown(value)));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void theEndsOfARangeAreWithinIt(Record base) {
        for (SettingDescription setting : settings(base)) {
            for (double end : new double[] {setting.least(), setting.most()}) {
                if (Double.isFinite(end) && !setting.name().matches("size|time|maxAnswers")) { // which depend on others
                    assertThat(bound(base, setting.name(), SettingDescription.shown(end)))
                            .isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsOfAnotherKindIsRefused(Record base) {
        for (SettingDescription setting : settings(base)) {
            if (setting.type() == String.class) {
                continue; // any text
            }
            if (!setting.expected().equals("a path")) {
                assertRefused(base, setting, "wrong");
            }
            if (setting.expected().startsWith("a whole number")) {
                assertRefused(base, setting, "1.5");
                assertRefused(base, setting, "99999999999");
            }
            if (setting.expected().startsWith("a number")) {
                assertRefused(base, setting, "1e999");
                assertRefused(base, setting, "NaN");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void theDefaultThatIsShownIsTheOneThatIsUsed(Record base) {
        assertThat(BINDER.bind(base, GivenSettings.NONE)).isEqualTo(base);
        for (Map.Entry<SettingDescription, @Nullable Object> entry :
                SettingBinder.valuesOf(base).entrySet()) {
            SettingDescription setting = entry.getKey();
            String shown = setting.shownOr(entry.getValue());
            assertThat(SettingHelp.of(base, List.of(setting.name())).getFirst().replaceAll("\\s+", " "))
                    .startsWith(" " + setting.name() + " " + setting.meaning() + ": " + setting.expected())
                    .endsWith(" (" + shown + ")");
            boolean isNone = entry.getValue() == null
                    || entry.getValue() instanceof OptionalDouble maybe && maybe.isEmpty()
                    || entry.getValue() instanceof List<?> list && list.isEmpty();
            if (!isNone) {
                assertThat(bound(base, setting.name(), shown))
                        .as(setting.name())
                        .isEqualTo(base);
            } else if (!setting.name().matches("chip|label")) { // which are names
                assertThat(WORDS).contains(shown);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void anUnknownNameIsAnsweredWithThoseThereAre(Record base) {
        assertThatThrownBy(() -> bound(base, "speed", "1"))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "unknown setting 'speed' of y; there are %s", String.join(", ", SettingBinder.namesOf(base)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everythingIsSaidInWords(Record base) {
        for (SettingDescription setting : settings(base)) {
            assertThat(setting.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(setting.expected()).matches("(a|an|true|one|none|numbers|the|[a-z]).*");
        }
        for (String entry : SettingHelp.of(base)) {
            assertThat(entry.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }
}
