// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

/**
 * What the launcher asks before it fetches the part of the program for backpropagation, with PyTorch: whether the
 * arguments, when they are in order, need it. Then a command only checks what it was given and answers by its exit code.
 */
final class OptionalParts {
    /** The property by which the launcher says what a start is for. */
    private static final String PURPOSE = "spinglass.purpose";

    /** All that is needed is there. */
    private static final int NONE_NEEDED = 10;

    /** Backpropagation is needed. */
    private static final int BACKPROP_NEEDED = 11;

    private OptionalParts() {}

    /** Whether this start is for that question. */
    static boolean isAsked() {
        return "parts".equals(System.getProperty(PURPOSE));
    }

    /** The exit code that answers it. */
    static int answer(boolean needsBackprop) {
        return needsBackprop ? BACKPROP_NEEDED : NONE_NEEDED;
    }
}
