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
            case STRING -> {
                return json.string();
            }
            case NUMBER -> {
                return new Number(json.label());
            }
            case BOOLEAN -> {
                return json.bool();
            }
            case NULL -> {
                json.skip();
                return Optional.empty();
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    list.add(value(json));
                }
                json.endArray();
                return list;
            }
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                json.beginObject();
                while (json.hasNext()) {
                    map.put(json.name(), value(json));
                }
                json.endObject();
                return map;
            }
        }
        throw new AssertionError();
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
    static String text(@Nullable Object tree) throws IOException {
        StringWriter text = new StringWriter();
        write(Objects.requireNonNull(tree), new JsonWriter(text));
        return text.toString();
    }

    private static void write(Object tree, JsonWriter json) throws IOException {
        switch (tree) {
            case Map<?, ?> map -> {
                json.beginObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.name((String) entry.getKey());
                    write(entry.getValue(), json);
                }
                json.endObject();
            }
            case List<?> list -> {
                json.beginArray();
                for (Object element : list) {
                    write(element, json);
                }
                json.endArray();
            }
            case Number number -> json.json(number.text());
            case String text -> json.string(text);
            default -> json.bool((Boolean) tree);
        }
    }
}
