// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

/**
 * What the launcher asks before it fetches an optional part of the program, that for backpropagation, with PyTorch, or
 * that for clusters, with Apache Spark: which of them the arguments, when they are in order, need. Then a command only
 * checks what it was given and answers by its exit code.
 */
final class OptionalParts {
    /** The property by which the launcher says what a start is for. */
    private static final String PURPOSE = "spinglass.purpose";

    /** Nothing more is needed; one more for backpropagation, and two more for a cluster. */
    private static final int NONE_NEEDED = 10;

    private static final int BACKPROP = 1;
    private static final int CLUSTER = 2;

    private OptionalParts() {}

    /** Whether this start is for that question. */
    static boolean isAsked() {
        return "parts".equals(System.getProperty(PURPOSE));
    }

    /** The exit code that answers it. */
    static int answer(boolean needsBackprop, boolean needsCluster) {
        return NONE_NEEDED + (needsBackprop ? BACKPROP : 0) + (needsCluster ? CLUSTER : 0);
    }
}
