// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.data.files.UnlabelledFiles;
import org.spinglass.network.NetworkException;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;
import org.spinglass.network.model.Prediction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass predict}. */
@Command(
        name = "predict",
        description = {
            "Classifies pictures with a trained network.",
            "Pictures are PNG, JPEG, GIF, BMP or WebP files, folders of such, IDX files of images, or - for one on standard input.",
            ""
        },
        footer = {
            "",
            "The confidence of an answer is how often such answers were right on the run's validation images;",
            "of a picture that shows none of the classes it says nothing."
        })
final class PredictCommand extends WorkCommand {
    private static final String STANDARD_INPUT = "-";
    private static final int BATCH = 100;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder, which train has written.")
    private @Nullable String run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PICTURE", description = "A file, a folder, or -.")
    private List<String> pictures = List.of();

    @Option(names = "--top", paramLabel = "K", description = "Show so many of the likeliest classes. Default: 3.")
    private @Nullable String top;

    @Option(
            names = "--invert",
            description = "Change light and dark first: digits of MNIST, say, are light on a dark ground.")
    private boolean isInverted;

    @Option(names = "--json", description = "Print one line of JSON for each picture.")
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
        ModelCard.Images images = model.card().images();
        PredictionTable table = PredictionTable.of(
                terminal.out(),
                isJson,
                isCsv,
                Math.min(asked == null ? 3 : asked, model.card().classes().size()));
        Batch batch = new Batch(model, table);
        UnlabelledFiles files = new UnlabelledFiles(
                images.channels(), new ImageSize(images.height(), images.width()), isInverted, batch);
        try {
            for (String picture : pictures) {
                if (picture.equals(STANDARD_INPUT)) {
                    files.read("standard input", System.in);
                } else {
                    files.read(OptionValues.path("PICTURE", picture));
                }
            }
        } catch (DataException e) {
            throw new UsageException(e.getMessage(), e);
        } finally {
            batch.end();
        }
        terminal.out().flush();
        if (batch.failed > 0) {
            terminal.error(batch.failed + " of " + (batch.failed + batch.done) + " pictures could not be read");
            return batch.done == 0 ? ExitCode.USAGE : ExitCode.FAILED;
        }
        return ExitCode.DONE;
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

    /** Collects pictures, as a network is faster on some at a time, and prints what they are. */
    private final class Batch implements UnlabelledFiles.Sink {
        private final Model model;
        private final PredictionTable table;
        private final List<String> names = new ArrayList<>();
        private final float[] pixels;
        private final int length;
        private int done;
        private int failed;

        Batch(Model model, PredictionTable table) {
            ModelCard.Images images = model.card().images();
            this.model = model;
            this.table = table;
            this.length = images.channels() * images.height() * images.width();
            this.pixels = new float[BATCH * length];
        }

        @Override
        public void picture(String name, float[] values) {
            System.arraycopy(values, 0, pixels, names.size() * length, length);
            names.add(name);
            if (names.size() == BATCH) {
                end();
            }
        }

        @Override
        public void failed(String reason) {
            end();
            failed++;
            terminal.error(reason);
        }

        /** Prints what has been collected. */
        void end() {
            if (names.isEmpty()) {
                return;
            }
            float[] outputs = model.outputs(java.util.Arrays.copyOf(pixels, names.size() * length), names.size());
            for (int i = 0; i < names.size(); i++) {
                List<Prediction> predictions = model.predictions(outputs, i);
                table.row(names.get(i), predictions);
            }
            done += names.size();
            names.clear();
        }
    }
}
