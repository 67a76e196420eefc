// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a curve.
 *
 * @param experiment as run, with the user's epochs and data
 * @param original as in its file
 * @param curve of it
 * @param runs in the order of their seeds; all with the same number of epochs
 * @param failure why the curve was given up; null when it was not
 */
public record CurveOutcome(
        Experiment experiment,
        Experiment original,
        Curve curve,
        List<SeedRecord> runs,
        @Nullable String failure) {
    /** Copies the list. */
    public CurveOutcome {
        runs = List.copyOf(runs);
    }

    /** Accuracy after each epoch, over the runs. */
    List<Spread> epochs() {
        return epochs(SeedRecord::accuracies);
    }

    /** The same on the training samples. */
    List<Spread> trainingEpochs() {
        return epochs(SeedRecord::trainAccuracies);
    }

    private List<Spread> epochs(Function<SeedRecord, List<Double>> accuracies) {
        return IntStream.range(0, accuracies.apply(runs.getFirst()).size())
                .mapToObj(e -> Spread.of(runs.stream()
                        .mapToDouble(run -> accuracies.apply(run).get(e))
                        .toArray()))
                .toList();
    }

    /** Whether the published numbers are of the same experiment. */
    boolean isComparable() {
        return experiment.data().equals(original.data()) && experiment.epochs() == original.epochs();
    }

    /** The curve as a row of {@code results.json}. */
    public CurveResult result() {
        return CurveResult.of(this);
    }
}
