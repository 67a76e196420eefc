// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting as it describes itself: a component of a record that has a {@link Setting}. Immutable.
 *
 * @param name of the component, as a user writes it
 * @param type of the component
 * @param meaning in a few words
 * @param least the least number that it may be
 * @param above a number that it must be above
 * @param most the largest number that it may be
 * @param below a number that it must be below
 * @param words what is expected, where kind and range do not tell; may be empty
 * @param standard what holds where there is no value; may be empty
 */
public record SettingDescription(
        String name,
        Class<?> type,
        String meaning,
        double least,
        double above,
        double most,
        double below,
        String words,
        String standard) {

    /** The settings of a record in their order; components without a {@link Setting} are none. */
    public static List<SettingDescription> of(Class<? extends Record> settings) {
        return Arrays.stream(settings.getRecordComponents())
                .flatMap(component -> of(component).stream())
                .toList();
    }

    /** The setting that a component of a record is; empty where it is none. */
    public static Optional<SettingDescription> of(RecordComponent component) {
        return Optional.ofNullable(component.getAnnotation(Setting.class))
                .map(setting -> new SettingDescription(
                        component.getName(),
                        component.getType(),
                        setting.meaning(),
                        setting.least(),
                        setting.above(),
                        setting.most(),
                        setting.below(),
                        setting.expected(),
                        setting.standard()));
    }

    /** The same with another range, its ends included. */
    public SettingDescription withRange(double newLeast, double newMost) {
        return new SettingDescription(
                name,
                type,
                meaning,
                newLeast,
                Double.NEGATIVE_INFINITY,
                newMost,
                Double.POSITIVE_INFINITY,
                words,
                standard);
    }

    /**
     * Checks values against their ranges; for the constructors of records of settings.
     *
     * @param settings a record whose components are settings, all of them
     * @param values in the order of the components
     * @throws IllegalArgumentException naming setting and value, and telling what was expected
     */
    public static void check(Class<? extends Record> settings, @Nullable Object... values) {
        List<SettingDescription> all = of(settings);
        if (all.size() != values.length) {
            throw new IllegalArgumentException(settings + " has " + all.size() + " settings");
        }
        for (int i = 0; i < values.length; i++) {
            if (!all.get(i).accepts(values[i])) {
                throw new IllegalArgumentException(all.get(i).fault(shown(values[i])));
            }
        }
    }

    /** Whether a value of the right type is within the range; none is where one may be left out. */
    public boolean accepts(@Nullable Object value) {
        return switch (value) {
            case null -> !type.isPrimitive();
            case OptionalDouble maybe -> maybe.isEmpty() || isWithin(maybe.getAsDouble());
            case Number number -> isWithin(number.doubleValue());
            default -> true;
        };
    }

    private boolean isWithin(double number) {
        return Double.isFinite(number) && number >= least && number > above && number <= most && number < below;
    }

    /** The message of a value that is not what was expected. */
    public String fault(String written) {
        return "%s is '%s'; expected %s".formatted(name, written, expected());
    }

    /** What it may be, in words such as {@code a whole number from 1 to 16}. */
    public String expected() {
        if (!words.isEmpty()) {
            return words;
        }
        if (type.isEnum()) {
            return String.join(" or ", namesOf(type));
        }
        if (type == List.class) {
            return "numbers with commas between, such as 1,2,1";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Path.class) {
            return "a path";
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number" + range();
        }
        return type == double.class || type == OptionalDouble.class ? "a number" + range() : "a text";
    }

    private String range() {
        boolean hasLeast = Double.isFinite(least);
        String low = hasLeast ? shown(least) : Double.isFinite(above) ? shown(above) : "";
        String high = Double.isFinite(most) ? shown(most) : Double.isFinite(below) ? "below " + shown(below) : "";
        if (low.isEmpty()) {
            return high.isEmpty() ? "" : Double.isFinite(most) ? " of at most " + high : " " + high;
        }
        if (hasLeast) {
            return high.isEmpty() ? " of at least " + low : " from " + low + " to " + high;
        }
        String upTo = high.isEmpty() ? "" : Double.isFinite(most) ? " and at most " + high : " and " + high;
        return " above " + low + upTo;
    }

    /** A value as a user writes it; what holds in its place where there is none. */
    public String shownOr(@Nullable Object value) {
        boolean isEmpty = value == null
                || value instanceof OptionalDouble maybe && maybe.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
        return isEmpty && !standard.isEmpty() ? standard : shown(value);
    }

    /** A value as a user writes it. */
    public static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case OptionalDouble maybe -> maybe.isPresent() ? shown(maybe.getAsDouble()) : "none";
            case List<?> list -> list.stream().map(SettingDescription::shown).collect(Collectors.joining(","));
            case Float number -> shown(Double.parseDouble(number.toString()));
            case Double number -> shown(number.doubleValue());
            case Enum<?> constant -> nameOf(constant);
            default -> value.toString();
        };
    }

    private static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e10
                ? Long.toString((long) number)
                : Double.toString(number).replace(".0E", "e").replace('E', 'e');
    }

    /** A constant as a user writes it: its own text where it has one, else its name in small letters with hyphens. */
    public static String nameOf(Enum<?> constant) {
        return constant.toString().equals(constant.name())
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : constant.toString();
    }

    /** The constants of a type as a user writes them. */
    public static List<String> namesOf(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> nameOf((Enum<?>) constant))
                .toList();
    }
}
