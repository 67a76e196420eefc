// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trainer's options for the record: every component of its settings, so that none is left out. */
public final class TrainerOptions {
    private TrainerOptions() {}

    /**
     * The options of a trainer that anneals, in reading order.
     *
     * @param sampler the name of its sampler
     * @param settings a public record
     */
    public static Map<String, Object> of(String sampler, Record settings) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("sampler", sampler);
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            try {
                options.put(component.getName(), plain(component.getAccessor().invoke(settings)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the settings of a trainer are public records", e);
            }
        }
        return options;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case List<?> list -> list.toString();
            default -> value;
        };
    }
}
