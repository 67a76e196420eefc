// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingEntry;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.training.TrainerProvider;

/**
 * A trainer of an optional part of the program.
 *
 * @param provider makes it
 * @param settings bound
 * @param epochs where the user names none
 */
record ProvidedPlan(TrainerProvider provider, Record settings, int epochs) implements TrainerPlan {
    private static final String PRESET = "preset";

    /**
     * A trainer with its settings bound.
     *
     * @throws SettingException when a setting does not exist or does not fit
     */
    static ProvidedPlan of(TrainerProvider provider, GivenSettings given) {
        String preset = preset(provider, given);
        Record usual = provider.settings(preset);
        List<String> names = new ArrayList<>(List.of(PRESET));
        names.addAll(SettingBinder.namesOf(usual));
        SettingBinder binder = new SettingBinder("", " of method " + provider.name());
        return new ProvidedPlan(provider, binder.bind(usual, given, names), provider.epochs(preset));
    }

    private static String preset(TrainerProvider provider, GivenSettings given) {
        List<String> presets = provider.presets();
        String preset = Objects.toString(given.value(PRESET), presets.getFirst());
        if (!presets.contains(preset)) {
            throw new SettingException(
                    PRESET, "%s is '%s'; expected %s".formatted(PRESET, preset, String.join(" or ", presets)));
        }
        return preset;
    }

    /** All settings with their meanings, ranges and defaults. */
    static List<SettingEntry> entries(TrainerProvider provider, GivenSettings given) {
        String preset = preset(provider, given);
        List<String> presets = provider.presets();
        List<SettingEntry> entries = new ArrayList<>();
        entries.add(new SettingEntry(
                PRESET, "the set of settings to begin from", String.join(" or ", presets), preset, presets));
        entries.addAll(SettingHelp.entries(provider.settings(preset)));
        return entries;
    }

    @Override
    public String method() {
        return provider.name();
    }

    @Override
    public @Nullable Integer bits() {
        return null;
    }

    @Override
    public Map<String, Object> options() {
        return provider.describe(settings);
    }

    @Override
    public OpenTrainer open(int threads) {
        return new OpenTrainer(provider.create(settings), null);
    }
}
