// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.spinglass.quantum.Range;
import tools.jackson.databind.JsonNode;

/** Fields of a message; each fault is an {@link IllegalArgumentException} that names the field and what was expected. */
final class Fields {
    private Fields() {}

    static IllegalArgumentException unexpected(String of, String name, JsonNode found, String expected) {
        String text = found.isMissingNode() ? "missing" : found.toString();
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return new IllegalArgumentException(of + ": " + name + " is " + shown + "; expected " + expected);
    }

    static String text(JsonNode json, String name, String of) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw unexpected(of, name, value, "a text");
        }
        return value.stringValue();
    }

    static double number(JsonNode json, String name, String of) {
        JsonNode value = json.path(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw unexpected(of, name, value, "a number");
        }
        return value.doubleValue();
    }

    static int wholeNumber(JsonNode json, String name, String of) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw unexpected(of, name, value, "a whole number");
        }
        return value.intValue();
    }

    static Range range(JsonNode json, String name, String of) {
        JsonNode value = json.path(name);
        if (!value.isArray()
                || value.size() != 2
                || !value.get(0).isNumber()
                || !value.get(1).isNumber()
                || !(value.get(0).doubleValue() <= value.get(1).doubleValue())) {
            throw unexpected(of, name, value, "two numbers in order");
        }
        return new Range(value.get(0).doubleValue(), value.get(1).doubleValue());
    }

    static int[] wholeNumbers(JsonNode list, String name, String of) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = list.get(i);
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                throw unexpected(of, name, value, "whole numbers");
            }
            values[i] = value.intValue();
        }
        return values;
    }

    /** The bytes of a field in base64, little-endian. */
    static ByteBuffer bytes(JsonNode json, String name, String of) {
        String text = text(json, name, of);
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IllegalArgumentException e) {
            throw unexpected(of, name, json.path(name), "base64");
        }
    }

    static String base64(ByteBuffer bytes) {
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
