// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.TimeText;

/** Values of options from what was written; each fault is a {@link UsageException} that names option and value. */
final class OptionValues {
    private OptionValues() {}

    /** A whole number within a range; null stays null. */
    static @Nullable Integer wholeNumber(String option, @Nullable String text, int least, int most) {
        if (text == null) {
            return null;
        }
        String expected = most == Integer.MAX_VALUE
                ? "a whole number of at least " + least
                : "a whole number from " + least + " to " + most;
        BigInteger value = parse(option, text, expected);
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            boolean isHuge = most == Integer.MAX_VALUE && value.signum() > 0;
            throw unexpected(option, text, isHuge ? "a whole number from " + least + " to " + most : expected);
        }
        return value.intValueExact();
    }

    /** Any number of 64 bits; null stays null. */
    static @Nullable Long wholeNumber(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String expected = "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        BigInteger value = parse(option, text, expected);
        if (value.bitLength() > 63) {
            throw unexpected(option, text, expected);
        }
        return value.longValueExact();
    }

    /** A finite number; empty where none was given. */
    static OptionalDouble number(String option, @Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        if (text.strip().matches("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,4})?")) {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        }
        throw unexpected(option, text, "a finite number");
    }

    /** A span of time; null stays null. */
    static @Nullable Duration time(String option, @Nullable String text) {
        return text == null
                ? null
                : TimeText.parse(text)
                        .orElseThrow(() -> unexpected(option, text, "a time above 0 such as 10s, 500ms or 2min"));
    }

    private static BigInteger parse(String option, String text, String expected) {
        if (!text.strip().matches("[+-]?[0-9]{1,40}")) {
            throw unexpected(option, text, expected);
        }
        return new BigInteger(text.strip());
    }

    /**
     * One of some names.
     *
     * @param has the names that may be given
     * @param later names that are known and not yet there
     */
    static String oneOf(String option, String text, List<String> has, List<String> later) {
        if (has.contains(text)) {
            return text;
        }
        if (later.contains(text)) {
            throw new UsageException(
                    "%s %s is not in this version, which has: %s".formatted(option, text, String.join(", ", has)));
        }
        throw new UsageException("%s is '%s'; %s".formatted(option, text, NearestMatch.choices(text, has)));
    }

    /** A path. */
    static Path path(String option, String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new UsageException("%s is '%s'; expected a path: %s".formatted(option, text, e.getReason()), e);
        }
        throw unexpected(option, text, "a path");
    }

    /** A file to be written, in a folder that can be; null stays null. */
    static @Nullable Path target(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Path path = path(option, text);
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || folder == null || !Files.isWritable(folder)) {
            throw unexpected(option, text, "a file in a folder that can be written to");
        }
        return path;
    }

    private static UsageException unexpected(String option, String text, String expected) {
        return new UsageException("%s is '%s'; expected %s".formatted(option, text, expected));
    }
}
