// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.formats.Vartype;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.modelling.files.ModelFormat;
import picocli.CommandLine.Option;

/** How {@code solve} is to read its file. */
final class ReadingOptions {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "How the file is written, where its name and content do not tell: see below.")
    private @Nullable String format;

    @Option(
            names = "--vartype",
            paramLabel = "NAME",
            description = "spin or binary: what the variables are, for formats that do not say, such as a matrix.")
    private @Nullable String vartype;

    @Option(
            names = "--maximize",
            description =
                    "Look for the largest value of a QUBO, an Ising energy or a matrix; a cut always is maximised.")
    private boolean maximize;

    @Option(
            names = "--duplicates",
            paramLabel = "RULE",
            description = "sum or reject: what becomes of a coefficient that is given twice."
                    + " Default: the rule of the format.")
    private @Nullable String duplicates;

    /** Null to let the file tell. */
    @Nullable
    ProblemFormat format() {
        if (format == null) {
            return null;
        }
        List<String> names = List.of(ProblemFormat.values()).stream()
                .map(ProblemFormat::formatName)
                .toList();
        String name = OptionValues.oneOf("--format", format.toLowerCase(Locale.ROOT), allFormats(names), List.of());
        return ProblemFormat.values()[names.indexOf(name)];
    }

    /** The format of a model of named variables and rules, by name or extension; null where it is none. */
    @Nullable
    ModelFormat modelFormat(String file) {
        if (format == null) {
            return ModelFormat.ofName(file).orElse(null);
        }
        for (ModelFormat known : ModelFormat.values()) {
            if (known.formatName().equals(format.toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        return null;
    }

    private static List<String> allFormats(List<String> problems) {
        return Stream.concat(
                        problems.stream(), Arrays.stream(ModelFormat.values()).map(ModelFormat::formatName))
                .toList();
    }

    /**
     * How the file is to be read.
     *
     * @param notes is told what was taken for granted
     */
    ReadOptions readOptions(Consumer<String> notes) {
        ReadOptions options = ReadOptions.standard().withNotes(notes);
        if (vartype != null) {
            options = options.withVartype(Vartype.valueOf(
                    choice("--vartype", vartype, "spin", "binary").toUpperCase(Locale.ROOT)));
        }
        if (duplicates != null) {
            options = options.withDuplicates(Duplicates.valueOf(
                    choice("--duplicates", duplicates, "sum", "reject").toUpperCase(Locale.ROOT)));
        }
        return maximize ? options.maximised() : options;
    }

    private static String choice(String option, String text, String... names) {
        return OptionValues.oneOf(option, text.strip().toLowerCase(Locale.ROOT), List.of(names), List.of());
    }

    /** The options that are not of models of named variables and rules, and whether each was given. */
    Map<String, Boolean> ofPlainProblems() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--vartype", vartype != null);
        given.put("--maximize", maximize);
        given.put("--duplicates", duplicates != null);
        return given;
    }
}
