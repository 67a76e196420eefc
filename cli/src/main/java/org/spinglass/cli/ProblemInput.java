// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.FormatException;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.lab.settings.RecordFile;

/** Problems from the files that a user names. */
final class ProblemInput {
    private static final String STANDARD_INPUT = "-";

    private ProblemInput() {}

    /**
     * Reads a problem, from standard input where the file is called {@code -}.
     *
     * @param format null where name and content tell it
     * @throws UsageException naming the file and what was expected
     */
    static Problem read(String file, @Nullable ProblemFormat format, ReadOptions how) {
        if (file.equals(STANDARD_INPUT)) {
            return standardInput(format, how);
        }
        Path path = OptionValues.path("FILE", file);
        try {
            return format == null ? ProblemFile.read(path, how) : ProblemFile.read(path, format, how);
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UsageException(path + ": no such file; expected a problem", e);
        } catch (IOException e) {
            throw new UsageException(path + ": cannot be read: " + RecordFile.reason(e), e);
        }
    }

    private static Problem standardInput(@Nullable ProblemFormat format, ReadOptions how) {
        String name = "standard input";
        try {
            return format == null
                    ? ProblemFile.read(System.in, name, how)
                    : ProblemFile.read(System.in, name, format, how);
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UsageException(name + " cannot be read: " + RecordFile.reason(e), e);
        }
    }
}
