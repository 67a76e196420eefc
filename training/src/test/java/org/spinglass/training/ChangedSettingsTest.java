// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinglass.network.inverse.ActivationInverse;
import org.spinglass.network.inverse.InverseMode;
import org.spinglass.training.PseudoinverseSettings.Weighting;
import org.spinglass.training.ResponseSettings.DecayOf;

class ChangedSettingsTest {
    private static final ResponseSettings USUAL = ResponseSettings.forSamples(1000);

    /** Each changes its own components and no others. */
    @Test
    void everyChangeIsOfItsOwnSettings() {
        assertThat(changed(USUAL.withBits(7))).containsExactlyEntriesOf(Map.of("bits", 7));
        assertThat(changed(USUAL.withBatch(31, 29))).isEqualTo(Map.of("batch", 31, "convolutionSamples", 29));
        assertThat(changed(USUAL.withWindow(3))).isEqualTo(Map.of("window", 3));
        assertThat(changed(USUAL.withTogether(5))).isEqualTo(Map.of("together", 5));
        assertThat(changed(USUAL.withRange(0.7, 0.2))).isEqualTo(Map.of("firstRange", 0.7, "rangeDecay", 0.2));
        assertThat(changed(USUAL.withDamping(6))).isEqualTo(Map.of("damping", 6.0));
        assertThat(changed(USUAL.withDecay(0.4, DecayOf.LOSS))).isEqualTo(Map.of("decay", 0.4, "decayOf", "LOSS"));
        assertThat(changed(USUAL.withRelaxation(0.6))).isEqualTo(Map.of("relaxation", 0.6));
        DifferenceSettings differences = DifferenceSettings.forSamples(1000);
        assertThat(changed(differences, differences.withBits(3))).isEqualTo(Map.of("bits", 3));
        PseudoinverseSettings paper = PseudoinverseSettings.forNetwork("lenet");
        assertThat(changed(paper, paper.withInverse(InverseMode.EXACT, ActivationInverse.SIGN)))
                .isEqualTo(Map.of("inverse", "EXACT", "activation", "SIGN"));
        assertThat(changed(paper, paper.withTargets(Weighting.BETA, 2)))
                .isEqualTo(Map.of("weighting", "BETA", "refresh", 2));
    }

    @Test
    void whatIsNotASettingOrOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> ChangedSettings.of(USUAL, "bit", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ResponseSettings has no [bit]");
        assertThatThrownBy(() -> USUAL.withRelaxation(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relaxation is '2'; expected");
        assertThatThrownBy(() -> ChangedSettings.of(USUAL, "bits", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Object> changed(ResponseSettings settings) {
        return changed(USUAL, settings);
    }

    /** The options that are not those of another record. */
    private static Map<String, Object> changed(Record before, Record after) {
        Map<String, Object> usual = TrainerOptions.of("sa", before);
        Map<String, Object> changed = TrainerOptions.of("sa", after);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(usual.get(entry.getKey())));
        return changed;
    }
}
