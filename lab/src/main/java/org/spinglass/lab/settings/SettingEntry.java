// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.util.List;
import org.spinglass.training.SettingDescription;

/**
 * A setting as help texts and forms tell of it.
 *
 * @param name as a user writes it
 * @param meaning what it is
 * @param expected what it may be, in words
 * @param standard its default, in words where there is no value
 * @param choices all values that it may have, where these are few; empty for numbers and texts
 */
public record SettingEntry(String name, String meaning, String expected, String standard, List<String> choices) {
    /** Keeps a copy. */
    public SettingEntry {
        choices = List.copyOf(choices);
    }

    /** A setting of a record; its default is the value there. */
    static SettingEntry of(SettingDescription setting, @org.jspecify.annotations.Nullable Object value) {
        Class<?> type = setting.type();
        List<String> choices = type.isEnum()
                ? SettingDescription.namesOf(type)
                : type == boolean.class ? List.of("true", "false") : List.of();
        return new SettingEntry(setting.name(), setting.meaning(), setting.expected(), setting.shownOr(value), choices);
    }

    /** The same under another name. */
    public SettingEntry named(String other) {
        return new SettingEntry(other, meaning, expected, standard, choices);
    }
}
