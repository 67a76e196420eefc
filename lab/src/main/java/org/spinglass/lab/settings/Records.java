// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.spinglass.network.internal.json.TextFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Records as YAML and JSON texts, and back; every key must be there, and no other. */
public final class Records {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    private static final ObjectMapper LENIENT_YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(tools.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final String FOLDER = "folder";

    private Records() {}

    /** A record as YAML. */
    public static String yaml(Object value) {
        return YAML.writeValueAsString(value);
    }

    /** A record as one line of JSON. */
    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** A record as JSON for people too, with a line end. */
    public static String prettyJson(Object value) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /** A record from JSON; throws a {@link JacksonException} where it is none. */
    public static <T> T parseJson(String text, Class<T> type) {
        return JSON.readValue(text, type);
    }

    /**
     * Reads a YAML text; a {@link LabException} names source, line, column and fault when it does not hold such a record.
     * Keys of nullable components may be left out.
     *
     * @param expected what the record is, such as {@code an experiment}
     * @param folder that paths in the text are relative to
     */
    public static <T extends Record> T parseYaml(
            String source, String text, Class<T> type, String expected, Path folder) {
        RecordKeys keys = null;
        try {
            keys = RecordKeys.checked(source, text, type, expected);
            return LENIENT_YAML.readerFor(type).withAttribute(FOLDER, folder).readValue(text);
        } catch (JacksonException e) {
            String fault = fault(e);
            String where = keys == null ? null : keys.place(path(e), fault);
            throw new LabException(source + ":" + (where == null ? place(e) : where) + " " + fault, e);
        }
    }

    /** The folder that paths in a text are relative to. */
    public static Path folder(DeserializationContext context) {
        return context.getAttribute(FOLDER) instanceof Path folder ? folder : Path.of("");
    }

    private static String place(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? ""
                : place.getLineNr() + ":" + Math.max(1, place.getColumnNr()) + ":";
    }

    /** The path of a value in a text, such as {@code curves[0].published}; empty for the whole. */
    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    /** Reads a YAML file; a {@link LabException} names file, line and fault when it does not hold such a record. */
    public static <T> T readYaml(Path file, Class<T> type) {
        try {
            T value = YAML.readValue(Files.readString(file), type);
            if (value == null) {
                throw new LabException(file + ": is empty; expected the record of a run");
            }
            return value;
        } catch (NoSuchFileException e) {
            throw new LabException(file + ": no such file; expected the record of a run", e);
        } catch (IOException e) {
            throw new LabException(file + ": cannot be read: " + RecordFile.reason(e), e);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String line = place == null || place.getLineNr() < 1 ? "" : ":" + place.getLineNr();
            throw new LabException(file + line + ": " + fault(e), e);
        }
    }

    /** One line: the key, as far as it is known, and what is wrong with it, without Jackson's hints to programmers. */
    private static String fault(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException wrong && wrong.getMessage() != null) {
            return wrong.getMessage();
        }
        String fault = TextFault.of(e, "not a record of a run");
        if (e instanceof StreamReadException) {
            return "not valid YAML: " + fault;
        }
        String key = TextFault.key(e);
        return key.isEmpty() ? fault : key + ": " + fault;
    }
}
