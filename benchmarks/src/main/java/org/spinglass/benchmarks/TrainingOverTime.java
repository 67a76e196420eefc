// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;

/**
 * Accuracy over time of the response trainer with single spins, on the same digits that {@code WriteSplits} writes for
 * {@code benchmarks/pytorch/lenet.py}. Times are those of the steps alone.
 *
 * <p>Arguments: a folder with the data set; its name; training samples; images left over to score; epochs; threads; seeds,
 * separated by commas; then settings of the trainer, {@code name=value}.
 */
public final class TrainingOverTime {
    private static final double[] TARGETS = {0.95, 0.96};
    private static final int SIDE = 32;

    private TrainingOverTime() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        if (arguments.length < 7) {
            throw new IllegalArgumentException(
                    "expected DIR NAME SAMPLES LEFT-OVER EPOCHS THREADS SEED,SEED... [name=value ...]");
        }
        int samples = Integer.parseInt(arguments[2]);
        int leftOver = Integer.parseInt(arguments[3]);
        int epochs = Integer.parseInt(arguments[4]);
        int threads = Integer.parseInt(arguments[5]);
        long[] seeds = Arrays.stream(arguments[6].split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 7; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("setting '" + arguments[i] + "'; expected name=value");
            }
            given.put(parts[0], parts[1]);
        }
        ResponseSettings settings =
                SettingBinder.PLAIN.bind(ResponseSettings.forSamples(samples), GivenSettings.ofTexts(given));
        DataSet data = DataStore.standard().load(arguments[1], Path.of(arguments[0]), DownloadListener.silent());
        List<Curve> curves = new ArrayList<>();
        for (long seed : seeds) {
            Split split = Split.draw(data, samples, leftOver, seed);
            Samples test = Objects.requireNonNull(
                    Split.test(data, split.training().size()), "the data set has no test images");
            curves.add(curve(split, test, epochs, threads, seed, settings));
        }
        System.out.println(String.join(" ", arguments) + "\n  " + settings);
        StringBuilder means = new StringBuilder("  ");
        for (int e = 0; e < epochs; e++) {
            int epoch = e;
            double mean = curves.stream()
                    .mapToDouble(curve -> curve.accuracy()[epoch])
                    .average()
                    .orElseThrow();
            if (e < 10 || e % 5 == 4) {
                means.append(String.format(Locale.ROOT, "%d:%.4f ", e + 1, mean));
            }
        }
        System.out.println(means);
        for (double target : TARGETS) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  seconds to %.2f:", target));
            for (Curve curve : curves) {
                IntStream.range(0, epochs)
                        .filter(e -> curve.accuracy()[e] >= target)
                        .mapToDouble(e -> curve.seconds()[e])
                        .findFirst()
                        .ifPresentOrElse(
                                seconds -> line.append(String.format(Locale.ROOT, " %.2f", seconds)),
                                () -> line.append(" never"));
            }
            System.out.println(line);
        }
        double[] spans = curves.stream()
                .mapToDouble(curve -> curve.seconds()[epochs - 1] / epochs)
                .sorted()
                .toArray();
        StringBuilder tests = new StringBuilder();
        curves.forEach(curve -> tests.append(String.format(Locale.ROOT, " %.4f", curve.test())));
        System.out.println(
                String.format(Locale.ROOT, "  seconds an epoch: %.3f   test%s", spans[spans.length / 2], tests));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Curve(double[] seconds, double[] accuracy, double test) {}

    private static Curve curve(
            Split split, Samples test, int epochs, int threads, long seed, ResponseSettings settings) {
        Shape input = new Shape(split.training().channels(), SIDE, SIDE);
        Network network = Networks.named("lenet", input, split.training().classes(), Networks.Options.DEFAULT);
        double[] seconds = new double[epochs];
        double[] accuracy = new double[epochs];
        double[] tested = new double[1];
        try (Workers workers = Workers.of(threads)) {
            ForwardPass pass = new ForwardPass(network, 200, workers);
            TrainingTask task =
                    new TrainingTask(network, split.training(), split.validation(), epochs, seed, null, workers);
            ResponseTrainer trainer = new ResponseTrainer(
                    new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM),
                    settings);
            trainer.train(task, new TrainingListener() {
                @Override
                public boolean stepDone(Step step) {
                    return true;
                }

                @Override
                public void epochDone(EpochReport report, Checkpoint checkpoint) {
                    int e = report.epoch() - 1;
                    seconds[e] = report.seconds();
                    accuracy[e] = report.validationAccuracy();
                    if (e == epochs - 1) {
                        tested[0] = Score.of(pass, test::copy, test.labels(), checkpoint.average())
                                .accuracy();
                    }
                }
            });
        }
        return new Curve(seconds, accuracy, tested[0]);
    }
}
