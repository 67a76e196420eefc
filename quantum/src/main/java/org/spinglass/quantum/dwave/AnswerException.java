// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;

/** The service was reached, and its answer cannot be read. */
final class AnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean isFinal;

    /**
     * With a message that names what was wrong and what was expected.
     *
     * @param isFinal whether the next answer will be no better
     */
    AnswerException(String message, boolean isFinal) {
        super(message);
        this.isFinal = isFinal;
    }

    /** An answer that is too long. */
    static AnswerException tooLong(long most) {
        return new AnswerException("an answer has more than " + most + " bytes; expected at most that many", true);
    }

    boolean isFinal() {
        return isFinal;
    }
}
