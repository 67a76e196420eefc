// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.json;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** What Jackson finds wrong with a text in JSON or YAML, for people. */
public final class TextFault {
    /** What the parser says to programmers: where it was given the text from, its settings, its tokens. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(
            " \\((start marker at|for (Object|Array) starting|but (could|might) if|although|disable `|set |"
                    + "token `|index |class |bound as ).*|; `.*|: (value looks like|not allowed as per|hexadecimal number literals|enable) .*|, got this instead.*");

    /** Its words for a character, with its number after it. */
    private static final Pattern NUMBERED = Pattern.compile("\\(('.') \\(code \\d+[^)]*\\)\\)");

    /** A type of Java's, of which the last name alone says something. */
    private static final Pattern TYPE = Pattern.compile("`(?:\\w+[.$])*(\\w+)(?:<[^`]*>)?`");

    private TextFault() {}

    /**
     * The fault in one line, without where it is.
     *
     * @param otherwise what to say where the parser says nothing
     */
    public static String of(JacksonException e, String otherwise) {
        String lines = Objects.requireNonNullElse(e.getOriginalMessage(), "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        String told = FOR_PROGRAMMERS.matcher(lines).replaceFirst("");
        String plain = TYPE.matcher(NUMBERED.matcher(told).replaceAll("$1"))
                .replaceAll("$1")
                .replaceAll("\\p{Cntrl}", "?");
        return plain.isEmpty() ? otherwise : plain;
    }

    /** The keys that lead to the fault, parted by dots; empty where none is known. */
    public static String key(JacksonException e) {
        return e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
