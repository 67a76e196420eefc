// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.nio.charset.StandardCharsets;

/** Decimal numbers from bytes: the nearest double of each, without making objects for numbers of up to 15 digits. */
final class Decimal {
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimal() {}

    /**
     * The value of {@code [+-] digits [. digits] [e [+-] digits]} with at least one digit before the exponent; NaN for
     * anything else, infinite when a double cannot hold it.
     *
     * <p>A mantissa below 2^53 times or over a power of ten up to 10^22 is one rounding of two exact numbers (Clinger
     * 1990); all others are left to {@link Double#parseDouble}.
     */
    static double parse(byte[] text, int length) {
        int at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean hasPoint = false;
        for (; at < length; at++) {
            byte c = text[at];
            if (c == '.' && !hasPoint) {
                hasPoint = true;
            } else if (c >= '0' && c <= '9') {
                mantissa = digits < 18 ? 10 * mantissa + c - '0' : Long.MAX_VALUE;
                digits++;
                scale -= hasPoint ? 1 : 0;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (at < length) {
            if (text[at] != 'e' && text[at] != 'E') {
                return Double.NaN;
            }
            int sign = at + 1 < length && (text[at + 1] == '-' || text[at + 1] == '+') ? 1 : 0;
            int first = at + 1 + sign;
            if (first == length) {
                return Double.NaN;
            }
            for (int k = first; k < length; k++) {
                if (text[k] < '0' || text[k] > '9') {
                    return Double.NaN;
                }
                exponent = Math.min(100_000, 10 * exponent + text[k] - '0');
            }
            exponent = text[at + 1] == '-' ? -exponent : exponent;
        }
        int power = exponent + scale;
        if (mantissa >= 1L << 53 || power < -22 || power > 22) {
            return Double.parseDouble(new String(text, 0, length, StandardCharsets.ISO_8859_1));
        }
        double value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
        return text[0] == '-' ? -value : value;
    }
}
