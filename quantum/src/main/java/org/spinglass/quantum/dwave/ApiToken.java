// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

/**
 * What a service knows a user by. It is sent in a header and shown nowhere: {@link #toString} does not tell it, and what is
 * shown of a service's texts goes through {@link #hiddenIn}. Immutable.
 */
final class ApiToken {
    private static final String HIDDEN = "[token]";

    private final String value;

    /**
     * A token.
     *
     * @throws ConfigException when it is empty or cannot stand in a header; the message does not show it
     */
    ApiToken(String value) {
        this.value = value.strip();
        if (this.value.isEmpty()) {
            throw new ConfigException("the API token is empty; expected the one that the service's dashboard shows");
        }
        if (this.value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new ConfigException("the API token has blanks or characters other than ASCII; expected it as the"
                    + " service's dashboard shows it");
        }
    }

    /** The value of the header. */
    String value() {
        return value;
    }

    /** A text with the token, should it be there, made unreadable. */
    String hiddenIn(String text) {
        return text.replace(value, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
