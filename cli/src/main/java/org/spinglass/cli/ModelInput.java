// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.spinglass.formats.FormatException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.modelling.files.ModelFile;
import org.spinglass.modelling.files.ModelFormat;
import org.spinglass.modelling.files.ModelProblem;

/** A model of named variables and rules, out of a file or standard input. */
final class ModelInput {
    private ModelInput() {}

    /**
     * Reads it.
     *
     * @param file - is standard input
     * @throws UsageException when it cannot be read, saying why
     */
    static ModelProblem read(String file, ModelFormat format) {
        boolean isStandardInput = file.equals("-");
        Path path = OptionValues.path("FILE", isStandardInput ? "standard input" : file);
        try {
            return isStandardInput
                    ? ModelFile.problem(System.in, "standard input", format)
                    : ModelFile.problem(path, format);
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UsageException(path + ": no such file; expected a model", e);
        } catch (IOException e) {
            throw new UsageException(path + ": cannot be read: " + RecordFile.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(path + ": " + e.getMessage(), e);
        }
    }
}
