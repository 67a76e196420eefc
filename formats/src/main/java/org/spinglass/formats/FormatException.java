// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;

/** A file is not what its format wants, or is larger than may be read; the message names file, place and value. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final String source;
    private final long line;

    private FormatException(String source, long line, String message) {
        super(message);
        this.source = source;
        this.line = line;
    }

    /** What is wrong with a line, counted from 1. */
    public static FormatException atLine(String source, long line, String problem) {
        return new FormatException(source, line, source + ":" + line + ": " + problem);
    }

    /** What is wrong with a file as a whole. */
    public static FormatException of(String source, String problem) {
        return new FormatException(source, 0, source + ": " + problem);
    }

    /** The file. */
    public String source() {
        return source;
    }

    /** The line, from 1; 0 where there is none. */
    public long line() {
        return line;
    }
}
