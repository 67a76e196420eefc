// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Settings as they were written by their names, in their order, before they are bound: texts of a command line, or values of
 * a YAML file with their places. Immutable.
 *
 * @param settings by their names
 * @param folder that paths among them are relative to
 */
@JsonDeserialize(using = GivenSettings.Reader.class)
public record GivenSettings(Map<String, Given> settings, Path folder) {
    /** No setting. */
    public static final GivenSettings NONE = new GivenSettings(Map.of(), Path.of(""));

    /** Keeps a copy. */
    public GivenSettings {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * A value as it was written, and where its key stands.
     *
     * @param value a text, a {@link Number}, a {@link Boolean}, or a {@link List} of such
     * @param line from 1; 0 of a command line
     * @param column from 1; 0 of a command line
     */
    public record Given(Object value, int line, int column) {}

    /** Settings of a command line. */
    public static GivenSettings ofTexts(Map<String, String> texts) {
        Map<String, Given> settings = new LinkedHashMap<>();
        texts.forEach((name, text) -> settings.put(name, new Given(text, 0, 0)));
        return new GivenSettings(settings, Path.of(""));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return settings.isEmpty();
    }

    /** The names. */
    public Collection<String> names() {
        return settings.keySet();
    }

    /** The value of a setting as it was written; null where there is none. */
    public @Nullable Object value(String name) {
        Given given = settings.get(name);
        return given == null ? null : given.value();
    }

    /** The same with one more setting, at the end. */
    public GivenSettings with(String name, Object value) {
        Map<String, Given> all = new LinkedHashMap<>(settings);
        all.put(name, new Given(value, 0, 0));
        return new GivenSettings(all, folder);
    }

    /** The same without some settings. */
    public GivenSettings without(Collection<String> names) {
        Map<String, Given> left = new LinkedHashMap<>(settings);
        left.keySet().removeAll(names);
        return new GivenSettings(left, folder);
    }

    /** The same without those whose names begin with a text. */
    public GivenSettings withoutPrefix(String prefix) {
        return without(names().stream().filter(name -> name.startsWith(prefix)).toList());
    }

    /** The settings whose names begin with a text, by the rest of these. */
    public GivenSettings behind(String prefix) {
        Map<String, Given> own = new LinkedHashMap<>();
        settings.forEach((name, given) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), given);
            }
        });
        return new GivenSettings(own, folder);
    }

    /** {@code line:column} of a setting, of the first one when there is none of the name; null without settings. */
    public @Nullable String place(String name) {
        Given given = settings.get(name);
        if (given == null) {
            given = settings.values().stream().findFirst().orElse(null);
        }
        return given == null ? null : given.line() + ":" + given.column();
    }

    /** Reads a mapping and notes where its keys stand. */
    static final class Reader extends ValueDeserializer<GivenSettings> {
        @Override
        public GivenSettings deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return context.reportInputMismatch(GivenSettings.class, "expected a mapping of settings");
            }
            Map<String, Given> settings = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                int line = parser.currentTokenLocation().getLineNr();
                int column = parser.currentTokenLocation().getColumnNr();
                parser.nextToken();
                settings.put(name, new Given(value(name, parser, context), line, column));
            }
            return new GivenSettings(settings, Records.folder(context));
        }

        private static Object value(String name, JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> parser.getString();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                case START_ARRAY -> {
                    List<Object> list = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        list.add(value(name, parser, context));
                    }
                    yield List.copyOf(list);
                }
                default ->
                    context.reportInputMismatch(
                            GivenSettings.class, "%s: expected a number, a text or a list of such", name);
            };
        }
    }
}
