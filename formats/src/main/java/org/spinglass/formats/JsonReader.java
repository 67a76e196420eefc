package org.spinglass.formats;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON (RFC 8259) value by value, as the caller asks, and keeps nothing. Strict: no comments, no trailing commas, no
 * NaN, and strings and nesting no longer and no deeper than stated here. For one thread.
 *
 * <p>Objects: {@code beginObject(); while (hasNext()) { name(); ...value... } endObject();}, and arrays likewise.
 */
final class JsonReader {
    private static final int DEEPEST = 60;

    /** What comes next. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private final JsonLexer text;
    private int depth;
    /** Bit d is set once something was read in the object or array at depth d. */
    private long begun;

    JsonReader(InputStream stream, String source) {
        this.text = new JsonLexer(stream, source);
    }

    Kind peek() throws IOException {
        int c = text.peekMark();
        return switch (c) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> throw text.error("expected a value, found " + JsonLexer.described(c));
        };
    }

    void beginObject() throws IOException {
        begin('{');
    }

    void beginArray() throws IOException {
        begin('[');
    }

    private void begin(char mark) throws IOException {
        text.take(mark);
        if (++depth > DEEPEST) {
            throw text.error("values are nested more than " + DEEPEST + " deep");
        }
        begun &= ~(1L << depth);
    }

    /** Whether the object or array has another member or element; takes the comma before it. */
    boolean hasNext() throws IOException {
        int c = text.peekMark();
        if (c == ']' || c == '}') {
            return false;
        }
        if ((begun & 1L << depth) != 0) {
            text.take(',');
        }
        begun |= 1L << depth;
        return true;
    }

    void endObject() throws IOException {
        text.take('}');
        depth--;
    }

    void endArray() throws IOException {
        text.take(']');
        depth--;
    }

    /** The name of a member, with its colon. */
    String name() throws IOException {
        String name = text.string();
        text.take(':');
        return name;
    }

    String string() throws IOException {
        return text.string();
    }

    /** The bytes that a string holds in Base64, of any length within the budget. */
    byte[] base64(MemoryBudget budget) throws IOException {
        return text.base64(budget);
    }

    /** A finite number. */
    double number() throws IOException {
        return text.number();
    }

    boolean bool() throws IOException {
        boolean isTrue = text.peekMark() == 't';
        text.literal(isTrue ? "true" : "false");
        return isTrue;
    }

    /** A whole number from 0 to 2^31 - 1. */
    int whole(String what) throws IOException {
        double value = text.number();
        if (value != (int) value || value < 0) {
            throw text.error(what + " is " + value + "; expected a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Takes a value and returns its text; lists have one blank after each comma. */
    String label() throws IOException {
        return switch (peek()) {
            case STRING -> JsonText.quoted(text.string());
            case NUMBER -> text.numberText(text.digits());
            case ARRAY -> {
                StringBuilder list = new StringBuilder("[");
                beginArray();
                while (hasNext()) {
                    list.append(list.length() > 1 ? ", " : "").append(label());
                    if (list.length() > JsonLexer.LONGEST_STRING) {
                        throw text.error("a label is longer than " + JsonLexer.LONGEST_STRING + " characters");
                    }
                }
                endArray();
                yield list.append(']').toString();
            }
            default -> throw text.error("a label is neither a number nor a string nor a list of such");
        };
    }

    /** Takes a value of any kind. */
    void skip() throws IOException {
        switch (peek()) {
            case STRING -> text.string();
            case NUMBER -> text.digits();
            case BOOLEAN -> bool();
            case NULL -> text.literal("null");
            case ARRAY -> {
                beginArray();
                while (hasNext()) {
                    skip();
                }
                endArray();
            }
            case OBJECT -> {
                beginObject();
                while (hasNext()) {
                    name();
                    skip();
                }
                endObject();
            }
        }
    }

    /** Nothing but blanks may be left. */
    void end() throws IOException {
        int c = text.peekMark();
        if (c >= 0) {
            throw text.error("expected the end, found " + JsonLexer.described(c));
        }
    }

    FormatException error(String problem) {
        return text.error(problem);
    }
}
