// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingTask;

/**
 * Time of an epoch against width: six layers with weights, five convolutions of 3x3 to 4 to 64 channels on 16x16 values
 * and a linear layer, trained by annealing and by backpropagation (AdamW, the settings of {@code preset=tuned}) on digits
 * that ship with the program, on one thread; medians of the epochs after the first, the widths in turn in every round,
 * and the exponents.
 *
 * <p>Backpropagation needs PyTorch, which {@code ./spinglass train --method backprop} fetches once.
 *
 * <p>Arguments: training samples (200); epochs of a run (3); rounds (3); methods, separated by a comma
 * (response,backprop).
 */
public final class WidthStudy {
    private static final int DEPTH = 6;
    private static final int[] WIDTHS = {4, 8, 16, 32, 64};

    private WidthStudy() {}

    private record Measured(int width, double seconds) {}

    /** Runs the study. */
    public static void main(String[] arguments) {
        int samples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        String methods = arguments.length > 3 ? arguments[3] : "response,backprop";
        if (epochs < 2) {
            throw new IllegalArgumentException(
                    "epochs is " + epochs + "; expected at least 2, the first is not counted");
        }
        for (String method : methods.split(",")) {
            double[][] spans = new double[WIDTHS.length][rounds];
            for (int round = 0; round < rounds; round++) {
                for (int w = 0; w < WIDTHS.length; w++) {
                    spans[w][round] = secondsAnEpoch(method, WIDTHS[w], samples, epochs);
                }
            }
            List<Measured> line = new ArrayList<>();
            for (int w = 0; w < WIDTHS.length; w++) {
                Arrays.sort(spans[w]);
                line.add(new Measured(WIDTHS[w], spans[w][rounds / 2]));
                print(
                        "%-10s %3d channels  %8d weights  %8.3f s an epoch [%.3f-%.3f]%n",
                        method,
                        WIDTHS[w],
                        EqualWidth.onDigits(EqualWidth.network(DEPTH, WIDTHS[w], false))
                                .parameters(),
                        spans[w][rounds / 2],
                        spans[w][0],
                        spans[w][rounds - 1]);
            }
            print(
                    "%-10s seconds ~ width to the power %s%n",
                    method, PowerLaw.of(line, Measured::width, Measured::seconds));
            print(
                    "%-10s of the three widest             %s%n",
                    method,
                    PowerLaw.of(line.subList(WIDTHS.length - 3, WIDTHS.length), Measured::width, Measured::seconds));
        }
    }

    private static double secondsAnEpoch(String method, int width, int samples, int epochs) {
        NetworkSpec spec = EqualWidth.network(DEPTH, width, false);
        Split split = Split.draw(DataStore.standard().load("digits", null, DownloadListener.silent()), samples, 0, 1);
        try (Workers workers = Workers.of(1)) {
            TrainingTask task = new TrainingTask(
                    EqualWidth.onDigits(spec), split.training(), split.validation(), epochs, 1, null, workers);
            List<EpochReport> reports = Trainers.of(method, spec, samples, epochs, Map.of())
                    .train(task, new Silent())
                    .epochs();
            return (reports.getLast().seconds() - reports.getFirst().seconds()) / (epochs - 1);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
