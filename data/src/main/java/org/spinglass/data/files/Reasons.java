// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words for a message. */
final class Reasons {
    private Reasons() {}

    private static final int MOST_SHOWN = 200;

    /** A text of a file as it is fit for a message: in one line, not too long. */
    static String shown(String text) {
        String line = text.codePoints()
                .limit(MOST_SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.codePointCount(0, text.length()) > MOST_SHOWN ? line + "..." : line;
    }

    static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason(); // its message has the path, which the caller names
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
