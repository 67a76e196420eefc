package org.spinglass.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Writes JSON on one line, with the blanks that Python's {@code json.dumps} sets. For one thread. */
final class JsonWriter {
    private final Writer writer;
    private boolean isFirst = true;

    JsonWriter(Writer writer) {
        this.writer = writer;
    }

    JsonWriter beginObject() throws IOException {
        return begin('{');
    }

    JsonWriter endObject() throws IOException {
        return end('}');
    }

    JsonWriter beginArray() throws IOException {
        return begin('[');
    }

    JsonWriter endArray() throws IOException {
        return end(']');
    }

    private JsonWriter begin(char mark) throws IOException {
        separate();
        writer.append(mark);
        isFirst = true;
        return this;
    }

    private JsonWriter end(char mark) throws IOException {
        writer.append(mark);
        isFirst = false;
        return this;
    }

    private void separate() throws IOException {
        if (!isFirst) {
            writer.append(", ");
        }
        isFirst = false;
    }

    /** The name of the member that comes next. */
    JsonWriter name(String name) throws IOException {
        separate();
        writer.append(JsonText.quoted(name)).append(": ");
        isFirst = true;
        return this;
    }

    /** A value that is JSON already. */
    JsonWriter json(String text) throws IOException {
        separate();
        writer.append(text);
        return this;
    }

    JsonWriter string(String value) throws IOException {
        return json(JsonText.quoted(value));
    }

    JsonWriter whole(long value) throws IOException {
        return json(Long.toString(value));
    }

    JsonWriter bool(boolean value) throws IOException {
        return json(Boolean.toString(value));
    }

    /**
     * A string, a number, a truth value, or a map or list of such; numbers that JSON does not have become null.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    JsonWriter value(Object value) throws IOException {
        return switch (value) {
            case String text -> string(text);
            case Boolean truth -> bool(truth);
            case Integer whole -> whole(whole);
            case Long whole -> whole(whole);
            case Number number ->
                json(Double.isFinite(number.doubleValue()) ? PythonNumber.repr(number.doubleValue()) : "null");
            case Map<?, ?> map -> {
                beginObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    name(String.valueOf(entry.getKey())).value(entry.getValue());
                }
                yield endObject();
            }
            case List<?> list -> {
                beginArray();
                for (Object element : list) {
                    value(element);
                }
                yield endArray();
            }
            default ->
                throw new IllegalArgumentException("a " + value.getClass().getName() + " has no form in JSON");
        };
    }
}
