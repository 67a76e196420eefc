package org.spinglass.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Looks for keys that a record does not have, before the record is read: the reading itself tells of missing keys first,
 * and no longer knows where an unknown one stood.
 */
final class RecordKeys {
    private final String source;

    private RecordKeys(String source) {
        this.source = source;
    }

    /**
     * Goes through a YAML text; what is not of the shape of the record is left to the reading.
     *
     * @throws LabException naming source, line, column and the first unknown key
     */
    static void check(String source, String yaml, Class<? extends Record> type) {
        try (JsonParser parser = YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), yaml)) {
            parser.nextToken();
            new RecordKeys(source).check(parser, type);
        }
    }

    private void check(JsonParser parser, @Nullable Type type) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            Type element = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : null;
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                check(parser, element);
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            boolean isChecked = type instanceof Class<?> record && record.isRecord() && record != CurveSettings.class;
            Map<String, Type> keys = isChecked && type instanceof Class<?> record ? keysOf(record) : Map.of();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                if (isChecked && !keys.containsKey(key)) {
                    TokenStreamLocation place = parser.currentTokenLocation();
                    throw new LabException(String.format(
                            Locale.ROOT,
                            "%s:%d:%d: unknown key '%s'; expected %s",
                            source,
                            place.getLineNr(),
                            place.getColumnNr(),
                            key,
                            String.join(", ", keys.keySet())));
                }
                parser.nextToken();
                check(parser, keys.get(key));
            }
        }
    }

    private static Map<String, Type> keysOf(Class<?> record) {
        Map<String, Type> keys = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            boolean hasName = named != null && !named.value().isEmpty();
            keys.put(hasName ? named.value() : component.getName(), component.getGenericType());
        }
        return keys;
    }
}
