// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.lab.reproduce.CurveOutcome;
import org.spinglass.lab.reproduce.Experiment;
import org.spinglass.lab.reproduce.Experiments;
import org.spinglass.lab.reproduce.Reproduction;
import org.spinglass.lab.reproduce.ReproductionRequest;
import org.spinglass.lab.reproduce.ReproductionView;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.Records;
import org.spinglass.lab.work.Workplace;
import org.spinglass.web.ReproductionReport;
import org.spinglass.web.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spinglass reproduce}. */
@Command(
        name = "reproduce",
        description = {
            "Runs the experiments of the paper's figures, beside its published numbers.",
            "Without a figure: lists them. What was done before in the same folder is not done again.",
            ""
        })
final class ReproduceCommand extends WorkCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FIGURE|all|FILE.yaml",
            description =
                    "Panels such as 6a, or all of them, or files with experiments of one's own, whose format is in"
                            + " docs/reproduction.md.")
    private List<String> figures = List.of();

    @Option(
            names = "--runs",
            paramLabel = "R",
            description = "Runs of each curve, each with its own seed. Default: the experiment's; 10 of the panels.")
    private @Nullable String runs;

    @Option(
            names = "--methods",
            paramLabel = "A,B",
            description = "Only these ways of training: response, pseudoinverse, difference, backprop.")
    private @Nullable String methods;

    @Option(
            names = "--samplers",
            paramLabel = "A,B",
            description = "Only curves annealed by these samplers, such as sa or sqa. Without it, curves that take long"
                    + " are left out, those on an emulated quantum annealer among them; --samplers emulator asks for"
                    + " these.")
    private @Nullable String samplers;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = "Other data than the experiment's, such as digits, which ships with the program;"
                    + " then nothing is held against the published numbers.")
    private @Nullable String data;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Read the data from local copies of the publisher's files. Default: the experiment's data-dir,"
                            + " else the shipped or downloaded ones.")
    private @Nullable String dataDir;

    @Option(names = "--epochs", paramLabel = "E", description = "Passes over the samples. Default: the experiment's.")
    private @Nullable String epochs;

    @Option(names = "--seed", paramLabel = "S", description = "The first run's seed; the others follow. Default: 0.")
    private @Nullable String seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Runs at the same time; the results are the same for any. Default: one a processor.")
    private @Nullable String threads;

    @Mixin
    private WorkplaceOption workplace = new WorkplaceOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for records, pictures, results.json and report.html. Default: runs/reproduce.")
    private @Nullable String out;

    ReproduceCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (figures.isEmpty()) {
            requireNoOptions();
            new ReproduceReport(terminal).list(Experiments.all());
            return ExitCode.DONE;
        }
        if (OptionalParts.isAsked()) {
            return OptionalParts.answer(
                    request(chosen()).experiments().stream()
                            .flatMap(experiment -> experiment.curves().stream())
                            .anyMatch(curve -> !TrainerRequest.isAnnealing(curve.method())),
                    workplace.isAsked());
        }
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            return reproduce(interrupts);
        }
    }

    /** The list of the figures has no options. */
    private void requireNoOptions() {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !name.equals("--verbose"))
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException(
                            name + " is of a run, and no figure is given; expected FIGURE, all or FILE.yaml");
                });
    }

    private int reproduce(Interrupts interrupts) throws Exception {
        ReproductionChoice choice = chosen();
        ReproductionRequest request = request(choice);
        Map<String, DataSet> sets = load(request.experiments(), interrupts);
        requireFits(choice, request.experiments(), sets);
        choice.leftOut().ifPresent(this::tell);
        try (Workplace place = workplace.open("reproduce " + String.join(" ", figures), interrupts);
                ReproduceDisplay display = new ReproduceDisplay(terminal, interrupts)) {
            ReproductionRequest wide = place == null ? request : request.withThreads(place.slots());
            Reproduction reproduction = new Reproduction(wide, choice.originals(), sets, place, display);
            requireUnchanged(reproduction);
            Optional<List<CurveOutcome>> outcomes = reproduction.run();
            if (outcomes.isPresent()) {
                Path page = request.out().resolve("report.html");
                RunReport.write(page(choice, request, outcomes.get()), page);
                display.written(page);
            }
            display.close();
            if (outcomes.isEmpty()) {
                terminal.error(
                        reproduction.runsDone() == 0
                                ? "stopped before the first run was done"
                                : String.format(
                                        Locale.ROOT,
                                        "stopped after %d of %d runs, which are kept; the same command goes on: ./spinglass %s",
                                        reproduction.runsDone(),
                                        reproduction.runs(),
                                        line()));
                return interrupts.exitCode();
            }
            new ReproduceReport(terminal).table(request.experiments(), outcomes.get());
            terminal.out().println(request.out());
            terminal.out().flush();
            boolean isWhole = outcomes.get().stream().allMatch(outcome -> outcome.failure() == null);
            return isWhole ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void tell(String line) {
        terminal.err().println(line);
        terminal.err().flush();
    }

    private static void requireUnchanged(Reproduction reproduction) {
        try {
            reproduction.requireUnchanged();
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** The command as it was given, for a shell. */
    private String line() {
        return spec.commandLine().getParseResult().originalArgs().stream()
                .map(ShellWord::of)
                .collect(Collectors.joining(" "));
    }

    private String page(ReproductionChoice choice, ReproductionRequest request, List<CurveOutcome> outcomes) {
        String options = spec.commandLine().getParseResult().originalArgs().stream()
                .skip(1)
                .filter(word -> !figures.contains(word))
                .map(word -> " " + ShellWord.of(word))
                .collect(Collectors.joining());
        Map<String, String> commands = new LinkedHashMap<>();
        for (Experiment experiment : request.experiments()) {
            String place = choice.fileOf(experiment).orElse(experiment.figure());
            commands.put(experiment.figure(), "./spinglass reproduce " + ShellWord.of(place) + options);
        }
        String view = Records.json(ReproductionView.of(request.experiments(), outcomes));
        return ReproductionReport.html(view, "./spinglass " + line(), commands);
    }

    private ReproductionChoice chosen() {
        return ReproductionChoice.of(figures, CurveChoice.of(methods, samplers));
    }

    private ReproductionRequest request(ReproductionChoice choice) {
        Integer newEpochs = OptionValues.wholeNumber("--epochs", epochs, 1, Integer.MAX_VALUE);
        String newData = data == null ? null : OptionValues.oneOf("--data", data, DataStore.names(), List.of());
        List<Experiment> experiments = choice.experiments().stream()
                .map(experiment -> experiment.with(newEpochs, newData))
                .toList();
        Long first = OptionValues.wholeNumber("--seed", seed);
        workplace.requireNo("--threads", threads);
        Integer parallel = OptionValues.wholeNumber("--threads", threads, 1, 1024);
        Path folder = out == null ? Path.of("runs", "reproduce") : OptionValues.path("--out", out);
        try {
            RunFolder.requireFolder(folder);
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
        return new ReproductionRequest(
                experiments,
                OptionValues.wholeNumber("--runs", runs, 1, 1_000_000),
                first == null ? 0 : first,
                parallel == null ? Runtime.getRuntime().availableProcessors() : parallel,
                folder);
    }

    /**
     * The data of the experiments by their figures, each set once; a download that fails is a failure of the work, not
     * of what was asked.
     */
    private Map<String, DataSet> load(List<Experiment> experiments, Interrupts interrupts) throws Exception {
        Path given = dataDir == null ? null : OptionValues.path("--data-dir", dataDir);
        Map<List<Object>, DataSet> sets = new HashMap<>();
        Map<String, DataSet> byFigure = new LinkedHashMap<>();
        DownloadDisplay display = new DownloadDisplay(terminal);
        try {
            for (Experiment experiment : experiments) {
                Path folder = given == null ? experiment.dataPath() : given;
                List<Object> key = List.of(experiment.data(), Optional.ofNullable(folder));
                DataSet set = sets.get(key);
                if (set == null) {
                    set = load(experiment.data(), folder, interrupts, display);
                    sets.put(key, set);
                }
                byFigure.put(experiment.figure(), set);
            }
            return byFigure;
        } finally {
            display.end();
        }
    }

    private static DataSet load(String name, @Nullable Path folder, Interrupts interrupts, DownloadDisplay display)
            throws Exception {
        try {
            return interrupts.whileWaiting(() -> DataStore.standard().load(name, folder, display));
        } catch (DataException e) {
            throw folder == null ? new WorkException(e.getMessage(), e) : new UsageException(e.getMessage(), e);
        }
    }

    /** Of the user's own experiments, what does not fit is told before anything is trained. */
    private static void requireFits(
            ReproductionChoice choice, List<Experiment> experiments, Map<String, DataSet> sets) {
        for (Experiment experiment : experiments) {
            Optional<String> file = choice.fileOf(experiment);
            DataSet set = sets.get(experiment.figure());
            if (file.isPresent() && set != null) {
                try {
                    Experiments.requireFits(file.get(), experiment, set);
                } catch (LabException e) {
                    throw new UsageException(e.getMessage(), e);
                }
            }
        }
    }
}
