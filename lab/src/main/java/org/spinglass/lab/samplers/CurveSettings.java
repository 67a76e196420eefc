package org.spinglass.lab.samplers;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.Records;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Settings of a trainer that an experiment changes, in their order, each with its place in the file. A value is a number,
 * a text, or a list of such.
 */
@JsonDeserialize(using = CurveSettings.Reader.class)
public record CurveSettings(Map<String, Setting> settings) {
    /** No setting changed. */
    public static final CurveSettings NONE = new CurveSettings(Map.of());

    /** Keeps a copy. */
    public CurveSettings {
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * A value and where its key stands.
     *
     * @param value a {@link Number}, {@link String}, {@link Boolean} or {@link List} of such
     * @param line from 1
     * @param column from 1
     */
    public record Setting(Object value, int line, int column) {}

    /** The values by their names. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach((name, setting) -> values.put(name, setting.value()));
        return values;
    }

    /** The values as a provider of trainers takes them; lists with commas between. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.forEach((name, setting) -> texts.put(
                name,
                setting.value() instanceof List<?> list
                        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                        : setting.value().toString()));
        return texts;
    }

    /** {@code line:column} of a setting, of the first one when there is none of the name; null without settings. */
    @Nullable
    public String place(String name) {
        Setting setting = settings.get(name);
        if (setting == null) {
            setting = settings.values().stream().findFirst().orElse(null);
        }
        return setting == null ? null : setting.line() + ":" + setting.column();
    }

    /** Reads a mapping and notes where its keys stand. */
    static final class Reader extends ValueDeserializer<CurveSettings> {
        @Override
        public CurveSettings deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return context.reportInputMismatch(CurveSettings.class, "expected a mapping of settings");
            }
            Map<String, Setting> settings = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                int line = parser.currentTokenLocation().getLineNr();
                int column = parser.currentTokenLocation().getColumnNr();
                parser.nextToken();
                Object value = value(name, parser, context);
                settings.put(name, new Setting(placed(name, value, Records.folder(context)), line, column));
            }
            return new CurveSettings(settings);
        }

        /** A path is taken from the folder of the file that it stands in; what can be no path stays for who reads it. */
        private static Object placed(String name, Object value, Path folder) {
            try {
                return QuantumOptions.isPath(name)
                        ? folder.resolve(value.toString()).toString()
                        : value;
            } catch (InvalidPathException e) {
                return value;
            }
        }

        /** Numbers such as 5e3, which YAML takes for texts as they have no point. */
        private static Object number(String text) {
            return text.matches("[-+]?[0-9]+[eE][-+]?[0-9]+") ? (Object) Double.valueOf(text) : text;
        }

        private static Object value(String name, JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> number(parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                case START_ARRAY -> {
                    List<Object> list = new ArrayList<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        list.add(value(name, parser, context));
                    }
                    yield List.copyOf(list);
                }
                default ->
                    context.reportInputMismatch(
                            CurveSettings.class, "%s: expected a number, a text or a list of such", name);
            };
        }
    }
}
