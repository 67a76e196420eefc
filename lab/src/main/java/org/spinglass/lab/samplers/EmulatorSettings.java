// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import org.spinglass.lab.settings.NarrowedSettings;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.training.SettingDescription;

/**
 * Settings of sampler {@code emulator}.
 *
 * @param anneals how models are brought to it; its limits are known beforehand
 * @param chip and how it behaves
 */
record EmulatorSettings(AnnealerSettings anneals, ChipSettings chip) implements NarrowedSettings {
    /** Microseconds of an anneal; said with every job, so that it stands in every record. */
    private static final double TIME = 20;

    /** The defaults. */
    static final EmulatorSettings STANDARD =
            new EmulatorSettings(AnnealerSettings.STANDARD.withTime(TIME), ChipSettings.STANDARD);

    /** Checks the emulator's limits; {@link IllegalArgumentException} names setting, value and what was expected. */
    EmulatorSettings {
        for (SettingDescription setting : SettingDescription.of(AnnealerSettings.class)) {
            Object value = setting.name().equals("reads") ? (Object) anneals.reads() : anneals.time();
            if (isLimited(setting) && !limited(setting).accepts(value)) {
                throw new IllegalArgumentException(limited(setting).fault(SettingDescription.shown(value)));
            }
        }
        double time = anneals.time().orElse(TIME);
        double most = EmulatedProcessor.RUN_TIMES.high();
        if (anneals.reads() * time > most) {
            throw new IllegalArgumentException(
                    "time is '%s'; expected at most %s microseconds for all %s reads of a problem"
                            .formatted(
                                    SettingDescription.shown(time), SettingDescription.shown(most), anneals.reads()));
        }
    }

    @Override
    public SettingDescription narrowed(SettingDescription setting) {
        return limited(setting);
    }

    private static boolean isLimited(SettingDescription setting) {
        return setting.name().equals("reads") || setting.name().equals("time");
    }

    private static SettingDescription limited(SettingDescription setting) {
        return switch (setting.name()) {
            case "reads" -> setting.withRange(EmulatedProcessor.READS.low(), EmulatedProcessor.READS.high());
            case "time" ->
                setting.withRange(EmulatedProcessor.ANNEALING_TIMES.low(), EmulatedProcessor.ANNEALING_TIMES.high());
            default -> setting;
        };
    }
}
