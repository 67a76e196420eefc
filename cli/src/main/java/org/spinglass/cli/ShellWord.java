// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

/** Words as a shell takes them. */
final class ShellWord {
    private ShellWord() {}

    /** The word, in quotes where it needs them. */
    static String of(Object word) {
        String text = word.toString();
        return text.matches("[\\p{L}\\p{N}/._+:,@%=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
