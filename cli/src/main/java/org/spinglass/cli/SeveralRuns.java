// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.Summary;
import org.spinglass.lab.settings.Records;
import org.spinglass.web.RunReport;

/** Runs of several seeds: their accuracies, the means, and how they scatter. */
final class SeveralRuns {
    private final Path folder;
    private final List<Path> runs = new ArrayList<>();
    private final List<Summary> summaries = new ArrayList<>();

    SeveralRuns(Path folder) {
        this.folder = folder;
    }

    /** Notes a run. */
    void add(Path run, Summary summary) {
        runs.add(run);
        summaries.add(summary);
    }

    /** One page with all of them side by side. */
    Path writePage() {
        Path file = folder.resolve(RunReport.FILE);
        RunReport.write(RunReport.html(runs), file);
        return file;
    }

    /** A row for each run, then the means and sample standard deviations. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "%-14s %10s %12s %10s %10s", "seed", "training", "validation", "test", "s"));
        for (Summary summary : summaries) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-14d %10s %12s %10s %10.1f",
                    summary.seed(),
                    number(summary.trainAccuracy()),
                    number(summary.modelValidationAccuracy()),
                    number(summary.testAccuracy()),
                    summary.modelSeconds()));
        }
        lines.add(row("mean", SeveralRuns::mean));
        lines.add(row("deviation", SeveralRuns::deviation));
        return lines;
    }

    private String row(String name, Function<List<Double>, Double> of) {
        return String.format(
                Locale.ROOT,
                "%-14s %10s %12s %10s %10.1f",
                name,
                number(of.apply(values(Summary::trainAccuracy))),
                number(of.apply(values(Summary::modelValidationAccuracy))),
                number(of.apply(values(Summary::testAccuracy))),
                of.apply(values(Summary::modelSeconds)));
    }

    /** The same as one object of JSON. */
    String toJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("runs", summaries);
        all.put("meanTrainAccuracy", finite(mean(values(Summary::trainAccuracy))));
        all.put("sdTrainAccuracy", finite(deviation(values(Summary::trainAccuracy))));
        all.put("meanValidationAccuracy", finite(mean(values(Summary::modelValidationAccuracy))));
        all.put("sdValidationAccuracy", finite(deviation(values(Summary::modelValidationAccuracy))));
        all.put("meanTestAccuracy", finite(mean(values(Summary::testAccuracy))));
        all.put("sdTestAccuracy", finite(deviation(values(Summary::testAccuracy))));
        return Records.json(all);
    }

    private List<Double> values(Function<Summary, @Nullable Double> of) {
        return summaries.stream()
                .map(of)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String number(@Nullable Double value) {
        return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
