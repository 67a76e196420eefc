// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.json;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What is wrong with a JSON text, for people. */
public final class JsonFault {
    private JsonFault() {}

    /** One line: the fault and where it is, as far as that is known. */
    public static String of(JacksonException e) {
        String message = Objects.requireNonNullElse(e.getOriginalMessage(), "it cannot be read")
                .replaceAll("(?s) \\(start marker at .*|\\R.*", "");
        TokenStreamLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? message
                : message + ", in line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
