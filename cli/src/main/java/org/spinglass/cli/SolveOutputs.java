// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.files.AnswerFile;
import picocli.CommandLine.Option;

/** The files that {@code solve} is to write. */
final class SolveOutputs {
    @Option(
            names = "--out",
            paramLabel = "FILE.json",
            description = "Write the states found as a sample set that dimod reads; of a model of named variables its"
                    + " answer, or in FILE.sol as lines of names and values.")
    private @Nullable String out;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write what was found, and how, as one HTML page, which any browser shows without a network.")
    private @Nullable String report;

    @Option(
            names = "--draw",
            paramLabel = "FILE.png",
            description =
                    "Draw the processor of sampler dwave or emulator with its chains, in the colour of how often each"
                            + " was broken.")
    private @Nullable String draw;

    /**
     * Null to write none; the folder must be there.
     *
     * @param file the problem's, which is not to be written over
     */
    @Nullable
    Path out(String file) {
        Path states = OptionValues.target("--out", out);
        if (states != null && isSame(states, OptionValues.path("FILE", file))) {
            throw new UsageException("--out is '" + out + "', the problem itself; expected another file");
        }
        return states;
    }

    /** Refuses a file of names and values, which states of spins have not. */
    void requireStates() {
        if (out != null && AnswerFile.isPlain(OptionValues.path("--out", out))) {
            throw new UsageException("--out is '" + out
                    + "', but .sol files are of models of named variables and rules; expected FILE.json");
        }
    }

    /**
     * Null to write none; the folder must be there.
     *
     * @param file the problem's, which is not to be written over
     */
    @Nullable
    Path report(String file) {
        Path page = OptionValues.target("--report", report);
        if (page != null && isSame(page, OptionValues.path("FILE", file))) {
            throw new UsageException("--report is '" + report + "', the problem itself; expected another file");
        }
        if (page != null && out != null && isSame(page, OptionValues.path("--out", out))) {
            throw new UsageException("--report and --out are both '" + report + "'; expected two files");
        }
        return page;
    }

    /**
     * Where to draw chains, null for nowhere; the folder must be there.
     *
     * @param file the problem's, which is not to be written over
     */
    @Nullable
    Path draw(String file) {
        Path png = OptionValues.target("--draw", draw);
        if (png == null) {
            return null;
        }
        Map<String, String> others = new LinkedHashMap<>();
        others.put("FILE", file);
        others.put("--out", Objects.requireNonNullElse(out, ""));
        others.put("--report", Objects.requireNonNullElse(report, ""));
        others.forEach((name, other) -> {
            if (!other.isEmpty() && isSame(png, OptionValues.path(name, other))) {
                throw new UsageException("--draw and " + name + " are both '" + draw + "'; expected two files");
            }
        });
        return png;
    }

    boolean isDrawingAsked() {
        return draw != null;
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }
}
