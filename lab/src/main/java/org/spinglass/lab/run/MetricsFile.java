// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.training.EpochReport;

/**
 * A run's {@code metrics.csv}: a row an epoch, first the network's columns, then four for each weight layer, numbered
 * from 1. A field is empty where there is no number. Numbers read back to the very same doubles.
 */
final class MetricsFile {
    private MetricsFile() {}

    /** Replaces the file by one with these epochs. */
    static void write(Path file, List<EpochReport> epochs) {
        StringBuilder text = new StringBuilder("epoch,seconds,trainLoss,trainAccuracy,validationAccuracy");
        for (int l = 1; l <= epochs.getFirst().layers().size(); l++) {
            for (String column : List.of("Energy", "Bound", "Gap", "Acceptance")) {
                text.append(",layer").append(l).append(column);
            }
        }
        text.append('\n');
        epochs.forEach(epoch -> text.append(row(epoch)).append('\n'));
        RecordFile.write(file, text.toString());
    }

    private static String row(EpochReport epoch) {
        StringJoiner row = new StringJoiner(",");
        row.add(Integer.toString(epoch.epoch()))
                .add(field(epoch.seconds()))
                .add(field(epoch.trainLoss()))
                .add(field(epoch.trainAccuracy()))
                .add(field(epoch.validationAccuracy()));
        for (EpochReport.Layer layer : epoch.layers()) {
            row.add(field(layer.energy()))
                    .add(field(layer.bound()))
                    .add(field(layer.gap()))
                    .add(field(layer.acceptance()));
        }
        return row.toString();
    }

    private static String field(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
