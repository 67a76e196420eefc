// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.Growing.Doubles;
import tools.jackson.core.JsonToken;

/**
 * A list of numbers in JSON: an array of them, or bytes in Base64, as a string or as MongoDB writes binary data. Bytes are
 * those of {@code numpy.save}, or of the elements alone, little-endian, whose type stands elsewhere. For one thread.
 */
final class JsonNumbers {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("float16", "f2"),
            Map.entry("float32", "f4"),
            Map.entry("float64", "f8"),
            Map.entry("int8", "i1"),
            Map.entry("int16", "i2"),
            Map.entry("int32", "i4"),
            Map.entry("int64", "i8"),
            Map.entry("uint8", "u1"),
            Map.entry("uint16", "u2"),
            Map.entry("uint32", "u4"),
            Map.entry("uint64", "u8"));

    private final Input input;
    private final String name;
    private Doubles values;
    private byte @Nullable [] bytes;
    private boolean areBytes;

    /** No numbers yet of the member of that name. */
    JsonNumbers(Input input, String name) {
        this.input = input;
        this.name = name;
        this.values = new Doubles(input.budget());
    }

    /** Reads the member's value. */
    void read(JsonReader json) throws IOException {
        switch (json.peek()) {
            case START_ARRAY -> {
                json.beginArray();
                while (json.hasNext()) {
                    values.add(json.number());
                }
                json.endArray();
            }
            case VALUE_STRING -> bytes = json.base64(input.budget());
            case START_OBJECT -> binary(json);
            default -> throw json.error(name + " is no list of numbers; expected an array, or bytes in Base64");
        }
    }

    /** Reads {@code {"$binary": {"base64": ..., "subType": ...}}}, or its older form without the inner object. */
    private void binary(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.name()) {
                case "$binary", "base64" -> {
                    if (json.peek() == JsonToken.START_OBJECT) {
                        binary(json);
                    } else {
                        bytes = json.base64(input.budget());
                    }
                }
                default -> json.skip();
            }
        }
        json.endObject();
        if (bytes == null) {
            throw json.error(name + " is an object without $binary; expected an array, or bytes in Base64");
        }
    }

    /** Makes numbers of bytes, of elements of a type such as float64 where the bytes do not say. */
    void decode(@Nullable String type) throws IOException {
        if (bytes == null) {
            return;
        }
        byte[] stored = bytes;
        BinaryScanner file = new BinaryScanner(new ByteArrayInputStream(stored), input.source() + " (" + name + ")");
        if (new String(stored, 0, Math.min(stored.length, NpyHeader.MAGIC.length()), StandardCharsets.ISO_8859_1)
                .equals(NpyHeader.MAGIC)) {
            values = NpyArray.read(file, input.budget()).values();
        } else {
            String known = type == null ? null : TYPES.get(type);
            if (known == null) {
                throw input.error(
                        "the bytes of " + name + " are of type " + (type == null ? "none" : JsonText.shown(type))
                                + "; expected bias_type and index_type such as float64 and uint16");
            }
            int width = known.charAt(1) - '0';
            NpyElements elements = new NpyElements(
                    file, new NpyHeader(ByteOrder.LITTLE_ENDIAN, known, width, new int[] {stored.length / width}));
            while (!file.atEnd()) {
                values.add(elements.next());
            }
        }
        if (!file.atEnd()) {
            throw file.error("expected the end of the array");
        }
        bytes = null;
        areBytes = true;
    }

    /** Whether the numbers were made of bytes, and so are the doubles or floats that they are. */
    boolean areBytes() {
        return areBytes;
    }

    int size() {
        return values.size();
    }

    double get(int k) {
        return values.get(k);
    }

    /** An element that is the number of a variable. */
    int index(int k, int variables) throws FormatException {
        double value = values.get(k);
        if (value < 0 || value >= variables || value != Math.rint(value)) {
            throw input.error("element " + k + " of " + name + " is " + PythonNumber.json(value)
                    + "; expected a whole number from 0 to " + (variables - 1));
        }
        return (int) value;
    }
}
