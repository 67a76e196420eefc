// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A JSON text as maps, lists, strings, truth values, {@code Optional.empty()} for null, and numbers as they are written. */
final class JsonTree {
    private JsonTree() {}

    /** A number as it is written. */
    record Number(String text) {
        double value() {
            return Double.parseDouble(text);
        }
    }

    static Object read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, file.toString());
        }
    }

    static Object read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "text");
    }

    private static Object read(InputStream stream, String name) throws IOException {
        JsonReader json = new JsonReader(stream, name);
        Object tree = value(json);
        json.end();
        return tree;
    }

    private static Object value(JsonReader json) throws IOException {
        switch (json.peek()) {
            case VALUE_STRING -> {
                return json.string();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Number(json.label());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return json.bool();
            }
            case VALUE_NULL -> {
                json.skip();
                return Optional.empty();
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    list.add(value(json));
                }
                json.endArray();
                return list;
            }
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                json.beginObject();
                while (json.hasNext()) {
                    map.put(json.name(), value(json));
                }
                json.endObject();
                return map;
            }
            default -> throw new AssertionError(json.peek());
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object tree) {
        return (Map<String, Object>) Objects.requireNonNull(tree);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object tree) {
        return (List<Object>) Objects.requireNonNull(tree);
    }

    static double number(@Nullable Object tree) {
        return ((Number) Objects.requireNonNull(tree)).value();
    }

    static String string(@Nullable Object tree) {
        return (String) Objects.requireNonNull(tree);
    }

    /** On one line, as Python's {@code json.dumps} writes it. */
    static String text(@Nullable Object tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = PythonJson.generator(text)) {
            write(Objects.requireNonNull(tree), json);
        }
        return text.toString();
    }

    private static void write(Object tree, JsonGenerator json) {
        switch (tree) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((name, value) -> {
                    json.writeName((String) name);
                    write(value, json);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(element -> write(element, json));
                json.writeEndArray();
            }
            case Number number -> json.writeNumber(number.text());
            case String text -> json.writeString(text);
            default -> json.writeBoolean((Boolean) tree);
        }
    }
}
