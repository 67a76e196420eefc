// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.plot.Panel;

/** What the picture of an experiment shows, and its numbers as they are written. */
final class ExperimentPanel {
    private ExperimentPanel() {}

    /** An experiment and what came of its curves, of which some may have failed. */
    static Panel of(Experiment experiment, List<CurveOutcome> curves) {
        List<Panel.Line> lines = new ArrayList<>();
        for (CurveOutcome outcome : curves) {
            lines.add(line(outcome));
        }
        for (Curve.Reference reference : experiment.references()) {
            Published published = reference.published();
            lines.add(new Panel.Line(
                    reference.label(), reference.label(), "not run", numbers(published), null, mark(published), true));
        }
        return new Panel(
                "Figure " + experiment.figure() + ": " + experiment.title(),
                String.format(
                        Locale.ROOT,
                        "%s: accuracy on %s",
                        experiment.data(),
                        experiment.validation().words()),
                experiment.epochs(),
                lines);
    }

    private static Panel.Line line(CurveOutcome outcome) {
        Curve curve = outcome.curve();
        Published published = curve.published();
        return new Panel.Line(
                curve.name(),
                curve.label(),
                outcome.runs().isEmpty() ? "failed" : ours(outcome.result()),
                published == null ? "" : numbers(published),
                outcome.runs().isEmpty() ? null : measured(outcome),
                published == null ? null : mark(published),
                false);
    }

    private static Panel.Measured measured(CurveOutcome outcome) {
        List<Spread> epochs = outcome.epochs();
        return new Panel.Measured(
                epochs.stream().map(Spread::mean).toList(),
                epochs.stream().map(Spread::sd).toList(),
                outcome.runs().size() > 1,
                outcome.runs().stream().mapToDouble(SeedRecord::best).average().orElseThrow());
    }

    private static Panel.Mark mark(Published published) {
        return new Panel.Mark(published.mean(), published.sd(), published.best());
    }

    private static String ours(CurveResult result) {
        return String.format(
                Locale.ROOT,
                "%s, %d %s",
                numbers(result.meanFinal(), result.sdFinal(), result.meanBest(), false),
                result.runs(),
                result.runs() == 1 ? "run" : "runs");
    }

    /** {@code 0.690 ± 0.139 [0.944]}, as the table of the published numbers writes them. */
    static String numbers(Published published) {
        return numbers(published.mean(), published.sd(), published.best(), published.isApproximate());
    }

    static String numbers(@Nullable Double mean, @Nullable Double sd, @Nullable Double best, boolean isApproximate) {
        if (mean == null) {
            return "-";
        }
        String text = String.format(Locale.ROOT, isApproximate ? "about %.2f" : "%.3f", mean);
        if (sd != null) {
            text += String.format(Locale.ROOT, " \u00b1 %.3f", sd);
        }
        if (best != null) {
            text += String.format(Locale.ROOT, " [%.3f]", best);
        }
        return text;
    }
}
