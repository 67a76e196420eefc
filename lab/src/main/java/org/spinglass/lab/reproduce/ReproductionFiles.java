// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.plot.PanelPlot;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;

/** What a reproduction leaves for people and programs: a picture a panel, {@code results.json} and {@code report.html}. */
final class ReproductionFiles {
    private ReproductionFiles() {}

    /** An experiment, what came of it, and its picture where it could be drawn. */
    @SuppressWarnings("ArrayRecordComponent") // neither compared nor kept
    record Panel(Experiment experiment, List<CurveOutcome> curves, byte @Nullable [] picture) {}

    static void write(
            Path out, List<Experiment> experiments, List<CurveOutcome> outcomes, ReproductionObserver observer) {
        List<Panel> panels = new ArrayList<>();
        for (Experiment experiment : experiments) {
            List<CurveOutcome> own = outcomes.stream()
                    .filter(outcome -> outcome.experiment().equals(experiment))
                    .toList();
            panels.add(new Panel(experiment, own, picture(out, experiment, own, observer)));
        }
        List<CurveResult> results = outcomes.stream().map(CurveOutcome::result).toList();
        RecordFile.write(out.resolve("results.json"), Records.prettyJson(results));
        observer.written(out.resolve("results.json"));
        RecordFile.write(out.resolve("report.html"), ReproductionPage.html(panels));
        observer.written(out.resolve("report.html"));
    }

    /** Pictures are for looking at: where the system has no fonts to draw with, the numbers are none the worse. */
    private static byte @Nullable [] picture(
            Path out, Experiment experiment, List<CurveOutcome> own, ReproductionObserver observer) {
        Path file = out.resolve(experiment.figure() + ".png");
        try {
            byte[] picture = PanelPlot.png(ExperimentPanel.of(experiment, own));
            RecordFile.write(file, picture);
            observer.written(file);
            return picture;
        } catch (IOException | java.awt.AWTError | LinkageError | NullPointerException e) {
            observer.warning(file + ": cannot be drawn: " + e);
            return null;
        }
    }
}
