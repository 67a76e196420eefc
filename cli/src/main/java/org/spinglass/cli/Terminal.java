// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Where the program writes: answers to {@code out}, progress and messages to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param isInteractive whether a person watches {@code err}
 * @param columns width of the screen, where there is one
 * @param hasUnicode whether {@code err} can show more than ASCII
 */
record Terminal(PrintWriter out, PrintWriter err, boolean isInteractive, int columns, boolean hasUnicode) {
    private static final int USUAL_COLUMNS = 80;

    /** The process's own, as the launcher describes it in {@code spinglass.terminal} and {@code spinglass.columns}. */
    static Terminal ofProcess() {
        return new Terminal(
                new StandardOutput(new FileOutputStream(FileDescriptor.out), System.out.charset()),
                new PrintWriter(System.err, true),
                Boolean.getBoolean("spinglass.terminal"),
                Math.max(40, Integer.getInteger("spinglass.columns", USUAL_COLUMNS)),
                System.err.charset().newEncoder().canEncode('\u2501'));
    }

    /**
     * Writes out what was printed on standard output.
     *
     * @throws WorkException when not all of it can be
     */
    void requireWritten() {
        if (out.checkError()) {
            IOException reason = out instanceof StandardOutput known ? known.failure() : null;
            throw reason == null
                    ? new WorkException("standard output cannot be written", new IOException("of an unknown reason"))
                    : new WorkException("standard output cannot be written: " + reason.getMessage(), reason);
        }
    }

    /**
     * Prints one line on standard error that says what went wrong, whatever the message holds: names of files may hold
     * the ends of lines and what a terminal obeys.
     */
    void error(String message) {
        err.println(
                "spinglass: " + message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?"));
        err.flush();
    }
}
