// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.FormatException;

/** The lines of a text, counted. */
final class Lines {
    private static final double LARGEST_WHOLE = 1e15;

    private final String source;
    private final BufferedReader reader;
    private long number;

    Lines(String source, Reader reader) {
        this.source = source;
        this.reader = new BufferedReader(reader);
    }

    /** The next line; null at the end. */
    @Nullable
    String next() throws IOException {
        String line = reader.readLine();
        number += line == null ? 0 : 1;
        return line;
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }

    /** A number as files have it: whole ones without a point. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    FormatException error(long line, String problem) {
        return FormatException.atLine(source, line, problem);
    }

    FormatException error(String problem) {
        return FormatException.of(source, problem);
    }

    /** A finite number. */
    double number(String text, long line, String what) throws FormatException {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && !text.isEmpty() && !Character.isLetter(text.charAt(text.length() - 1))) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw error(line, what + " is '" + text + "'; expected a number");
        }
        throw error(line, what + " is '" + text + "'; expected a finite number");
    }

    /** A whole number within bounds. */
    int whole(String text, long line, String what, int least, int most) throws FormatException {
        double value = number(text, line, what);
        if (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE || value < least || value > most) {
            throw error(line, what + " is " + text + "; expected a whole number from " + least + " to " + most);
        }
        return (int) value;
    }
}
