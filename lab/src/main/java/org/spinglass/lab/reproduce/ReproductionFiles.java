// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.spinglass.lab.plot.PanelPlot;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;

/** What a reproduction leaves for people and programs: a picture a panel and {@code results.json}. */
final class ReproductionFiles {
    private ReproductionFiles() {}

    static void write(
            Path out, List<Experiment> experiments, List<CurveOutcome> outcomes, ReproductionObserver observer) {
        for (Experiment experiment : experiments) {
            List<CurveOutcome> own = outcomes.stream()
                    .filter(outcome -> outcome.experiment().equals(experiment))
                    .toList();
            draw(out, experiment, own, observer);
        }
        List<CurveResult> results = outcomes.stream().map(CurveOutcome::result).toList();
        RecordFile.write(out.resolve("results.json"), Records.prettyJson(results));
        observer.written(out.resolve("results.json"));
    }

    /** Pictures are for looking at: where the system has no fonts to draw with, the numbers are none the worse. */
    private static void draw(Path out, Experiment experiment, List<CurveOutcome> own, ReproductionObserver observer) {
        Path file = out.resolve(experiment.figure() + ".png");
        try {
            RecordFile.write(file, PanelPlot.png(ExperimentPanel.of(experiment, own)));
            observer.written(file);
        } catch (IOException | java.awt.AWTError | LinkageError | NullPointerException e) {
            observer.warning(file + ": cannot be drawn: " + e);
        }
    }
}
