// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.StringTokenizer;

/** Numbers between white space, over the ends of lines. */
final class Numbers {
    private final Lines lines;
    private StringTokenizer words = new StringTokenizer("");

    Numbers(Lines lines) {
        this.lines = lines;
    }

    /** Whether there is another one, or another word. */
    boolean hasNext() throws IOException {
        while (!words.hasMoreTokens()) {
            String line = lines.next();
            if (line == null) {
                return false;
            }
            words = new StringTokenizer(line);
        }
        return true;
    }

    private String next(String what) throws IOException {
        if (!hasNext()) {
            throw lines.error(lines.number(), "the file ends too early; expected " + what);
        }
        return words.nextToken();
    }

    int whole(String what) throws IOException {
        return whole(what, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    int whole(String what, int least, int most) throws IOException {
        return lines.whole(next(what), lines.number(), what, least, most);
    }

    double number(String what) throws IOException {
        return lines.number(next(what), lines.number(), what);
    }
}
