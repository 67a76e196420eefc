// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.web.RunReport;
import org.spinglass.web.WebException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass report}. */
@Command(
        name = "report",
        description = {
            "Writes a run as one HTML page, or several runs side by side, which any browser shows without a network.",
            "",
        })
final class ReportCommand extends WorkCommand {
    @Parameters(paramLabel = "RUN", description = "The folder of a run; several are compared in one page.")
    private List<String> runs = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            description = "Where to write the page. Default: RUN/report.html for one run, report.html in the current"
                    + " folder for several.")
    private @Nullable String out;

    ReportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (runs.isEmpty()) {
            throw new UsageException("no run is given; expected the folder of a run, or of several: report RUN...");
        }
        List<Path> folders =
                runs.stream().map(run -> OptionValues.path("RUN", run)).toList();
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            if (!seen.add(folder.toAbsolutePath().normalize())) {
                throw new UsageException("run " + folder + " is given twice; expected once");
            }
        }
        Path usual = folders.size() == 1 ? folders.getFirst().resolve(RunReport.FILE) : Path.of(RunReport.FILE);
        Path file = Objects.requireNonNullElse(OptionValues.target("--out", out), usual);
        RunReport.write(page(folders), file);
        terminal.out().println(file);
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private static String page(List<Path> folders) {
        try {
            return RunReport.html(folders);
        } catch (WebException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
