// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;

/** One line at the bottom of a terminal, drawn over itself: words, a bar, words. */
final class StatusLine {
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 8;

    private final Terminal terminal;
    private boolean isShown;

    StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows the line; where it is too long for the screen the words after the bar lose their end. */
    void show(String before, double share, String after) {
        int room = terminal.columns() - 1 - before.length() - 6;
        int length = Math.clamp(room - after.length(), SHORTEST_BAR, LONGEST_BAR);
        String percent = String.format(Locale.ROOT, " %3d%%", (int) Math.floor(100 * Math.clamp(share, 0.0, 1.0)));
        String text = before + bar(share, length) + percent + after;
        String shown = text.substring(0, Math.min(text.length(), terminal.columns() - 1));
        terminal.err().print("\r" + shown + "\u001b[K");
        terminal.err().flush();
        isShown = true;
    }

    private String bar(double share, int length) {
        int full = (int) Math.round(length * Math.clamp(share, 0.0, 1.0));
        String done = terminal.hasUnicode() ? "\u2501" : "=";
        String toDo = terminal.hasUnicode() ? "\u2500" : "-";
        return done.repeat(full) + toDo.repeat(length - full);
    }

    /** Takes the line away. */
    void clear() {
        if (isShown) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
            isShown = false;
        }
    }

    /** A time as people write it: {@code 7 s}, {@code 2:05 min}, {@code 1:02 h}. */
    static String time(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "?";
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }
}
