// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Looks at the keys of a YAML text before a record is read from it: which it does not have, which are missing, all of them
 * at once, and what is of another kind; and remembers where they stand.
 */
final class RecordKeys {
    private final String source;
    private final Map<String, String> places = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    /** What the records need that lack a key, or are expected to have where there is an unknown one. */
    private final Set<String> expected = new LinkedHashSet<>();

    private final Set<String> needed = new LinkedHashSet<>();
    private @Nullable String other;

    private RecordKeys(String source) {
        this.source = source;
    }

    /**
     * Goes through a text.
     *
     * @param what the whole is, such as {@code an experiment}
     * @throws LabException naming the source and all unknown and missing keys, or, where there is none, the place of the
     *     first value that is not of the kind that is expected
     */
    static RecordKeys checked(String source, String yaml, Class<? extends Record> type, String what) {
        RecordKeys keys = new RecordKeys(source);
        try (JsonParser parser = YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), yaml)) {
            if (parser.nextToken() == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                throw new LabException(source + ": is empty; expected " + what);
            }
            keys.check(parser, type, "", what);
        }
        keys.requireNoFault();
        return keys;
    }

    private void requireNoFault() {
        String lacking = missing.isEmpty()
                ? ""
                : (missing.size() == 1 ? "missing key: " : "missing keys: ") + String.join(", ", missing);
        if (!unknown.isEmpty()) {
            String first = unknown.getFirst();
            String names = unknown.stream().map(path -> "'" + last(path) + "'").collect(Collectors.joining(", "));
            throw new LabException("%s:%s unknown %s %s; expected %s%s"
                    .formatted(
                            source,
                            places.get(first),
                            unknown.size() == 1 ? "key" : "keys",
                            unknown.size() == 1 ? names : placed(),
                            String.join("; ", expected),
                            lacking.isEmpty() ? "" : "; " + lacking));
        }
        if (!missing.isEmpty()) {
            throw new LabException(source + ": " + lacking + "; " + String.join("; ", needed));
        }
        if (other != null) {
            throw new LabException(other);
        }
    }

    /** The unknown keys, each with its place. */
    private String placed() {
        return unknown.stream()
                .map(path -> "'%s' (%s)".formatted(path, place(path).replaceFirst(":$", "")))
                .collect(Collectors.joining(", "));
    }

    private String place(String path) {
        return places.getOrDefault(path, "");
    }

    /**
     * Where a value stands that a message is about: {@code line:column:}; null where that is not known.
     *
     * @param path of the record that was being made
     * @param message that begins with a key of it, or with a path
     */
    @Nullable
    String place(String path, String message) {
        String word = message.split("[ :]", 2)[0];
        return Stream.of(path.isEmpty() ? word : path + "." + word, word, path)
                .map(places::get)
                .filter(place -> place != null)
                .findFirst()
                .orElse(null);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private void check(JsonParser parser, @Nullable Type type, String path, String what) {
        places.put(path, at(parser));
        if (type instanceof ParameterizedType list) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                fault(parser, path, "a list");
            }
            elements(parser, list.getActualTypeArguments()[0], path);
        } else if (type instanceof Class<?> record && isMapping(record)) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                record(parser, record, path, what);
            } else {
                fault(
                        parser,
                        path,
                        "a mapping with the keys "
                                + String.join(", ", keysOf(record).keySet()));
                skip(parser);
            }
        } else {
            if (type instanceof Class<?> scalar) {
                String kind = kind(scalar, parser);
                if (kind != null) {
                    fault(parser, path, kind);
                }
            }
            skip(parser);
        }
    }

    private void elements(JsonParser parser, Type type, String path) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            skip(parser);
            return;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            check(parser, type, path + "[" + i + "]", "each of " + path);
        }
    }

    private void record(JsonParser parser, Class<?> record, String path, String what) {
        Map<String, RecordComponent> keys = keysOf(record);
        Set<String> seen = new LinkedHashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            String full = path.isEmpty() ? key : path + "." + key;
            String place = at(parser);
            if (!seen.add(key)) {
                throw new LabException(source + ":" + place + " the key " + full + " appears twice");
            }
            places.put(full, place);
            RecordComponent component = keys.get(key);
            parser.nextToken();
            if (component == null) {
                unknown.add(full);
                expected.add(String.join(", ", keys.keySet()));
                skip(parser);
            } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
                seen.remove(key); // a key without a value is as none
            } else {
                boolean isOwn = component.getAccessor().isAnnotationPresent(JsonDeserialize.class);
                check(parser, isOwn ? null : component.getGenericType(), full, full);
                places.put(full, place);
            }
        }
        List<String> required = keys.entrySet().stream()
                .filter(key -> isRequired(key.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> lacking =
                required.stream().filter(key -> !seen.contains(key)).toList();
        lacking.forEach(key -> missing.add(path.isEmpty() ? key : path + "." + key));
        if (!lacking.isEmpty()) {
            needed.add(what.replaceFirst("\\[\\d+]\\.", "[].") + " needs " + String.join(", ", required));
        }
    }

    private void fault(JsonParser parser, String path, String kind) {
        if (other == null) {
            boolean isScalar = parser.currentToken().isScalarValue();
            String shown = isScalar ? " is '" + parser.getString() + "'; expected " : ": expected ";
            other = source + ":" + at(parser) + " " + (path.isEmpty() ? "the whole" : path) + shown + kind;
        }
    }

    /** What a scalar of a type is, in words, where the token is none; null where it is, or its type has its own reading. */
    private static @Nullable String kind(Class<?> type, JsonParser parser) {
        JsonToken token = parser.currentToken();
        boolean isWhole = token == JsonToken.VALUE_NUMBER_INT;
        if (type == int.class || type == Integer.class) {
            boolean fits = isWhole && parser.getNumberType() == JsonParser.NumberType.INT;
            return fits ? null : "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return token.isNumeric() ? null : "a number";
        }
        if (type == boolean.class) {
            return token.isBoolean() ? null : "true or false";
        }
        boolean isText = type == String.class || SingleValue.class.isAssignableFrom(type);
        return isText && !token.isScalarValue() ? "a single value" : null;
    }

    private static void skip(JsonParser parser) {
        parser.skipChildren();
    }

    private static String at(JsonParser parser) {
        TokenStreamLocation place = parser.currentTokenLocation();
        return place.getLineNr() + ":" + place.getColumnNr() + ":";
    }

    /** Whether a record is read key by key, and not as a whole by a reading of its own. */
    private static boolean isMapping(Class<?> type) {
        return type.isRecord()
                && !type.isAnnotationPresent(JsonDeserialize.class)
                && Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonCreator.class));
    }

    private static boolean isRequired(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property != null && property.required();
    }

    private static Map<String, RecordComponent> keysOf(Class<?> record) {
        Map<String, RecordComponent> keys = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            boolean hasName = named != null && !named.value().isEmpty();
            keys.put(hasName ? named.value() : component.getName(), component);
        }
        return keys;
    }
}
