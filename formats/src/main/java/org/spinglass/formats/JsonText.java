// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/** Strings as JSON writes them (RFC 8259). */
final class JsonText {
    private static final int LONGEST_SHOWN = 40;

    private JsonText() {}

    /** A string in quotes; everything beyond ASCII is escaped. */
    static String quoted(String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
            return '"' + value + '"';
        }
        StringWriter text = new StringWriter(value.length() + 16);
        try (JsonGenerator json = PythonJson.generator(text)) {
            json.writeString(value);
        }
        return text.toString();
    }

    /** A string in quotes for a message, cut off where it is long. */
    static String shown(String value) {
        return quoted(cut(value));
    }

    /** A text for a message, cut off where it is long. */
    static String cut(String value) {
        return value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "..." : value;
    }

    /** The string that {@link #quoted} wrote. */
    static String unquoted(String json) {
        if (json.indexOf('\\') < 0) {
            return json.substring(1, json.length() - 1);
        }
        try {
            return new JsonReader(new ByteArrayInputStream(json.getBytes(StandardCharsets.US_ASCII)), "text").string();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
