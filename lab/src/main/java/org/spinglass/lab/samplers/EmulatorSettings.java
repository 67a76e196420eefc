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
 * @param controls of every anneal
 * @param chip and how it behaves
 */
record EmulatorSettings(AnnealerSettings anneals, ControlSettings controls, ChipSettings chip)
        implements NarrowedSettings {
    /** Microseconds of an anneal; said with every job, so that it stands in every record. */
    private static final double TIME = 20;

    /** The shortest of fast anneals, in microseconds. */
    private static final double FASTEST = EmulatedProcessor.FAST_TIMES.low();

    /** The defaults. */
    static final EmulatorSettings STANDARD = new EmulatorSettings(
            AnnealerSettings.STANDARD.withTime(TIME), ControlSettings.STANDARD, ChipSettings.STANDARD);

    /** Checks the emulator's limits; {@link IllegalArgumentException} names setting, value and what was expected. */
    EmulatorSettings {
        for (SettingDescription setting : SettingDescription.of(AnnealerSettings.class)) {
            Object value = setting.name().equals("reads") ? (Object) anneals.reads() : anneals.time();
            SettingDescription limited = controls.fastAnneal() ? limited(setting, FASTEST) : limited(setting);
            if (isLimited(setting) && !limited.accepts(value)) {
                throw new IllegalArgumentException(limited.fault(SettingDescription.shown(value)));
            }
        }
        controls.requireBeside(anneals, anneals.time().orElse(TIME) != TIME);
        SchedulePoints points = controls.annealSchedule();
        double time = points == null ? anneals.time().orElse(TIME) : points.duration();
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
        return limited(setting, FASTEST);
    }

    private static boolean isLimited(SettingDescription setting) {
        return setting.name().equals("reads") || setting.name().equals("time");
    }

    private static SettingDescription limited(SettingDescription setting) {
        return limited(setting, EmulatedProcessor.ANNEALING_TIMES.low());
    }

    private static SettingDescription limited(SettingDescription setting, double shortest) {
        return switch (setting.name()) {
            case "reads" -> setting.withRange(EmulatedProcessor.READS.low(), EmulatedProcessor.READS.high());
            case "time" -> setting.withRange(shortest, EmulatedProcessor.ANNEALING_TIMES.high());
            default -> setting;
        };
    }
}
