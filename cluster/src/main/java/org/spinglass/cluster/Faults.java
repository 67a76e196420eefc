// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong in a cluster, in one line. */
final class Faults {
    private static final Pattern LOST =
            Pattern.compile("most recent failure: .*?\\(([^ ()]+) executor [^)]*\\): ([^\n]*)");
    private static final Pattern VERSION = Pattern.compile("class file version ([0-9]+)\\.0.*up to ([0-9]+)\\.0");
    private static final int FIRST_JAVA = 44;
    private static final int LONGEST = 400;

    private Faults() {}

    /** The first line of the innermost cause, or of what Spark says of a task's last failure. */
    static String reason(@Nullable Throwable failure) {
        Throwable cause = Objects.requireNonNull(failure);
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        Matcher java = VERSION.matcher(message);
        if (java.find()) {
            return String.format(
                    Locale.ROOT,
                    "a worker's Java is %d, and the program is made for %d or newer; start the workers with JAVA_HOME set to"
                            + " such a Java",
                    Integer.parseInt(java.group(2)) - FIRST_JAVA,
                    Integer.parseInt(java.group(1)) - FIRST_JAVA);
        }
        Matcher lost = LOST.matcher(message);
        String told = lost.find() ? lost.group(1) + ": " + lost.group(2) : message;
        String line = told.lines().findFirst().orElse(cause.toString()).strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
