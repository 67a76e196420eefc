// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.reproduce.Curve;
import org.spinglass.lab.reproduce.CurveOutcome;
import org.spinglass.lab.reproduce.CurveResult;
import org.spinglass.lab.reproduce.Experiment;
import org.spinglass.lab.reproduce.Published;

/** What there is to reproduce, and what came of it, for people. */
final class ReproduceReport {
    private static final String ROW = "%-12s %-40s %5s  %-23s  %-23s %7s  %-15s %8s";
    private static final double MEGABYTE = 1e6;

    private final Terminal terminal;

    ReproduceReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The panels, their methods and the published numbers. */
    void list(List<Experiment> experiments) {
        for (Experiment experiment : experiments) {
            print(String.format(
                    Locale.ROOT,
                    "%-12s %s; %,d samples of %s",
                    experiment.figure(),
                    experiment.title(),
                    experiment.samples(),
                    experiment.data()));
            for (Curve curve : experiment.curves()) {
                Published published = curve.published();
                String numbers = published == null ? "not in the paper" : "published " + numbers(published);
                String request = curve.isOnRequest() ? "; on request, --samplers " + curve.sampler() : "";
                print("       %-14s %-40s %s%s".formatted(curve.method(), curve.label(), numbers, request));
            }
            for (Curve.Reference reference : experiment.references()) {
                print("       %-14s %-40s published %s"
                        .formatted("(not run)", reference.label(), numbers(reference.published())));
            }
        }
        print("");
        print(
                "./spinglass reproduce 6a, or several, or all; mean +- standard deviation of the last epoch [best epoch]");
        terminal.out().flush();
    }

    /** A row a curve. */
    void table(List<Experiment> experiments, List<CurveOutcome> outcomes) {
        print(String.format(
                        Locale.ROOT,
                        ROW,
                        "figure",
                        "method",
                        "runs",
                        "ours",
                        "published",
                        "diff/se",
                        "test images",
                        "s a run")
                + "   memory");
        for (Experiment experiment : experiments) {
            outcomes.stream()
                    .filter(outcome -> outcome.experiment().equals(experiment))
                    .forEach(this::row);
            for (Curve.Reference reference : experiment.references()) {
                print(String.format(
                                Locale.ROOT,
                                ROW,
                                experiment.figure(),
                                reference.label(),
                                "",
                                "not run",
                                numbers(reference.published()),
                                "",
                                "",
                                "")
                        .stripTrailing());
            }
        }
        print("accuracy on held-out images: mean +- standard deviation of the last epoch [mean of the best epochs];");
        print("test images: the same of the last epoch on all of the data set's own test images;");
        print(
                "diff/se: ours less published, in standard errors of both; s a run: on one thread; memory: of the process");
    }

    private void row(CurveOutcome outcome) {
        CurveResult result = outcome.result();
        Published published = outcome.curve().published();
        boolean isFailed = result.failure() != null;
        Double errors = result.standardErrors();
        Double seconds = result.secondsPerRun();
        String text = String.format(
                Locale.ROOT,
                ROW,
                result.figure(),
                result.label(),
                result.runs(),
                isFailed && result.runs() == 0
                        ? "failed"
                        : numbers(result.meanFinal(), result.sdFinal(), result.meanBest(), false),
                published == null ? "" : numbers(published),
                errors == null ? "" : String.format(Locale.ROOT, "%+.1f", errors),
                result.meanTest() == null ? "" : numbers(result.meanTest(), result.sdTest(), null, false),
                seconds == null ? "" : String.format(Locale.ROOT, "%.1f", seconds));
        String memory =
                result.runs() == 0 ? "" : String.format(Locale.ROOT, "%,6.0f MB", result.peakMemoryBytes() / MEGABYTE);
        print((text + " " + memory).stripTrailing());
        if (isFailed) {
            print("       failed: " + result.failure());
        }
    }

    private void print(String text) {
        terminal.out().println(text);
    }

    private static String numbers(Published published) {
        return numbers(published.mean(), published.sd(), published.best(), published.isApproximate());
    }

    private static String numbers(
            @Nullable Double mean, @Nullable Double sd, @Nullable Double best, boolean isApproximate) {
        List<String> parts = new ArrayList<>();
        if (mean == null) {
            return "-";
        }
        parts.add(String.format(Locale.ROOT, isApproximate ? "about %.2f" : "%.3f", mean));
        if (sd != null) {
            parts.add(String.format(Locale.ROOT, "+- %.3f", sd));
        }
        if (best != null) {
            parts.add(String.format(Locale.ROOT, "[%.3f]", best));
        }
        return String.join(" ", parts);
    }
}
