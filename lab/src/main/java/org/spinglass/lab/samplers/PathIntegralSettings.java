// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.Map;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * Settings of simulated quantum annealing, sampler {@code sqa}.
 *
 * @param slices of imaginary time
 */
record PathIntegralSettings(
        @Setting(meaning = "slices of imaginary time; few of them are quick", expected = SliceNumber.EXPECTED)
        SliceNumber slices) {
    /** The defaults. */
    static final PathIntegralSettings STANDARD = new PathIntegralSettings(SliceNumber.CONTINUOUS);

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    PathIntegralSettings {
        SettingDescription.check(PathIntegralSettings.class, slices);
    }

    ReadyPlan plan() {
        return slices.equals(SliceNumber.CONTINUOUS)
                ? ReadyPlan.of(SimulatedQuantumAnnealing.automatic())
                : new ReadyPlan(
                        SimulatedQuantumAnnealing.inSlices(slices.number()),
                        QuantumPlan.prefixed(Map.of("slices", slices.number())));
    }
}
