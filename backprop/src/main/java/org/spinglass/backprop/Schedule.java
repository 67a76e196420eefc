// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the learning rate falls over a run. Immutable; {@code toString} is the text that options and records use. */
public sealed interface Schedule {
    /**
     * The learning rate at a moment, over the first one.
     *
     * @param epoch epochs done so far, with the fraction of the present one
     * @param epochs epochs of the whole run, at least 1
     * @return a factor from 0 to 1
     */
    double factor(double epoch, int epochs);

    /**
     * The schedule of a text: {@code constant}, {@code cosine}, or epochs with commas between.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Schedule parse(String text) {
        return switch (text.strip()) {
            case "constant" -> new Constant();
            case "cosine" -> new Cosine();
            default ->
                new Steps(Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList());
        };
    }

    /** The same rate always: {@code constant}. */
    record Constant() implements Schedule {
        @Override
        public double factor(double epoch, int epochs) {
            return 1;
        }

        @Override
        public String toString() {
            return "constant";
        }
    }

    /**
     * A tenth of the rate after each of some epochs, whatever the length of the run (PyTorch's {@code MultiStepLR}); as
     * text the epochs with commas between, {@code 10,15}.
     *
     * @param after numbers of epochs done, ascending, at least 1
     */
    record Steps(List<Integer> after) implements Schedule {
        /**
         * Checks the epochs.
         *
         * @throws IllegalArgumentException when there are none, or they are not positive and ascending
         */
        public Steps {
            after = List.copyOf(after);
            int last = 0;
            for (int epoch : after) {
                if (epoch <= last) {
                    throw new IllegalArgumentException("schedule steps are " + after + "; expected ascending epochs");
                }
                last = epoch;
            }
            if (after.isEmpty()) {
                throw new IllegalArgumentException("a schedule of steps needs at least one epoch");
            }
        }

        @Override
        public double factor(double epoch, int epochs) {
            double factor = 1;
            for (int step : after) {
                factor /= epoch >= step ? 10 : 1;
            }
            return factor;
        }

        @Override
        public String toString() {
            return after.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** Half a cosine from the whole rate down to zero at the end of the run: {@code cosine}. */
    record Cosine() implements Schedule {
        @Override
        public double factor(double epoch, int epochs) {
            return 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / epochs)));
        }

        @Override
        public String toString() {
            return "cosine";
        }
    }
}
