// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.modelling.files.ModelFile;
import org.spinglass.modelling.files.ModelFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass convert}. */
@Command(
        name = "convert",
        description = {"Writes a model of named variables and rules in another format.", ""})
final class ConvertCommand extends WorkCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The model, plain or gzip; - reads standard input.")
    private String file = "";

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "The file to write, whose name ends in its format, .gz or not.")
    private String out = "";

    @Option(names = "--format", paramLabel = "NAME", description = "Of the model; else as the name of FILE ends.")
    private @Nullable String format;

    ConvertCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    List<String> footer() {
        return Arrays.stream(ModelFormat.values())
                .map(known -> String.format(
                        Locale.ROOT,
                        "  %-11s %s%s",
                        known.formatName(),
                        known.description(),
                        known.isWritten() ? "; read and written" : "; read"))
                .toList();
    }

    @Override
    public Integer call() {
        List<ModelFormat> known = List.of(ModelFormat.values());
        List<String> names = known.stream().map(ModelFormat::formatName).toList();
        ModelFormat from = format == null
                ? ModelFormat.ofName(file)
                        .orElseThrow(() -> new UsageException(file + ": the name does not end in a format of models;"
                                + " expected --format with one of " + String.join(", ", names)))
                : known.get(names.indexOf(
                        OptionValues.oneOf("--format", format.toLowerCase(Locale.ROOT), names, List.of())));
        Path target = OptionValues.path("OUT", out);
        try {
            ModelFile.requireWritten(target);
            ModelFile.write(ModelInput.read(file, from).model(), target);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (IOException e) {
            throw new WorkException(target + ": cannot be written: " + RecordFile.reason(e), e);
        }
        terminal.out().println("wrote " + target);
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
