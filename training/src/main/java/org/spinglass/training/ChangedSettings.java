// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Copies of records of settings that differ in some components. */
final class ChangedSettings {
    private ChangedSettings() {}

    /**
     * The same settings with another value of one.
     *
     * @param name of the component
     * @param value of its type
     * @throws IllegalArgumentException as the constructor throws it, or when there is no such component
     */
    static <R extends Record> R of(R base, String name, Object value) {
        return of(base, Map.of(name, value));
    }

    /**
     * The same settings with other values of some.
     *
     * @param changes values by the names of components
     * @throws IllegalArgumentException as the constructor throws it, or when there is no such component
     */
    @SuppressWarnings("unchecked") // of the very class of base
    static <R extends Record> R of(R base, Map<String, ?> changes) {
        RecordComponent[] components = base.getClass().getRecordComponents();
        Map<String, Object> left = new HashMap<>(changes);
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object changed = left.remove(components[i].getName());
                values[i] = changed == null ? components[i].getAccessor().invoke(base) : changed;
            }
            if (!left.isEmpty()) {
                throw new IllegalArgumentException(base.getClass().getSimpleName() + " has no " + left.keySet());
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (R) base.getClass().getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException("settings that cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(base.getClass() + " is no public record", e);
        }
    }
}
