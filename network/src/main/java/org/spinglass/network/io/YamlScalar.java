// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinglass.network.NetworkException;
import tools.jackson.core.JsonToken;

/**
 * A single value of a YAML text.
 *
 * @param owner the text
 * @param field what the value is, for messages
 * @param token its kind
 * @param text the value as it is written
 * @param place where it stands
 */
record YamlScalar(YamlText owner, String field, JsonToken token, String text, YamlText.Place place) {
    /** A message that says what was expected of the field. */
    NetworkException unexpected(String expected) {
        return unexpected(field, expected);
    }

    private NetworkException unexpected(String field, String expected) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return owner.error(place, field + " must be " + expected + ", not '" + line + "'");
    }

    int positive() {
        return positive("");
    }

    /**
     * A whole number of at least 1.
     *
     * @param orElse what else may stand there, for the message
     */
    int positive(String orElse) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && token == JsonToken.VALUE_NUMBER_INT) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for numbers out of range
        }
        throw unexpected("a whole number of at least 1" + orElse);
    }

    /**
     * A whole number from 0 on.
     *
     * @param most the largest
     * @param orElse what else there is to say of it, for the message
     */
    int upTo(int most, String orElse) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= most && token == JsonToken.VALUE_NUMBER_INT) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for numbers out of range
        }
        throw unexpected("a whole number from 0 to " + most + orElse);
    }

    /**
     * A number from 0 to 1.
     *
     * @param name what to call it in a message
     */
    float fromZeroToOne(String name) {
        float value = number();
        if (value >= 0 && value <= 1) {
            return value;
        }
        throw unexpected(name, "a number from 0 to 1");
    }

    float fromZeroToBelowOne(String name) {
        float value = number();
        if (value >= 0 && value < 1) {
            return value;
        }
        throw unexpected(name, "a number from 0 to below 1");
    }

    /** The number, or NaN where it is none. */
    private float number() {
        try {
            return token.isNumeric() ? Float.parseFloat(text) : Float.NaN;
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    boolean truth() {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected("true or false");
        };
    }

    /** One of some constants, written in small letters. */
    <E extends Enum<E>> E oneOf(E[] constants) {
        return Arrays.stream(constants)
                .filter(constant -> nameOf(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> unexpected(
                        Arrays.stream(constants).map(YamlScalar::nameOf).collect(Collectors.joining(" or "))));
    }

    /** How a constant is written. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
