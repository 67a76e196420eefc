// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;

/** What a JSON text may hold, told in the words of this module. */
final class JsonLimits extends StreamReadConstraints {
    static final int LONGEST_STRING = 1 << 16;
    static final int LONGEST_NUMBER = 1024;

    private static final long serialVersionUID = 1;
    private static final int DEEPEST = 60;
    private static final int ANY = -1;

    JsonLimits() {
        super(DEEPEST, ANY, ANY, LONGEST_NUMBER, LONGEST_STRING, LONGEST_STRING);
    }

    @Override
    public void validateNestingDepth(int depth) {
        require(depth <= DEEPEST, "values are nested more than " + DEEPEST + " deep");
    }

    @Override
    public void validateStringLength(int length) {
        require(length <= LONGEST_STRING, "a string is longer than " + LONGEST_STRING + " characters");
    }

    @Override
    public void validateNameLength(int length) {
        validateStringLength(length);
    }

    @Override
    public void validateIntegerLength(int length) {
        require(length <= LONGEST_NUMBER, "a number is longer than " + LONGEST_NUMBER + " digits");
    }

    @Override
    public void validateFPLength(int length) {
        validateIntegerLength(length);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new StreamConstraintsException(problem);
        }
    }
}
