package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.io.FormatException;
import org.spinglass.ising.io.Problem;
import org.spinglass.ising.io.ProblemFile;
import org.spinglass.ising.io.ProblemFormat;
import org.spinglass.ising.io.ReadOptions;
import org.spinglass.lab.WholeFile;

/** Problems from the files that a user names. */
final class ProblemInput {
    private ProblemInput() {}

    /**
     * Reads a problem.
     *
     * @param format null where name and content tell it
     * @throws UsageException naming the file and what was expected
     */
    static Problem read(String file, @Nullable ProblemFormat format, ReadOptions how) {
        Path path = OptionValues.path("FILE", file);
        try {
            return format == null ? ProblemFile.read(path, how) : ProblemFile.read(path, format, how);
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UsageException(path + ": no such file; expected a problem", e);
        } catch (IOException e) {
            throw new UsageException(path + ": cannot be read: " + WholeFile.reason(e), e);
        }
    }
}
