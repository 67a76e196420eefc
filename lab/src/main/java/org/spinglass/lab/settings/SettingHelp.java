// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.util.List;
import java.util.stream.Stream;

/** Settings and what they mean, as entries of a help text: a name and words, in lines of at most 80 characters. */
public final class SettingHelp {
    private static final int INDENT = 21;
    private static final int WIDTH = 80;

    private SettingHelp() {}

    /** All settings of a record with their meanings, what is expected, and their values, which are the defaults. */
    public static List<SettingEntry> entries(Record settings) {
        return entries(settings, SettingBinder.namesOf(settings));
    }

    /** The same of some. */
    public static List<SettingEntry> entries(Record settings, List<String> names) {
        return SettingBinder.valuesOf(settings).entrySet().stream()
                .filter(entry -> names.contains(entry.getKey().name()))
                .map(entry -> SettingEntry.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** All settings of a record as lines. */
    public static List<String> of(Record settings) {
        return lines(entries(settings));
    }

    /** Some settings of a record as lines. */
    public static List<String> of(Record settings, List<String> names) {
        return lines(entries(settings, names));
    }

    /** Settings as lines. */
    public static List<String> lines(List<SettingEntry> entries) {
        return entries.stream()
                .map(one -> entry(one.name(), "%s: %s (%s)".formatted(one.meaning(), one.expected(), one.standard())))
                .toList();
    }

    /** A name and what it is; may have several lines. */
    public static String entry(String name, String words) {
        StringBuilder text = new StringBuilder("  ").append(name);
        int column = text.length();
        for (String word : Stream.of(words.split(" ")).toList()) {
            if (column < INDENT) {
                text.append(" ".repeat(INDENT - column)).append(word);
                column = INDENT + word.length();
            } else if (column + 1 + word.length() > WIDTH) {
                text.append("\n").append(" ".repeat(INDENT)).append(word);
                column = INDENT + word.length();
            } else {
                text.append(' ').append(word);
                column += 1 + word.length();
            }
        }
        return text.toString();
    }
}
