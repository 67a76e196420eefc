// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message holds: its {@code Accept} and {@code Content-Type}, with the version of the representation. */
public enum MediaType {
    /** All solvers. */
    SOLVERS("solver-definition-list"),
    /** One solver. */
    SOLVER("solver-definition"),
    /** States of problems. */
    PROBLEMS("problems"),
    /** The state of one problem, and its answer once it is there. */
    PROBLEM("problem"),
    /** A problem as it was submitted. */
    DATA("problem-data"),
    /** An answer alone. */
    ANSWER("problem-answer"),
    /** Messages about a problem. */
    MESSAGES("problem-message");

    private static final String PREFIX = "application/vnd.dwave.sapi.";
    private static final String VERSION = "3.0.0";
    private static final Pattern VERSION_PARAMETER = Pattern.compile(";\\s*version\\s*=\\s*\"?([0-9.]+)\"?");

    private final String name;

    MediaType(String name) {
        this.name = PREFIX + name + "+json";
    }

    /** Without a version, such as {@code application/vnd.dwave.sapi.problems+json}. */
    public String plain() {
        return name;
    }

    /** The value of {@code Accept}, and of {@code Content-Type} in a response: with version 3.0.0. */
    public String versioned() {
        return name + "; version=" + VERSION;
    }

    /** Whether a {@code Content-Type} is this type in version 3. */
    public boolean matches(@Nullable String contentType) {
        return names(contentType) && "3".equals(major(contentType));
    }

    /** Whether a header's value is this type, in whatever version. */
    public boolean names(@Nullable String header) {
        return header != null
                && header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(name);
    }

    /** The first number of the version in a header's value; null where it has none. */
    public static @Nullable String major(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = VERSION_PARAMETER.matcher(header.toLowerCase(Locale.ROOT));
        return matcher.find() ? matcher.group(1).split("\\.", 2)[0] : null;
    }
}
