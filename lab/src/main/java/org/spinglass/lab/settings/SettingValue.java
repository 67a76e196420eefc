// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.SettingDescription;

/**
 * Values of settings from what was written: texts, or numbers, truth values and lists of a YAML file. A type other than those
 * of the language has a static method {@code parse} that makes one of a text and throws {@link
 * IllegalArgumentException} where it cannot.
 */
final class SettingValue {
    private static final String NUMBER = "[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,4})?";

    private SettingValue() {}

    /**
     * The value for a component of a type.
     *
     * @param folder that a path is relative to
     * @return null where what was written is no such value
     */
    static @Nullable Object of(Class<?> type, Object written, Path folder) {
        if (type == int.class || type == Integer.class) {
            return whole(written);
        }
        if (type == double.class || type == Double.class) {
            return number(written);
        }
        if (type == OptionalDouble.class) {
            Double number = number(written);
            return number == null ? null : OptionalDouble.of(number);
        }
        if (type == boolean.class) {
            String text = shown(written);
            return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
        }
        if (type == List.class) {
            return numbers(written);
        }
        if (type == String.class) {
            return shown(written);
        }
        if (type == Path.class) {
            return path(shown(written), folder);
        }
        if (type == Duration.class) {
            return TimeText.parse(shown(written)).orElse(null);
        }
        return type.isEnum() ? constant(type, shown(written)) : parsed(type, shown(written));
    }

    /** As it was written, a list with commas between. */
    static String shown(Object written) {
        return written instanceof List<?> list
                ? list.stream().map(SettingValue::shown).collect(Collectors.joining(","))
                : SettingDescription.shown(written);
    }

    /** A finite number; null where there is none. */
    static @Nullable Double number(Object written) {
        String text = written.toString().strip();
        if (!(written instanceof Number) && !(written instanceof String) || !text.matches(NUMBER)) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? value : null;
    }

    private static @Nullable Integer whole(Object written) {
        if (number(written) == null) {
            return null;
        }
        try {
            return new BigDecimal(written.toString().strip()).intValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable List<Float> numbers(Object written) {
        List<?> parts = written instanceof List<?> list
                ? list
                : written instanceof String text ? List.of(text.split(",", -1)) : List.of(written);
        List<Float> numbers = new ArrayList<>();
        for (Object part : parts) {
            Double number = number(part);
            if (number == null || !Float.isFinite(number.floatValue())) {
                return null;
            }
            numbers.add(number.floatValue());
        }
        return numbers;
    }

    private static @Nullable Path path(String text, Path folder) {
        try {
            return text.isBlank() ? null : folder.resolve(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static @Nullable Object constant(Class<?> type, String text) {
        String name = text.toLowerCase(Locale.ROOT).replace('_', '-');
        return Stream.of(type.getEnumConstants())
                .filter(constant ->
                        SettingDescription.nameOf((Enum<?>) constant).equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object parsed(Class<?> type, String text) {
        try {
            Method parse = type.getDeclaredMethod("parse", String.class);
            parse.setAccessible(true);
            return Objects.requireNonNull(parse.invoke(null, text));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return null;
            }
            throw new IllegalStateException(type + " cannot be parsed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no static method parse", e);
        }
    }
}
