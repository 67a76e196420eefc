// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.SettingFile;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.SchroedingerEvolution;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * Settings of the Schroedinger equation, sampler {@code schroedinger}.
 *
 * @param time microseconds of the anneal
 * @param schedule CSV file of s, A and B in GHz; null for a formula
 */
record SchroedingerSettings(
        @Setting(meaning = "microseconds of the anneal", least = 1e-6, most = 100)
        double time,

        @Setting(meaning = "CSV file of s, A, B in GHz", standard = "a formula") @Nullable
        Path schedule) {
    /** The defaults. */
    static final SchroedingerSettings STANDARD = new SchroedingerSettings(0.01, null);

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    SchroedingerSettings {
        SettingDescription.check(SchroedingerSettings.class, time, schedule);
    }

    ReadyPlan plan() {
        SchroedingerEvolution usual = SchroedingerEvolution.standard(1000 * time);
        AnnealingFunctions functions =
                SettingFile.read(SamplerKind.PREFIX + "schedule", schedule, AnnealingFunctions::read);
        SchroedingerEvolution sampler = functions == null
                ? usual
                : new SchroedingerEvolution(functions, usual.nanoseconds(), usual.tolerance());
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("time", sampler.nanoseconds() / 1000);
        options.put("tolerance", sampler.tolerance());
        options.put("schedule", ChipSettings.digest(sampler.functions()));
        return new ReadyPlan(sampler, QuantumPlan.prefixed(options));
    }
}
