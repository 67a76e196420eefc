package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spinglass.lab.plot.KernelPicture;
import org.spinglass.lab.plot.TrainingPlot;
import org.spinglass.lab.settings.AtomicFile;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.io.WeightsFile;
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
     * @return those that were written, and those that stood there
     * @throws LabException when one cannot be written
     */
    List<Path> write(TrainingResult result, Summary summary, String network) {
        WeightsFile.write(folder.weights(), result.weights());
        files.addAll(List.of(folder.weights(), folder.metrics()));
        picture(folder.trainingPlot(), () -> TrainingPlot.png(network, result.epochs()));
        picture(folder.kernelPicture(), () -> KernelPicture.png(result.weights()));
        AtomicFile.write(folder.summary(), Records.prettyJson(summary));
        files.addAll(List.of(folder.summary(), folder.config(), folder.network(), folder.checkpoint()));
        return List.copyOf(files);
    }

    /** Pictures are for looking at: where the system has no fonts to draw with, the run is none the worse. */
    private void picture(Path file, PngSource source) {
        try {
            AtomicFile.write(file, source.png());
            files.add(file);
        } catch (IOException | java.awt.AWTError | LinkageError | NullPointerException e) {
            observer.warning(file + ": cannot be drawn: " + e);
        }
    }

    private interface PngSource {
        byte[] png() throws IOException;
    }
}
