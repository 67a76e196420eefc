// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.json.TextFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A text in YAML, read token by token so that each message can name the place: values bound to records have lost where their
 * keys stood.
 */
final class YamlText implements AutoCloseable {
    private final String source;
    private final JsonParser parser;

    /**
     * Begins before the first token.
     *
     * @param source what to call the text in messages
     */
    YamlText(String source, String yaml) {
        this.source = source;
        this.parser = YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), yaml);
    }

    /** A place in the text, counted from 1. */
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);

        static Place of(@Nullable TokenStreamLocation location) {
            return location == null || location.getLineNr() < 1
                    ? START
                    : new Place(location.getLineNr(), Math.max(1, location.getColumnNr()));
        }
    }

    /** A message about a place. */
    NetworkException error(Place place, String message) {
        return new NetworkException(source + ":" + place.line + ":" + place.column + ": " + message);
    }

    /** A message about the present token. */
    NetworkException error(String message) {
        return error(place(), message);
    }

    /** What a parser's complaint means, in one line. */
    static NetworkException invalid(String source, JacksonException e) {
        Place place = Place.of(e.getLocation());
        return new NetworkException(
                source + ":" + place.line + ":" + place.column + ": not valid YAML: "
                        + TextFault.of(e, "it cannot be read"),
                e);
    }

    /** Where the present token stands. */
    Place place() {
        return Place.of(parser.currentTokenLocation());
    }

    @Nullable
    JsonToken next() {
        return parser.nextToken();
    }

    boolean isAt(JsonToken token) {
        return parser.currentToken() == token;
    }

    /** The text of the present token. */
    String text() {
        return parser.getString();
    }

    /** A key of a mapping, whose value is the present token. */
    record Key(String name, Place place) {}

    /** The present key; its value becomes the present token. */
    Key key() {
        Key key = new Key(parser.currentName(), place());
        parser.nextToken();
        return key;
    }

    /**
     * Reads a mapping that begins at the present token.
     *
     * @param value reads the value of a key and ends at its last token; refuses keys that it does not know
     * @throws NetworkException when a key appears twice
     */
    void mapping(Consumer<Key> value) {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Key key = key();
            if (seen.contains(key.name)) {
                throw error(key.place, "the key " + key.name + " appears twice");
            }
            value.accept(key);
            seen.add(key.name);
        }
    }

    /**
     * The present token as a single value.
     *
     * @param field what it is, for messages
     */
    YamlScalar scalar(String field) {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw error(field + " needs a single value");
        }
        return new YamlScalar(this, field, token, parser.getString(), place());
    }

    @Override
    public void close() {
        parser.close();
    }
}
