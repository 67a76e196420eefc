// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: a number with {@code us}, {@code ms}, {@code s}, {@code m}, {@code min} or {@code h}. */
public final class TimeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,9})?) ?(us|ms|s|m|min|h)?");
    private static final double LONGEST = 1e9;

    private TimeText() {}

    /** The span, of seconds where there is no unit; empty when the text is none, or not above 0 and below 30 years. */
    public static Optional<Duration> parse(String text) {
        Matcher written = FORM.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        double seconds = Double.parseDouble(written.group(1))
                * switch (written.group(2)) {
                    case "us" -> 1e-6;
                    case "ms" -> 1e-3;
                    case "m", "min" -> 60;
                    case "h" -> 3600;
                    case null, default -> 1;
                };
        return seconds > 0 && seconds < LONGEST
                ? Optional.of(Duration.ofNanos(Math.max(1, Math.round(seconds * 1e9))))
                : Optional.empty();
    }
}
