// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import org.jspecify.annotations.Nullable;

/** A run cannot be begun as asked; the message is one line for the user and tells what was expected. */
public final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable String field;

    /**
     * With the field, as far as it is known.
     *
     * @param field its name; null where it is none, or not known
     * @param message for the user
     */
    public FieldException(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    /** The name of the field that is wrong; null where it is none, or not known. */
    public @Nullable String field() {
        return field;
    }
}
