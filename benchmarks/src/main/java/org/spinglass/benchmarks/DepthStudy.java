// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * Accuracy and time against depth: networks of 2 to 20 layers with weights of equal width, convolutions of 3x3 to 8
 * channels on 16x16 values and a linear layer, plain or with residual connections around every two convolutions,
 * trained by annealing and by backpropagation (AdamW, the settings of {@code preset=tuned}) on 1,000 of the digits that
 * ship with the program; the last epoch on 2,000 held-out digits, mean and standard deviation of the seeds, and the
 * exponent of the time an epoch takes.
 *
 * <p>Backpropagation needs PyTorch, which {@code ./spinglass train --method backprop} fetches once.
 *
 * <p>Arguments: a PNG file to draw into; epochs (8); the first seed (1); the runs of each point (3).
 */
public final class DepthStudy {
    private static final int SAMPLES = 1000;
    private static final int HELD_OUT = 2000;
    private static final int CHANNELS = 8;
    private static final int[] DEPTHS = {2, 4, 8, 14, 20};
    private static final List<String> METHODS = List.of("response", "backprop");

    private DepthStudy() {}

    private record Measured(int depth, double accuracy, double deviation, double seconds) {}

    /** Runs the study. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException("expected a PNG file, and maybe epochs, a seed and runs");
        }
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        int runs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        Map<String, List<Measured>> lines = new LinkedHashMap<>();
        print("%-24s %6s %9s %10s %10s %12s%n", "", "depth", "weights", "accuracy", "+-", "s an epoch");
        for (String method : METHODS) {
            for (boolean isResidual : new boolean[] {false, true}) {
                String name = (isResidual ? "residual, " : "plain, ") + method;
                List<Measured> line = new ArrayList<>();
                for (int depth : DEPTHS) {
                    NetworkSpec spec = EqualWidth.network(depth, CHANNELS, isResidual);
                    Measured point = measure(method, spec, epochs, seed, runs);
                    line.add(point);
                    print(
                            "%-24s %6d %9d %10.4f %10.4f %12.3f%n",
                            name,
                            depth,
                            EqualWidth.onDigits(spec).parameters(),
                            point.accuracy,
                            point.deviation,
                            point.seconds);
                }
                lines.put(name, line);
                print(
                        "%-24s seconds ~ depth to the power %s%n",
                        name, PowerLaw.of(line, Measured::depth, Measured::seconds));
            }
        }
        draw(lines, epochs, Path.of(arguments[0]));
    }

    private static Measured measure(String method, NetworkSpec spec, int epochs, long seed, int runs) {
        double[] accuracies = new double[runs];
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            Split split = Split.draw(
                    DataStore.standard().load("digits", null, DownloadListener.silent()),
                    SAMPLES,
                    HELD_OUT,
                    seed + run);
            try (Workers workers = Workers.of(1)) {
                TrainingTask task = new TrainingTask(
                        EqualWidth.onDigits(spec),
                        split.training(),
                        split.validation(),
                        epochs,
                        seed + run,
                        null,
                        workers);
                TrainingResult result =
                        Trainers.of(method, spec, SAMPLES, epochs, Map.of()).train(task, new Silent());
                EpochReport last = result.epochs().getLast();
                accuracies[run] = last.validationAccuracy();
                seconds[run] = last.seconds() / epochs;
            }
        }
        Mean accuracy = Mean.of(accuracies);
        Arrays.sort(seconds);
        return new Measured(spec.weightLayers(), accuracy.value(), accuracy.deviation(), seconds[runs / 2]);
    }

    private static void draw(Map<String, List<Measured>> lines, int epochs, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(760)
                .height(460)
                .title("accuracy against depth: " + SAMPLES + " digits, " + epochs + " epochs")
                .xAxisTitle("layers with weights")
                .yAxisTitle("accuracy on " + HELD_OUT + " held-out digits")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSW);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new java.awt.Color(0xe4, 0xe4, 0xe4));
        List<Integer> depths = Arrays.stream(DEPTHS).boxed().toList();
        lines.forEach((name, line) -> chart.addSeries(
                name,
                depths,
                line.stream().map(Measured::accuracy).toList(),
                line.stream().map(Measured::deviation).toList()));
        BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG, 144);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
