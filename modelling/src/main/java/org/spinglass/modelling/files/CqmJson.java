// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The small JSON texts of a CQM file: as maps, lists, strings and numbers. */
final class CqmJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final Lines source;
    private final String where;

    CqmJson(Lines source, String where) {
        this.source = source;
        this.where = where;
    }

    Map<?, ?> object(byte[] text) throws IOException {
        if (value(text) instanceof Map<?, ?> map) {
            return map;
        }
        throw source.error(where + " is no JSON object; expected one");
    }

    List<?> list(byte[] text) throws IOException {
        if (value(text) instanceof List<?> list) {
            return list;
        }
        throw source.error(where + " is no JSON list; expected one");
    }

    Object value(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            throw source.error(where + " is not JSON: " + e.getOriginalMessage());
        }
        throw source.error(where + " is empty; expected JSON");
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            default -> token.asString();
        };
    }

    /** A text as JSON of ASCII characters. */
    static String text(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (int k = 0; k < value.length(); k++) {
            char c = value.charAt(k);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~' || c == '/') { // a slash would end the name of a folder
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** A label as text: a string as it is, a list in round brackets. */
    static String label(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(CqmJson::label).collect(Collectors.joining(",", "(", ")"))
                : String.valueOf(value);
    }
}
