// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Faults of Jackson's parser as those of a file. */
final class JsonFault {
    static final String END = "the text ends within a value";

    private static final String NOT_UTF8 = "a string is not UTF-8";
    /** What the parser says to programmers: settings that would let the text pass. */
    private static final Pattern ADVICE =
            Pattern.compile("(: enable |: maybe a|: hexadecimal | \\((not recogni|for |consider )).*");
    /** Its words for a character, with its number after it. */
    private static final Pattern CHARACTER = Pattern.compile("\\(?('.') \\(code \\d+[^)]*\\)\\)?");

    private static final Pattern CONTROL = Pattern.compile("\\(?\\(CTRL-CHAR, code (\\d+)\\)\\)?");
    /** What it says of the first bytes, where the encoding is found out. */
    private static final Pattern ENCODING = Pattern.compile("Unsupported UCS-4|Unexpected byte 0x");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~\u0080-\uffff]+");

    private JsonFault() {}

    /** A fault at a line unless it says where it is itself; what the file's stream threw stays as it is. */
    static IOException of(JacksonException fault, String source, long line) {
        if (fault instanceof JacksonIOException wrapped && wrapped.getCause() instanceof IOException cause) {
            boolean isEncoding = cause instanceof CharConversionException
                    || ENCODING.matcher(String.valueOf(cause.getMessage())).lookingAt();
            return isEncoding ? FormatException.atLine(source, line, NOT_UTF8) : cause;
        }
        TokenStreamLocation place = fault.getLocation();
        long where = place == null || place.getLineNr() < 1 ? line : place.getLineNr();
        return FormatException.atLine(source, where, isEnd(fault) ? END : problem(fault.getOriginalMessage(), place));
    }

    static boolean isEnd(RuntimeException fault) {
        return fault instanceof UnexpectedEndOfInputException
                || String.valueOf(fault.getMessage()).startsWith("Unexpected end-of-input");
    }

    private static String problem(String message, TokenStreamLocation place) {
        if (message.startsWith("Invalid UTF-8")) {
            return NOT_UTF8;
        }
        String text =
                ADVICE.matcher(UNPRINTABLE.matcher(message).replaceAll("?")).replaceFirst("");
        String named = CONTROL.matcher(CHARACTER.matcher(text).replaceAll("$1")).replaceAll("of code $1");
        String problem = named.substring(0, 1).toLowerCase(Locale.ROOT) + named.substring(1);
        return place == null || place.getColumnNr() < 1 ? problem : problem + ", in column " + place.getColumnNr();
    }
}
