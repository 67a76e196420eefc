// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.MachineInfo;
import org.spinglass.lab.run.ProgramVersion;

/** One page with the table of all panels and their pictures, which needs no other file. */
final class ReproductionPage {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; color: #222; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
            .table { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.92em; }
            th, td { text-align: left; padding: 0.25rem 0.9rem 0.25rem 0; border-bottom: 1px solid #e4e4e4;
              white-space: nowrap; }
            td.wide { white-space: normal; }
            .number { text-align: right; } .far { color: #b01e3c; font-weight: 600; } .note { color: #555; }
            img { max-width: 100%; height: auto; }
            """;
    private static final String NOTES = """
            Accuracy on held-out images after the last epoch: mean \u00b1 standard deviation over the runs, in brackets the \
            mean of each run's best epoch. \u0394/SE: our mean less the published one, in standard errors of both together; \
            where the paper gives no spread, ours stands in for it, and where it does not say how many runs it averages, \
            ten. More than two are red. Test images: accuracy after the last epoch on the data set's own test \
            images, which are a little easier. Time: of one run on one thread. Memory: the most that the whole process held while \
            a run of the curve was at work. In the pictures error bars are standard deviations, the dotted lines are the \
            means of the best epochs, diamonds right of the last epoch are published means, triangles published best \
            epochs.""";

    private ReproductionPage() {}

    static String html(List<ReproductionFiles.Panel> panels) {
        StringBuilder page = new StringBuilder();
        MachineInfo machine = MachineInfo.current();
        page.append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<title>The paper's experiments, reproduced</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n<h1>The paper's experiments, reproduced</h1>\n<p class=\"note\">")
                .append(escaped(String.format(
                        Locale.ROOT,
                        "Spinglass %s, %s, %s, %d processors, kernel %s",
                        ProgramVersion.current(),
                        machine.java(),
                        machine.system(),
                        machine.processors(),
                        machine.kernel())))
                .append("</p>\n<div class=\"table\"><table>\n<tr><th>figure<th>method<th class=\"number\">runs<th>ours")
                .append("<th>published<th class=\"number\">\u0394/SE<th>test images<th class=\"number\">time")
                .append("<th class=\"number\">memory</tr>\n");
        panels.forEach(panel -> rows(panel, page));
        page.append("</table></div>\n<p class=\"note\">").append(NOTES).append("</p>\n");
        panels.forEach(panel -> section(panel, page));
        return page.append("</html>\n").toString();
    }

    private static void rows(ReproductionFiles.Panel panel, StringBuilder page) {
        for (CurveOutcome outcome : panel.curves()) {
            CurveResult result = outcome.result();
            page.append("<tr><td><a href=\"#f")
                    .append(result.figure())
                    .append("\">")
                    .append(result.figure())
                    .append("</a>");
            cell("", result.label(), page);
            cell("number", Integer.toString(result.runs()), page);
            if (result.failure() == null) {
                cell("", ExperimentPanel.numbers(result.meanFinal(), result.sdFinal(), result.meanBest(), false), page);
            } else {
                cell("wide", "failed: " + result.failure(), page);
            }
            Published published = outcome.curve().published();
            cell("", published == null ? "" : ExperimentPanel.numbers(published), page);
            Double errors = result.standardErrors();
            boolean isFar = errors != null && Math.abs(errors) > 2;
            cell(isFar ? "number far" : "number", signed(errors), page);
            cell(
                    "",
                    result.meanTest() == null
                            ? ""
                            : ExperimentPanel.numbers(result.meanTest(), result.sdTest(), null, false),
                    page);
            Double seconds = result.secondsPerRun();
            cell("number", seconds == null ? "" : String.format(Locale.ROOT, "%.1f s", seconds), page);
            cell(
                    "number",
                    result.runs() == 0 ? "" : String.format(Locale.ROOT, "%,.0f MB", result.peakMemoryBytes() / 1e6),
                    page);
            page.append("</tr>\n");
        }
        for (Curve.Reference reference : panel.experiment().references()) {
            page.append("<tr><td>").append(panel.experiment().figure());
            cell("", reference.label(), page);
            cell("number", "", page);
            cell("", "not run", page);
            cell("", ExperimentPanel.numbers(reference.published()), page);
            page.append("<td><td><td><td></tr>\n");
        }
    }

    private static void cell(String style, String text, StringBuilder page) {
        page.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">").append(escaped(text));
    }

    private static String signed(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%+.1f", value);
    }

    private static void section(ReproductionFiles.Panel panel, StringBuilder page) {
        Experiment experiment = panel.experiment();
        String heading = "Figure " + experiment.figure() + ": " + experiment.title();
        page.append("<h2 id=\"f")
                .append(experiment.figure())
                .append("\">")
                .append(escaped(heading))
                .append("</h2>\n<p>")
                .append(escaped(String.format(
                        Locale.ROOT,
                        "%,d training samples of %s, %s, %d epochs%s.",
                        experiment.samples(),
                        experiment.data(),
                        experiment.validation().words(),
                        experiment.epochs(),
                        experiment.crop() == null ? "" : ", " + experiment.crop() + " crop")))
                .append("</p>\n");
        if (panel.picture() != null) {
            page.append("<img width=\"820\" alt=\"")
                    .append(escaped("Accuracy over the epochs. " + summary(panel)))
                    .append("\" src=\"data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(panel.picture()))
                    .append("\">\n");
        }
    }

    private static String summary(ReproductionFiles.Panel panel) {
        return panel.curves().stream()
                .map(CurveOutcome::result)
                .map(result -> result.label() + ": "
                        + ExperimentPanel.numbers(result.meanFinal(), result.sdFinal(), result.meanBest(), false))
                .collect(Collectors.joining("; "));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
