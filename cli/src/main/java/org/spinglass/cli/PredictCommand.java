// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.data.files.UnlabelledFiles;
import org.spinglass.data.files.UnlabelledRows;
import org.spinglass.data.files.UnlabelledSamples;
import org.spinglass.network.NetworkException;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass predict}. */
@Command(
        name = "predict",
        description = {
            "Classifies pictures, or rows of a table, with a trained network.",
            "Pictures are PNG, JPEG, GIF, BMP or WebP files, folders of such, IDX files of images, or - for one on standard input.",
            "For a network that was trained on a table: CSV files with its columns, by their names where the first row has names,"
                    + " else in their order, or - for one on standard input. Other columns are passed over where there are"
                    + " names.",
            ""
        },
        footer = {
            "",
            "The confidence of an answer is how often such answers were right on the run's validation samples; without such"
                    + " samples there is none. Of a picture or a row that belongs to none of the classes it says nothing.",
            "What cannot be read is told and left out; the exit code is then 1, or 2 where nothing could be read."
        })
final class PredictCommand extends WorkCommand {
    private static final String STANDARD_INPUT = "-";

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder, which train has written.")
    private @Nullable String run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "A file, a folder, or -.")
    private List<String> files = List.of();

    @Option(names = "--top", paramLabel = "K", description = "Show so many of the likeliest classes. Default: 3.")
    private @Nullable String top;

    @Option(
            names = "--invert",
            description = "Change light and dark first: digits of MNIST, say, are light on a dark ground.")
    private boolean isInverted;

    @Option(names = "--json", description = "Print one line of JSON for each picture or row.")
    private boolean isJson;

    @Option(names = "--csv", description = "Print a CSV table.")
    private boolean isCsv;

    PredictCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (isJson && isCsv) {
            throw new UsageException("--json and --csv are both given; expected one of them");
        }
        Integer asked = OptionValues.wholeNumber("--top", top, 1, Integer.MAX_VALUE);
        Model model = model(String.valueOf(run));
        ModelCard.Input input = model.card().input();
        PredictionTable table = PredictionTable.of(
                terminal.out(),
                input instanceof ModelCard.Features ? "row" : "picture",
                isJson,
                isCsv,
                Math.min(asked == null ? 3 : asked, model.card().classes().size()));
        PredictionBatch batch = new PredictionBatch(model, table, terminal);
        try {
            read(reader(input, batch));
        } catch (DataException e) {
            throw new UsageException(e.getMessage(), e);
        } finally {
            batch.end();
            terminal.out().flush();
        }
        return batch.exitCode();
    }

    private UnlabelledSamples reader(ModelCard.Input input, PredictionBatch batch) {
        return switch (input) {
            case ModelCard.Images images ->
                new UnlabelledFiles(
                        images.channels(), new ImageSize(images.height(), images.width()), isInverted, batch);
            case ModelCard.Features features
            when isInverted ->
                throw new UsageException("--invert is for pictures; the network takes the columns "
                        + String.join(", ", features.names()) + " of a table");
            case ModelCard.Features features -> new UnlabelledRows(features.names(), batch);
        };
    }

    private void read(UnlabelledSamples reader) {
        List<Path> paths = files.stream()
                .filter(file -> !file.equals(STANDARD_INPUT))
                .map(file -> OptionValues.path("FILE", file))
                .toList();
        paths.forEach(reader::requireThere); // before anything is printed
        Iterator<Path> next = paths.iterator();
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                reader.read("standard input", System.in);
            } else {
                reader.read(next.next());
            }
        }
    }

    /** The model in a run's folder. */
    static Model model(String folder) {
        Path path = OptionValues.path("RUN", folder);
        try {
            return Model.read(path);
        } catch (NetworkException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
