// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.SettingDescription;

/**
 * Makes records of settings of what a user wrote, and tells of them. Its components have each
 * a {@link org.spinglass.training.Setting}, or are records of settings themselves, whose settings are then its own. Defaults are the values of the
 * record that is begun with.
 *
 * @param prefix stands before the names among other settings; may be empty
 * @param owner whose settings they are, behind {@code unknown setting 'x'}; may be empty
 */
public record SettingBinder(String prefix, String owner) {
    /** For settings without a prefix. */
    public static final SettingBinder PLAIN = new SettingBinder("", "");

    /**
     * A record with the values that were given in place of its own.
     *
     * @param base has the defaults
     * @param given by the names without the prefix
     * @throws SettingException when there is no such setting, or a value is of another kind or out of its range; the message
     *     tells what was expected
     */
    public <R extends Record> R bind(R base, GivenSettings given) {
        return bind(base, given, namesOf(base));
    }

    /**
     * The same, of settings some of which are not to be given.
     *
     * @param names that may be given, for the message
     */
    public <R extends Record> R bind(R base, GivenSettings given, List<String> names) {
        for (String name : given.names()) {
            if (!names.contains(name)) {
                throw new SettingException(
                        prefix + name,
                        "unknown setting '%s'%s; there are %s".formatted(name, owner, String.join(", ", names)));
            }
        }
        return bindSome(base, given);
    }

    /**
     * The same, of settings among others, which are not looked at.
     *
     * @throws SettingException when a value is of another kind or out of its range
     */
    public <R extends Record> R bindSome(R base, GivenSettings given) {
        return made(base, given, UnaryOperator.identity());
    }

    @SuppressWarnings("unchecked") // of the very class of base
    private <R extends Record> R made(R base, GivenSettings given, UnaryOperator<SettingDescription> outer) {
        RecordComponent[] components = base.getClass().getRecordComponents();
        UnaryOperator<SettingDescription> narrowing = narrowing(base, outer);
        try {
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object standard = valueOf(components[i], base);
                SettingDescription setting =
                        SettingDescription.of(components[i]).map(narrowing).orElse(null);
                values[i] = setting == null
                        ? made((Record) Objects.requireNonNull(standard), given, narrowing)
                        : value(setting, standard, given);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = base.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (R) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong && wrong.getMessage() != null) {
                String message = wrong.getMessage();
                String name = message.substring(0, Math.max(0, message.indexOf(' ')));
                throw new SettingException(prefix + name, prefix + message);
            }
            throw new IllegalStateException("settings that cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(base.getClass() + " is no record of settings that can be reached", e);
        }
    }

    /** Records of this module need not be public; those of others are. */
    private static @Nullable Object valueOf(RecordComponent component, Record settings)
            throws ReflectiveOperationException {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(settings);
    }

    private static UnaryOperator<SettingDescription> narrowing(
            Record settings, UnaryOperator<SettingDescription> outer) {
        return settings instanceof NarrowedSettings own ? setting -> outer.apply(own.narrowed(setting)) : outer;
    }

    private @Nullable Object value(SettingDescription setting, @Nullable Object standard, GivenSettings given) {
        Object written = given.value(setting.name());
        if (written == null) {
            return standard;
        }
        Object value = SettingValue.of(setting.type(), written, given.folder());
        if (value == null || !setting.accepts(value)) {
            throw new SettingException(prefix + setting.name(), prefix + setting.fault(SettingValue.shown(written)));
        }
        return value;
    }

    /** The names of a record's settings, in their order. */
    public static List<String> namesOf(Record settings) {
        return List.copyOf(valuesOf(settings).keySet().stream()
                .map(SettingDescription::name)
                .toList());
    }

    /** A record's settings with their values, in their order. */
    public static Map<SettingDescription, @Nullable Object> valuesOf(Record settings) {
        Map<SettingDescription, @Nullable Object> values = new LinkedHashMap<>();
        collect(settings, UnaryOperator.identity(), values);
        return values;
    }

    private static void collect(
            Record settings,
            UnaryOperator<SettingDescription> outer,
            Map<SettingDescription, @Nullable Object> values) {
        UnaryOperator<SettingDescription> narrowing = narrowing(settings, outer);
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            try {
                Object value = valueOf(component, settings);
                SettingDescription setting =
                        SettingDescription.of(component).map(narrowing).orElse(null);
                if (setting == null) {
                    collect((Record) Objects.requireNonNull(value), narrowing, values);
                } else {
                    values.put(setting, value);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        settings.getClass() + " is no record of settings that can be reached", e);
            }
        }
    }
}
