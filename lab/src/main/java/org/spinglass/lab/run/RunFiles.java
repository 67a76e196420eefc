// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.data.StoredImages;
import org.spinglass.lab.plot.ContactSheet;
import org.spinglass.lab.plot.KernelPicture;
import org.spinglass.lab.plot.TrainingPlot;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.training.TrainingResult;

/** Writes what came of a training into its folder; the summary last. */
final class RunFiles {
    private final RunFolder folder;
    private final RunObserver observer;
    private final List<Path> files = new ArrayList<>();

    RunFiles(RunFolder folder, RunObserver observer) {
        this.folder = folder;
        this.observer = observer;
    }

    /**
     * Writes all files.
     *
     * @param before the weights that training began with
     * @return those that were written, and those that stood there
     * @throws LabException when one cannot be written
     */
    List<Path> write(Weights before, TrainingResult result, Summary summary, TrainedModel trained) {
        Model model = trained.model();
        model.write(folder.path());
        files.addAll(List.of(folder.weights(), folder.model()));
        if (model.members().size() > 1) {
            files.add(folder.members());
        }
        files.add(folder.metrics());
        picture(
                folder.trainingPlot(),
                () -> TrainingPlot.png(result.weights().network().name(), result.epochs()));
        picture(folder.kernelPicture(), () -> KernelPicture.png(result.weights()));
        picture(folder.kernelPictureBefore(), () -> KernelPicture.pngBefore(before, result.weights()));
        writeData(trained);
        Evaluation evaluation = trained.evaluation(model);
        if (evaluation != null) {
            RecordFile.write(folder.evaluation(), Records.prettyJson(evaluation));
            files.add(folder.evaluation());
        }
        RecordFile.write(folder.summary(), Records.prettyJson(summary));
        files.addAll(List.of(folder.summary(), folder.config(), folder.network(), folder.checkpoint()));
        return List.copyOf(files);
    }

    private void writeData(TrainedModel trained) {
        Samples shown = shown(trained);
        boolean isDrawn = shown != null
                && picture(
                        folder.contactSheet(),
                        () -> ContactSheet.png(shown, trained.set().classNames()));
        String sheet = isDrawn ? String.valueOf(folder.contactSheet().getFileName()) : null;
        RecordFile.write(folder.data(), Records.prettyJson(trained.dataRecord(sheet)));
        files.add(folder.data());
    }

    /** Images to look at; of those that stay in their files the ones that were held out. Null where there are none. */
    private static @Nullable Samples shown(TrainedModel trained) {
        return switch (trained.set().training()) {
            case LabelledImages images -> trained.split().training();
            case StoredImages images ->
                trained.split().validation().count() > 0
                        ? trained.split().validation()
                        : trained.split().test();
            case FeatureTable table -> null;
        };
    }

    /** Pictures are for looking at: where the system has no fonts to draw with, the run is none the worse. */
    private boolean picture(Path file, PngSource source) {
        try {
            RecordFile.write(file, source.png());
            return files.add(file);
        } catch (IOException | java.awt.AWTError | LinkageError | NullPointerException e) {
            observer.warning(file + ": cannot be drawn: " + e);
            return false;
        }
    }

    private interface PngSource {
        byte[] png() throws IOException;
    }
}
