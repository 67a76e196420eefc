// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.Evaluation;
import org.spinglass.lab.run.EvaluationStoppedException;
import org.spinglass.lab.run.ModelTrial;
import org.spinglass.lab.run.RunData;
import org.spinglass.lab.run.RunRecord;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.NetworkException;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Tells how right a trained network is on images, or rows of a table, whose classes are known.",
            ""
        })
final class EvaluateCommand extends WorkCommand {
    private static final int WIDEST_TABLE = 20;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder, which train has written.")
    private @Nullable String run;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            required = true,
            description = "As of train: a published set by its name, or the path of your own.")
    private String data = "";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Read a published set from local copies of its files.")
    private @Nullable String dataDir;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description =
                    "test, validation or training. Default: test where the data has such samples; else validation of a published set"
                            + " that has such, and training, which is all that is not in a part of its own, of your own.")
    private @Nullable String part;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of a table that holds the classes.")
    private @Nullable String label;

    @Mixin
    private WorkplaceOption workplace = new WorkplaceOption();

    @Option(names = "--json", description = "Print the evaluation as JSON and nothing else.")
    private boolean isJson;

    @Option(
            names = "--out",
            paramLabel = "FILE.json",
            description = "Write the evaluation, with the most wrong answers.")
    private @Nullable String out;

    EvaluateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (OptionalParts.isAsked()) {
            return OptionalParts.answer(false, workplace.isAsked() || DataChoice.isRemote(data));
        }
        Path target = OptionValues.target("--out", out);
        String wanted = part == null ? null : OptionValues.oneOf("--part", part, ModelTrial.PARTS, List.of());
        Model model = PredictCommand.model(String.valueOf(run));
        Evaluation evaluation;
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            // where the data is read by the cluster's settings, it is there before
            RunData known = DataChoice.isRemote(data) ? null : load(model.card().input(), interrupts);
            RunRecord record = record(String.valueOf(run));
            try (Workplace place = workplace.open("evaluate " + run, interrupts)) {
                RunData loaded = known != null ? known : load(model.card().input(), interrupts);
                evaluation =
                        new ModelTrial(model, record, place, () -> !interrupts.isRequested()).on(loaded.set(), wanted);
            } catch (EvaluationStoppedException e) {
                terminal.error("stopped before all samples were answered");
                return interrupts.exitCode();
            }
        } catch (DataException | LabException | NetworkException e) {
            throw new UsageException(e.getMessage(), e);
        }
        Integer seen = evaluation.trainedOn();
        if (seen != null) {
            terminal.error(String.format(
                    Locale.ROOT,
                    "%s is the data that the run was trained on, with %,d of these %,d %s; the accuracy says little of others",
                    data,
                    seen,
                    evaluation.count(),
                    counted(model)));
        }
        if (target != null) {
            RecordFile.write(target, Records.prettyJson(evaluation));
        }
        if (isJson) {
            terminal.out().println(Records.json(evaluation));
        } else {
            lines(evaluation, counted(model)).forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private static String counted(Model model) {
        return model.card().input() instanceof ModelCard.Features ? "rows" : "images";
    }

    /** What the run was trained on; null where the folder holds a model alone. */
    private @Nullable RunRecord record(String folder) {
        Path config = OptionValues.path("RUN", folder).resolve("config.yaml");
        try {
            return Files.exists(config) ? Records.readYaml(config, RunRecord.class) : null;
        } catch (LabException e) {
            terminal.error(e.getMessage() + "; so it is not known what the run was trained on");
            return null;
        }
    }

    private RunData load(ModelCard.Input input, Interrupts interrupts) throws Exception {
        ModelCard.Images images = input instanceof ModelCard.Images taken ? taken : null;
        DataChoice choice = new DataChoice(
                DataName.of(data),
                dataDir == null
                        ? null
                        : OptionValues.path("--data-dir", dataDir).toString(),
                images == null ? ImageSize.STANDARD : new ImageSize(images.height(), images.width()),
                images != null && images.channels() == 1,
                label);
        DataLoading loading = new DataLoading(terminal, interrupts);
        return input instanceof ModelCard.Features features
                ? loading.loadFeatures(choice, features.names())
                : loading.load(choice, Runtime.getRuntime().availableProcessors());
    }

    /** Accuracy, the table of classes, and the confusion matrix where it is narrow enough. */
    private static List<String> lines(Evaluation evaluation, String counted) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: accuracy %.4f +- %.4f (standard error) of %,d",
                evaluation.data(),
                evaluation.accuracy(),
                evaluation.standardError(),
                evaluation.count()));
        lines.add("");
        int width = Math.max(
                5,
                evaluation.classNames().stream().mapToInt(String::length).max().orElse(5));
        String format = "%-" + width + "s %7s %10s %7s";
        lines.add(String.format(Locale.ROOT, format, "class", counted, "precision", "recall"));
        for (Evaluation.ClassScore score : evaluation.classes()) {
            lines.add(String.format(
                    Locale.ROOT, format, score.name(), score.count(), share(score.precision()), share(score.recall())));
        }
        if (evaluation.classNames().size() <= WIDEST_TABLE) {
            lines.add("");
            lines.addAll(matrix(evaluation, width));
        }
        return lines;
    }

    private static List<String> matrix(Evaluation evaluation, int width) {
        List<String> lines = new ArrayList<>();
        lines.add("confusion: a row for each class, a column for each answer, in the same order");
        int cell = Math.max(4, Integer.toString(evaluation.count()).length() + 1);
        for (int k = 0; k < evaluation.confusion().size(); k++) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT, "%-" + width + "s", evaluation.classNames().get(k)));
            for (int count : evaluation.confusion().get(k)) {
                line.append(String.format(Locale.ROOT, "%" + cell + "s", count == 0 ? "." : Integer.toString(count)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String share(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
