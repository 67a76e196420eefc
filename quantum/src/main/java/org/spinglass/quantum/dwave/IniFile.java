// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in sections, as Python's {@code configparser} reads it: {@code [section]}, {@code key = value} or {@code key: value},
 * keys in lower case, whole lines behind {@code #} or {@code ;} are comments, lines that are indented more than their key
 * continue its value. {@code %(key)s} in a value stands for another one, {@code %%} for a percent sign. The section {@code
 * [defaults]} supplies values to all others.
 *
 * <p>Changed by {@link #read}; not safe for several threads.
 */
final class IniFile {
    /** The section that supplies values to all others. */
    static final String DEFAULTS = "defaults";

    private static final Pattern SECTION = Pattern.compile("\\[(?<name>.+)].*");
    private static final Pattern OPTION = Pattern.compile("(?<key>.*?)\\s*[=:]\\s*(?<value>.*)", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("%(?:(%)|\\(([^)]+)\\)s|)");
    private static final int DEEPEST = 10;

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();

    /**
     * Adds a text; its values replace those of texts before it, key by key.
     *
     * @param name of the text, for messages
     * @throws ConfigException naming the line that cannot be read
     */
    void read(String name, String text) {
        Reading reading = new Reading(name);
        int line = 0;
        for (String next : text.startsWith("\uFEFF")
                ? text.substring(1).lines().toList()
                : text.lines().toList()) {
            reading.line(++line, next);
        }
        reading.endValue();
    }

    /** Sections in the order in which they first came, without the defaults. */
    List<String> names() {
        return List.copyOf(sections.keySet());
    }

    /**
     * The values of a section, those of the defaults included, with references resolved. Those of the defaults alone are as
     * they were written, percent signs and all.
     *
     * @return null where there is no such section
     * @throws ConfigException when a reference leads nowhere
     */
    @Nullable
    Map<String, String> section(String name) {
        Map<String, String> own = name.equals(DEFAULTS) ? Map.of() : sections.get(name);
        if (own == null) {
            return null;
        }
        Map<String, String> raw = new LinkedHashMap<>(defaults);
        raw.putAll(own);
        if (name.equals(DEFAULTS)) {
            return raw;
        }
        Map<String, String> values = new LinkedHashMap<>();
        raw.forEach((key, value) -> values.put(key, resolved(name, key, value, raw, 1)));
        return values;
    }

    private static String resolved(String section, String key, String value, Map<String, String> raw, int depth) {
        Matcher reference = REFERENCE.matcher(value);
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            String replacement;
            if (reference.group(1) != null) {
                replacement = "%";
            } else {
                String other = reference.group(2);
                String found = other == null ? null : raw.get(other.toLowerCase(Locale.ROOT));
                if (other == null || found == null || depth > DEEPEST) {
                    throw new ConfigException("section [" + section + "], key " + key + ": "
                            + (other == null
                                    ? "a single '%'; expected '%%' or '%(key)s'"
                                    : found == null
                                            ? "'%(" + other + ")s' refers to a key that is not there"
                                            : "references nest deeper than " + DEEPEST));
                }
                replacement = resolved(section, key, found, raw, depth + 1);
            }
            reference.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        return reference.appendTail(text).toString();
    }

    /** The reading of one text. */
    private final class Reading {
        private final String name;
        private final Set<String> seen = new HashSet<>();
        private final List<String> value = new ArrayList<>();
        private @Nullable Map<String, String> section;
        private @Nullable String sectionName;
        private @Nullable String key;
        private int indent;

        Reading(String name) {
            this.name = name;
        }

        void line(int number, String line) {
            String text = line.strip();
            boolean isComment = text.startsWith("#") || text.startsWith(";");
            if (text.isEmpty() || isComment) {
                if (key != null && !isComment) {
                    value.add("");
                }
                return;
            }
            int column = line.indexOf(text.charAt(0));
            if (key != null && column > indent) {
                value.add(text);
                return;
            }
            indent = column;
            Matcher header = SECTION.matcher(text);
            if (header.matches()) {
                open(number, header.group("name"));
            } else {
                option(number, text);
            }
        }

        private void open(int number, String title) {
            endValue();
            sectionName = title;
            if (title.equals(DEFAULTS)) {
                section = defaults;
                return;
            }
            require(seen.add(title), number, "section [" + title + "] is there twice");
            section = sections.computeIfAbsent(title, _ -> new LinkedHashMap<>());
        }

        private void option(int number, String text) {
            endValue();
            Matcher option = OPTION.matcher(text);
            require(section != null, number, "text before the first [section]");
            require(
                    option.matches() && !option.group("key").isEmpty(),
                    number,
                    "no key and value; expected 'key = value', '[section]' or a comment");
            String found = option.group("key").toLowerCase(Locale.ROOT);
            require(
                    seen.add(sectionName + "]" + found),
                    number,
                    "key " + found + " is twice in section [" + sectionName + "]");
            key = found;
            value.add(option.group("value"));
        }

        void endValue() {
            if (key != null && section != null) {
                section.put(key, String.join("\n", value).stripTrailing());
            }
            key = null;
            value.clear();
        }

        private void require(boolean holds, int number, String fault) {
            if (!holds) {
                throw new ConfigException(name + ":" + number + ": " + fault);
            }
        }
    }
}
