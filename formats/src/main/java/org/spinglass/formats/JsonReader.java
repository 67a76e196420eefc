// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON (RFC 8259) value by value, as the caller asks, and keeps nothing: Jackson's parser, whose faults become those
 * of the file. Strict: no comments, no trailing commas, no NaN, and nothing beyond {@link JsonLimits}. For one thread.
 *
 * <p>Objects: {@code beginObject(); while (hasNext()) { name(); ...value... } endObject();}, and arrays likewise.
 */
final class JsonReader {
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(new JsonLimits()).build();
    private static final Base64Variant BASE64 =
            Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);
    /** Of what is collected in an array that doubles, and copied in the end. */
    private static final int BYTES_A_BYTE = 4;

    private final JsonParser parser;
    private final String source;
    private final byte[] digits = new byte[JsonLimits.LONGEST_NUMBER];
    private boolean isPeeked;

    JsonReader(InputStream stream, String source) throws IOException {
        this.source = source;
        try {
            this.parser = JSON.createParser(ObjectReadContext.empty(), stream);
        } catch (JacksonException fault) {
            throw JsonFault.of(fault, source, 1);
        }
    }

    /** What comes next, not taken. */
    JsonToken peek() throws IOException {
        JsonToken next = next();
        if (next == null) {
            throw error("expected a value, found the end");
        }
        return next;
    }

    /** What comes next, not taken; null at the end. */
    private @Nullable JsonToken next() throws IOException {
        if (isPeeked) {
            return parser.currentToken();
        }
        try {
            JsonToken next = parser.nextToken();
            isPeeked = true;
            return next;
        } catch (JacksonException fault) {
            throw fault(fault);
        }
    }

    private void take(JsonToken expected, String what) throws IOException {
        if (next() != expected) {
            throw expected(what);
        }
        isPeeked = false;
    }

    void beginObject() throws IOException {
        take(JsonToken.START_OBJECT, "an object");
    }

    void beginArray() throws IOException {
        take(JsonToken.START_ARRAY, "an array");
    }

    /** Whether the object or array has another member or element. */
    boolean hasNext() throws IOException {
        JsonToken next = next();
        return next != JsonToken.END_ARRAY && next != JsonToken.END_OBJECT;
    }

    void endObject() throws IOException {
        take(JsonToken.END_OBJECT, "'}'");
    }

    void endArray() throws IOException {
        take(JsonToken.END_ARRAY, "']'");
    }

    /** The name of a member. */
    String name() throws IOException {
        take(JsonToken.PROPERTY_NAME, "the name of a member");
        return paired(parser.currentName());
    }

    String string() throws IOException {
        take(JsonToken.VALUE_STRING, "a string");
        return paired(text());
    }

    /** The text of the string or number that was taken last. */
    private String text() throws IOException {
        try {
            return parser.getString();
        } catch (JacksonException fault) {
            throw fault(fault);
        }
    }

    /** A text without halves of surrogate pairs, which escapes can make. */
    private String paired(String text) throws FormatException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw error("a string contains half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** The bytes that a string holds in Base64, of any length within the budget. */
    byte[] base64(MemoryBudget budget) throws IOException {
        take(JsonToken.VALUE_STRING, "a string");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] from, int offset, int length) {
                try {
                    budget.take((long) BYTES_A_BYTE * length, "a string of more than " + count + " bytes");
                } catch (FormatException tooLong) {
                    throw new UncheckedIOException(tooLong);
                }
                super.write(from, offset, length);
            }
        };
        try {
            parser.readBinaryValue(BASE64, bytes);
        } catch (UncheckedIOException tooLong) {
            throw tooLong.getCause();
        } catch (JacksonIOException fault) {
            throw fault(fault);
        } catch (StreamReadException | IllegalArgumentException malformed) {
            throw JsonFault.isEnd(malformed)
                    ? error(JsonFault.END)
                    : error("a string is not Base64, as bytes in JSON are expected to be");
        }
        return bytes.toByteArray();
    }

    /** A finite number. */
    double number() throws IOException {
        JsonToken next = next();
        if (next != JsonToken.VALUE_NUMBER_INT && next != JsonToken.VALUE_NUMBER_FLOAT) {
            throw expected("a number");
        }
        isPeeked = false;
        int length;
        try {
            char[] characters = parser.getStringCharacters();
            int offset = parser.getStringOffset();
            length = parser.getStringLength();
            for (int k = 0; k < length; k++) {
                digits[k] = (byte) characters[offset + k];
            }
        } catch (JacksonException fault) {
            throw fault(fault);
        }
        double value = Decimal.parse(digits, length);
        if (!Double.isFinite(value)) {
            throw error("a number is too large for double precision");
        }
        return value;
    }

    boolean bool() throws IOException {
        JsonToken next = next();
        if (next != JsonToken.VALUE_TRUE && next != JsonToken.VALUE_FALSE) {
            throw expected("true or false");
        }
        isPeeked = false;
        return next == JsonToken.VALUE_TRUE;
    }

    /** A whole number from 0 to 2^31 - 1. */
    int whole(String what) throws IOException {
        double value = number();
        if (value != (int) value || value < 0) {
            throw error(what + " is " + value + "; expected a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Takes a value and returns its text; lists have one blank after each comma. */
    String label() throws IOException {
        switch (peek()) {
            case VALUE_STRING -> {
                return JsonText.quoted(string());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                isPeeked = false;
                return text();
            }
            case START_ARRAY -> {
                StringBuilder list = new StringBuilder("[");
                beginArray();
                while (hasNext()) {
                    list.append(list.length() > 1 ? ", " : "").append(label());
                    if (list.length() > JsonLimits.LONGEST_STRING) {
                        throw error("a label is longer than " + JsonLimits.LONGEST_STRING + " characters");
                    }
                }
                endArray();
                return list.append(']').toString();
            }
            default -> throw error("a label is neither a number nor a string nor a list of such");
        }
    }

    /** Takes a value of any kind. */
    void skip() throws IOException {
        peek();
        isPeeked = false;
        try {
            parser.skipChildren();
            parser.finishToken();
        } catch (JacksonException fault) {
            throw fault(fault);
        }
    }

    /** Nothing but blanks may be left. */
    void end() throws IOException {
        if (next() != null) {
            throw expected("the end");
        }
    }

    private IOException expected(String what) throws IOException {
        JsonToken next = next();
        String found = next == null
                ? "the end"
                : switch (next) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "an array";
                    case END_OBJECT -> "'}'";
                    case END_ARRAY -> "']'";
                    case VALUE_STRING, PROPERTY_NAME -> JsonText.shown(text());
                    default -> JsonText.cut(text());
                };
        return error("expected " + what + ", found " + found);
    }

    private IOException fault(JacksonException fault) {
        return JsonFault.of(fault, source, line());
    }

    private long line() {
        return Math.max(1, parser.currentLocation().getLineNr());
    }

    FormatException error(String problem) {
        return FormatException.atLine(source, line(), problem);
    }
}
