// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.MachineInfo;
import org.spinglass.lab.run.ProgramVersion;

/**
 * What a page shows of a reproduction, as plain values. Accuracies are fractions; what does not exist is null.
 *
 * @param version of the program
 * @param machine that the page was made on
 * @param panels in the order asked for
 */
public record ReproductionView(String version, MachineInfo machine, List<Panel> panels) {
    /** Copies the list. */
    public ReproductionView {
        panels = List.copyOf(panels);
    }

    /**
     * An experiment and what came of it.
     *
     * @param figure that it is of
     * @param title of it
     * @param about data, samples and epochs, as a sentence
     * @param epochs of each run
     * @param curves that were run
     * @param references that are shown and not run
     */
    public record Panel(
            String figure,
            String title,
            String about,
            int epochs,
            List<Line> curves,
            List<Curve.Reference> references) {
        /** Copies the lists. */
        public Panel {
            curves = List.copyOf(curves);
            references = List.copyOf(references);
        }
    }

    /**
     * A curve.
     *
     * @param result its numbers
     * @param published what the paper says of it
     * @param isComparable whether that is of the same data and epochs
     * @param settings of the trainer, all of them; none where no run was done
     * @param validation accuracy after each epoch, over the runs
     * @param training the same on the training samples
     * @param runs in the order of their seeds
     */
    public record Line(
            CurveResult result,
            @Nullable Published published,
            boolean isComparable,
            Map<String, Object> settings,
            Course validation,
            Course training,
            List<Run> runs) {
        /** Copies the collections. */
        public Line {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
            runs = List.copyOf(runs);
        }
    }

    /**
     * Accuracies over the epochs.
     *
     * @param means over the runs
     * @param sds standard deviations over the runs; empty for less than two
     */
    public record Course(List<Double> means, List<Double> sds) {
        /** Copies the lists. */
        public Course {
            means = List.copyOf(means);
            sds = List.copyOf(sds);
        }

        private static Course of(List<Spread> spreads) {
            boolean isSpread = !spreads.isEmpty() && spreads.getFirst().count() > 1;
            return new Course(
                    spreads.stream().map(Spread::mean).toList(),
                    isSpread ? spreads.stream().map(Spread::sd).toList() : List.of());
        }
    }

    /**
     * A run.
     *
     * @param seed of it
     * @param accuracies on held-out samples after every epoch
     * @param testAccuracy on the data set's own test images
     * @param seconds of training
     */
    public record Run(
            long seed, List<Double> accuracies, @Nullable Double testAccuracy, double seconds) {
        /** Copies the list. */
        public Run {
            accuracies = List.copyOf(accuracies);
        }
    }

    /** What came of experiments. */
    public static ReproductionView of(List<Experiment> experiments, List<CurveOutcome> outcomes) {
        List<Panel> panels = new ArrayList<>();
        for (Experiment experiment : experiments) {
            List<Line> lines = outcomes.stream()
                    .filter(outcome -> outcome.experiment().equals(experiment))
                    .map(ReproductionView::line)
                    .toList();
            panels.add(new Panel(
                    experiment.figure(),
                    experiment.title(),
                    about(experiment),
                    experiment.epochs(),
                    lines,
                    experiment.references()));
        }
        return new ReproductionView(ProgramVersion.current(), MachineInfo.current(), panels);
    }

    private static String about(Experiment experiment) {
        return String.format(
                Locale.ROOT,
                "%,d training samples of %s, %s, %d epochs%s.",
                experiment.samples(),
                experiment.data(),
                experiment.validation().words(),
                experiment.epochs(),
                experiment.crop() == null ? "" : ", " + experiment.crop() + " crop");
    }

    private static Line line(CurveOutcome outcome) {
        List<SeedRecord> runs = outcome.runs();
        return new Line(
                outcome.result(),
                outcome.curve().published(),
                outcome.isComparable(),
                runs.isEmpty() ? Map.of() : runs.getFirst().settings(),
                Course.of(runs.isEmpty() ? List.of() : outcome.epochs()),
                Course.of(runs.isEmpty() ? List.of() : outcome.trainingEpochs()),
                runs.stream()
                        .map(run -> new Run(run.seed(), run.accuracies(), run.testAccuracy(), run.seconds()))
                        .toList());
    }
}
