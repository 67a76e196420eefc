// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a property of a solver is compared with what is wanted. A property that a solver does not have satisfies none but
 * {@link #EQ} with null and {@link #AVAILABLE} with false; properties of another kind satisfy none.
 */
enum FilterOperator {
    /** Equal; 1 and 1.0 are. */
    EQ,
    /** Below. */
    LT,
    /** Not above. */
    LTE,
    /** Above. */
    GT,
    /** Not below. */
    GTE,
    /** Whether it is there at all. */
    AVAILABLE,
    /** A text matches an expression from end to end. */
    REGEX,
    /** A range contains a number or a range. */
    COVERS,
    /** A number or a range lies in a range. */
    WITHIN,
    /** A value is one of a list. */
    IN,
    /** A list has a value, an object a key, a text a part. */
    CONTAINS,
    /** All values of a list are in another. */
    ISSUBSET,
    /** A list has all values of another. */
    ISSUPERSET;

    /** The operator of a name, in lower case; null where there is none. */
    static @Nullable FilterOperator named(String name) {
        for (FilterOperator operator : values()) {
            if (operator.name().toLowerCase(Locale.ROOT).equals(name)) {
                return operator;
            }
        }
        return null;
    }

    /**
     * Whether a property satisfies a wish.
     *
     * @param property missing where the solver has none
     * @throws IllegalArgumentException when the wish is not of a kind that the operator knows
     */
    boolean holds(JsonNode property, JsonNode wish) {
        boolean isThere = !property.isMissingNode() && !property.isNull();
        if (this == AVAILABLE) {
            return isThere == isTrue(wish);
        }
        if (this == EQ) {
            return isThere ? isEqual(property, wish) : wish.isNull();
        }
        return isThere && compares(property, wish);
    }

    private boolean compares(JsonNode property, JsonNode wish) {
        return switch (this) {
            case LT -> isOrdered(property, wish) && order(property, wish) < 0;
            case LTE -> isOrdered(property, wish) && order(property, wish) <= 0;
            case GT -> isOrdered(property, wish) && order(property, wish) > 0;
            case GTE -> isOrdered(property, wish) && order(property, wish) >= 0;
            case REGEX ->
                property.isString()
                        && expression(wish).matcher(property.stringValue()).matches();
            case COVERS -> isRange(property) && isInside(wish, property);
            case WITHIN -> {
                require(isRange(wish), wish, "a list of two numbers");
                yield isInside(property, wish);
            }
            case IN -> has(list(wish), property);
            case CONTAINS ->
                property.isString() && wish.isString()
                        ? property.stringValue().contains(wish.stringValue())
                        : property.isObject() && wish.isString()
                                ? property.has(wish.stringValue())
                                : property.isArray() && has(list(property), wish);
            case ISSUBSET -> property.isArray() && hasAll(list(wish), list(property));
            case ISSUPERSET -> property.isArray() && hasAll(list(property), list(wish));
            case EQ, AVAILABLE -> throw new AssertionError("handled before");
        };
    }

    private static boolean isTrue(JsonNode wish) {
        require(wish.isBoolean(), wish, "true or false");
        return wish.booleanValue();
    }

    private static Pattern expression(JsonNode wish) {
        require(wish.isString(), wish, "a regular expression");
        try {
            return Pattern.compile(wish.stringValue());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(wish + "; expected a regular expression: " + e.getDescription(), e);
        }
    }

    private static List<JsonNode> list(JsonNode values) {
        require(values.isArray(), values, "a list");
        return Collections.unmodifiableList(values.valueStream().toList());
    }

    private static boolean has(List<JsonNode> values, JsonNode value) {
        return values.stream().anyMatch(each -> isEqual(each, value));
    }

    private static boolean hasAll(List<JsonNode> values, List<JsonNode> wanted) {
        return wanted.stream().allMatch(value -> has(values, value));
    }

    /** Numbers by value, lists by their elements, objects by their keys. */
    private static boolean isEqual(JsonNode a, JsonNode b) {
        return a.equals(FilterOperator::numbers, b);
    }

    private static int numbers(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private static boolean isOrdered(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() || a.isString() && b.isString();
    }

    private static int order(JsonNode a, JsonNode b) {
        return a.isNumber()
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : a.stringValue().compareTo(b.stringValue());
    }

    private static boolean isRange(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isNumber()
                && value.get(1).isNumber();
    }

    /** Whether a number or a range lies in a range; ends may come in any order. */
    private static boolean isInside(JsonNode inner, JsonNode outer) {
        if (!inner.isNumber() && !isRange(inner)) {
            return false;
        }
        double from = inner.isNumber() ? inner.doubleValue() : least(inner);
        double to = inner.isNumber() ? inner.doubleValue() : most(inner);
        return least(outer) <= from && to <= most(outer);
    }

    private static double least(JsonNode range) {
        return Math.min(range.get(0).doubleValue(), range.get(1).doubleValue());
    }

    private static double most(JsonNode range) {
        return Math.max(range.get(0).doubleValue(), range.get(1).doubleValue());
    }

    private static void require(boolean holds, JsonNode wish, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(wish + "; expected " + expected);
        }
    }
}
