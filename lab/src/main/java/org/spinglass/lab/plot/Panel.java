// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a panel of curves shows.
 *
 * @param title above it
 * @param axis what the accuracies are of
 * @param epochs from 1, at least 1
 * @param lines in the order of their colours and of the table below
 */
public record Panel(String title, String axis, int epochs, List<Line> lines) {
    /** Copies the list. */
    public Panel {
        lines = List.copyOf(lines);
    }

    /**
     * A line of a panel, and of the table below it.
     *
     * @param name unique in the panel
     * @param label in the table
     * @param ours our numbers in words
     * @param theirs the published ones
     * @param measured what was measured; null for nothing, and then it has a mark at most
     * @param published where the published result is; null where there is none
     * @param isReference whether it was never to be measured, and so has no colour of its own
     */
    public record Line(
            String name,
            String label,
            String ours,
            String theirs,
            @Nullable Measured measured,
            @Nullable Mark published,
            boolean isReference) {}

    /**
     * Accuracies over the epochs.
     *
     * @param mean after each epoch, over the runs
     * @param sd standard deviation over the runs, or NaN
     * @param hasBars whether the deviations are drawn
     * @param best mean of the runs' best epochs
     */
    public record Measured(List<Double> mean, List<Double> sd, boolean hasBars, double best) {
        /** Copies the lists. */
        public Measured {
            mean = List.copyOf(mean);
            sd = List.copyOf(sd);
        }
    }

    /**
     * A result as it was published.
     *
     * @param mean of the last epoch
     * @param sd its standard deviation
     * @param best accuracy of the best epoch
     */
    public record Mark(
            double mean, @Nullable Double sd, @Nullable Double best) {}
}
