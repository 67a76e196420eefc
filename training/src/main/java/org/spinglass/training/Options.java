package org.spinglass.training;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.ising.Sampler;

/** A trainer's options for the record: every component of its settings, so that none is left out. */
final class Options {
    private Options() {}

    static Map<String, Object> of(Sampler sampler, Record settings) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("sampler", sampler.name());
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
