// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of parameters by their types; lists may be lists or arrays. Faults name the parameter and what was expected. */
final class ParameterValues {
    /** Characters of a value that messages show. */
    private static final int SHOWN = 60;

    private ParameterValues() {}

    static boolean truth(String name, @Nullable Object value, boolean otherwise) {
        return switch (value) {
            case null -> otherwise;
            case Boolean truth -> truth;
            default -> throw expected(name, value, "true or false");
        };
    }

    static double number(String name, Object value, String expected) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw expected(name, value, expected);
    }

    static int wholeNumber(String name, Object value, int least, int most) {
        if (value instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= least
                && number.intValue() <= most) {
            return number.intValue();
        }
        throw expected(name, value, "a whole number from " + least + " to " + most);
    }

    /** A list of so many finite numbers. */
    static double[] numbers(String name, Object value, int count) {
        String expected = "a list of " + count + " finite numbers, one for each qubit, working or not";
        List<?> list = list(value);
        if (list == null || list.size() != count) {
            throw list == null ? expected(name, value, expected) : fault(name, list.size() + " values", expected);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            if (!(list.get(i) instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                throw expected(name + "[" + i + "]", list.get(i), "a finite number");
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }

    /** Two or more pairs of numbers. */
    static double[][] points(String name, Object value) {
        List<?> list = list(value);
        if (list == null || list.size() < 2) {
            throw expectedPoints(name, value);
        }
        return list.stream()
                .map(point -> {
                    List<?> pair = list(point);
                    if (pair != null
                            && pair.size() == 2
                            && pair.get(0) instanceof Number x
                            && pair.get(1) instanceof Number y) {
                        return new double[] {x.doubleValue(), y.doubleValue()};
                    }
                    throw expectedPoints(name, value);
                })
                .toArray(double[][]::new);
    }

    private static IllegalArgumentException expectedPoints(String name, Object value) {
        String second = name.startsWith("h_gain") ? "gain" : "s";
        return expected(name, value, "two or more points [microseconds, " + second + "]");
    }

    /** A value in which arrays are lists, so that equal values are equal. */
    static Object plain(Object value) {
        List<?> list = list(value);
        return list == null ? value : list.stream().map(ParameterValues::plain).toList();
    }

    /** A value as a list; null where it is none. */
    static @Nullable List<?> list(Object value) {
        return switch (value) {
            case List<?> list -> list;
            case Object[] array -> Arrays.asList(array);
            case double[] array -> Arrays.stream(array).boxed().toList();
            case int[] array -> Arrays.stream(array).boxed().toList();
            default -> null;
        };
    }

    static IllegalArgumentException expected(String name, @Nullable Object value, String expected) {
        String text = value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return fault(name, value instanceof String ? "'" + shown + "'" : shown, expected);
    }

    /** The same with the value as it is to be shown. */
    static IllegalArgumentException fault(String name, String shown, String expected) {
        return new IllegalArgumentException(name + " is " + shown + "; expected " + expected);
    }
}
