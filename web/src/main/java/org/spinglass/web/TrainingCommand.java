// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The command line that asks for the same run again. */
final class TrainingCommand {
    private static final String SETTINGS = "settings";
    private static final String QUANTUM = "qpu.";

    private TrainingCommand() {}

    /**
     * The command for what stands under {@code configuration} in a run's {@code config.yaml}: a key is an option of the
     * same name, null and false are options that are not given.
     */
    static String of(JsonNode configuration) {
        List<String> words = new ArrayList<>(List.of("./spinglass", "train"));
        for (Map.Entry<String, JsonNode> asked : configuration.properties()) {
            JsonNode value = asked.getValue();
            String option = "--" + asked.getKey().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (asked.getKey().equals(SETTINGS)) {
                value.properties().forEach(setting -> addSetting(words, setting.getKey(), text(setting.getValue())));
            } else if (value.isBoolean()) {
                if (value.booleanValue()) {
                    words.add(option);
                }
            } else if (!value.isNull()) {
                words.add(option);
                words.add(shell(text(value)));
            }
        }
        return String.join(" ", words);
    }

    private static void addSetting(List<String> words, String name, String value) {
        boolean isQuantum = name.startsWith(QUANTUM);
        words.add(isQuantum ? "--qpu" : "--set");
        words.add(shell((isQuantum ? name.substring(QUANTUM.length()) : name) + "=" + value));
    }

    /** A value as one writes it; a list with commas. */
    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(text(part)));
            return String.join(",", parts);
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    /** A word as a shell takes it, in quotes where it needs them. */
    private static String shell(String word) {
        return word.matches("[\\p{L}\\p{N}/._+:,@%=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
