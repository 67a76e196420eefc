// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Split;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.quantum.AccountedSampler;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.QuantumAccount;
import org.spinglass.quantum.QuantumSampler;
import org.spinglass.quantum.QuantumSettings;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.ChipPlacement;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.training.PaperSettings;
import org.spinglass.training.PseudoinverseTrainer;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * How strong chains must be, and how much control noise a training survives: the paper's network (33) trained on an
 * emulated Pegasus P16 with chains of several strengths, in multiples of {@code sqrt(mean J^2) sqrt(degree)}, and noise
 * on h and J.
 *
 * <p>Arguments: a PNG file to draw into; the reads of a problem (20); the first seed (1); the runs of each point (2).
 */
public final class ChainStudy {
    private static final String NETWORK = "spectral-linear";
    private static final int SAMPLES = 1000;
    private static final int HELD_OUT = 2000;
    private static final int EPOCHS = 20;
    private static final double[] FACTORS = {0.05, 0.2, 0.7, 1.414, 3, 12};
    private static final double[] NOISE = {0, 0.02, 0.1, 0.3, 1};
    private static final int WIDTH = 620;
    private static final int HEIGHT = 420;

    private ChainStudy() {}

    private record Point(double accuracy, double broken) {}

    /** Runs the study. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException("expected a PNG file, and maybe reads, a seed and runs");
        }
        int reads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        int runs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        Split split = Split.draw(
                DataStore.standard().load("digits", null, DownloadListener.silent()), SAMPLES, HELD_OUT, seed);
        XYChart accuracy = chart("held-out accuracy");
        XYChart broken = chart("broken chains");
        print("%8s %8s %10s %10s %12s%n", "noise", "factor", "accuracy", "+-", "broken");
        for (double noise : NOISE) {
            List<Double> accuracies = new ArrayList<>();
            List<Double> errors = new ArrayList<>();
            List<Double> breaks = new ArrayList<>();
            for (double factor : FACTORS) {
                double[] found = new double[runs];
                double sumBroken = 0;
                for (int run = 0; run < runs; run++) {
                    Point point = train(split, noise, factor, reads, seed + run);
                    found[run] = point.accuracy;
                    sumBroken += point.broken;
                }
                double mean = Arrays.stream(found).average().orElseThrow();
                double squares =
                        Arrays.stream(found).map(x -> (x - mean) * (x - mean)).sum();
                accuracies.add(mean);
                errors.add(runs > 1 ? Math.sqrt(squares / (runs - 1) / runs) : 0);
                breaks.add(sumBroken / runs);
                print("%8.3f %8.3f %10.4f %10.4f %12.5f%n", noise, factor, mean, errors.getLast(), breaks.getLast());
            }
            List<Double> factors = Arrays.stream(FACTORS).boxed().toList();
            accuracy.addSeries("noise " + noise, factors, accuracies, errors);
            broken.addSeries("noise " + noise, factors, breaks);
        }
        draw(accuracy, broken, Path.of(arguments[0]));
    }

    private static Point train(Split split, double noise, double factor, int reads, long seed) {
        Pegasus chip = new Pegasus(16, true);
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            QuantumAccount account = new QuantumAccount();
            QuantumSampler sampler = new QuantumSampler(
                    "emulator",
                    new EmulatedProcessor(
                            chip, chip.graph(), EmulatorOptions.standard(seed).withNoise(noise, noise), workers),
                    QuantumSettings.of(AnnealParameters.of(reads).withAnnealingTime(1))
                            .withChainStrength(new ChainStrength.Torque(factor)),
                    new ChipPlacement());
            Network network = Networks.named(
                    NETWORK,
                    new Shape(1, split.training().height(), split.training().width()),
                    split.training().classes(),
                    new Networks.Options(false, Crop.AUTHOR));
            TrainingTask task =
                    new TrainingTask(network, split.training(), split.validation(), EPOCHS, seed, null, workers);
            TrainingResult result = new PseudoinverseTrainer(
                            new AccountedSampler(sampler, account), PaperSettings.LATER.of(NETWORK))
                    .train(task, new Silent());
            return new Point(
                    result.epochs().getLast().validationAccuracy(),
                    account.totals().brokenChains());
        }
    }

    private static XYChart chart(String what) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(what)
                .xAxisTitle("chain strength over sqrt(mean J^2) sqrt(degree)")
                .yAxisTitle(what)
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new java.awt.Color(0xe4, 0xe4, 0xe4));
        return chart;
    }

    private static void draw(XYChart left, XYChart right, Path file) throws IOException {
        left.getStyler().setLegendVisible(false);
        BufferedImage image = new BufferedImage(4 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(2, 2);
        left.paint(graphics, WIDTH, HEIGHT);
        graphics.translate(WIDTH, 0);
        right.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
