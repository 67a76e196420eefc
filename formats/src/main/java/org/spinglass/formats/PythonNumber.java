// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.math.BigDecimal;
import java.util.Locale;

/** Double-precision numbers as text, in the shortest form that reads back the same. */
final class PythonNumber {
    private static final int SMALLEST_PLAIN = -4;
    private static final int LARGEST_PLAIN = 16;

    private PythonNumber() {}

    /** As Python's {@code repr} writes a float, so that JSON files are equal byte by byte to those of dimod. */
    static String repr(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        String sign = value < 0 ? "-" : "";
        if (exponent < SMALLEST_PLAIN || exponent >= LARGEST_PLAIN) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return sign
                    + mantissa
                    + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = shortest.toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    /** The same, whole numbers without a point. */
    static String json(double value) {
        return value == (long) value && Math.abs(value) < 1L << 53 ? Long.toString((long) value) : repr(value);
    }

    /** Without an exponent, with at least so many digits after the point. */
    static String plain(double value, int decimals) {
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return shortest.setScale(Math.max(decimals, shortest.scale())).toPlainString();
    }
}
