// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.spinglass.compute.Workers;
import org.spinglass.data.FeatureScale;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.Samples;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.ResponseCost;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;

/**
 * How the time and the memory of a step of the response trainer grow with samples, bits, weights and outputs: a linear
 * layer of 256 neurons with a LeakyReLU and the outputs behind it, random inputs, one thread, two sweeps of single
 * spins. A step holds the forward passes and one visit of each of the two layers; the least of three counts. Memory is
 * the peak of the heap, garbage that was not yet collected included. Exponents are fitted by least squares on
 * logarithms, with their standard errors, and stand beside those of the operations that {@link ResponseCost} counts,
 * fitted over the same points: so a bit costs nothing in theory, but the draws of its spin. The last line is a wide
 * layer, 4,096 x 4,096 weights of 8 bits.
 *
 * <p>Arguments: the PNG to write; points of each line, 3 to 8, 4 where nothing is said.
 */
public final class TrainingCost {
    private static final int ROUNDS = 3;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;
    private static final Size BASE = new Size(256, 4, 256, 256, 8);

    private TrainingCost() {}

    private record Size(int samples, int bits, int inputs, int neurons, int outputs) {
        Network network() {
            return Network.of(
                    "layer",
                    Shape.vector(inputs),
                    List.of(new Linear(neurons, false), new LeakyRelu(0.001f), new Linear(outputs, false)));
        }

        ResponseSettings settings() {
            GivenSettings own = GivenSettings.NONE.with("bits", bits).with("batch", samples);
            return SettingBinder.PLAIN.bind(ResponseSettings.forSamples(1000), own);
        }

        double operations() {
            return ResponseCost.ofStep(network(), settings(), samples, 1).stream()
                    .mapToDouble(ResponseCost::operations)
                    .sum();
        }
    }

    private record Point(double x, double seconds, double operations, double megabytes) {}

    private enum Axis {
        SAMPLES(64),
        BITS(1),
        WEIGHTS(128),
        OUTPUTS(8);

        private final int first;

        Axis(int first) {
            this.first = first;
        }

        Size size(int x) {
            return switch (this) {
                case SAMPLES -> new Size(x, BASE.bits, BASE.inputs, BASE.neurons, BASE.outputs);
                case BITS -> new Size(BASE.samples, x, BASE.inputs, BASE.neurons, BASE.outputs);
                case WEIGHTS -> new Size(BASE.samples, BASE.bits, x, BASE.neurons, BASE.outputs);
                case OUTPUTS -> new Size(BASE.samples, BASE.bits, BASE.inputs, BASE.neurons, x);
            };
        }

        double told(int x) {
            return this == WEIGHTS ? (double) x * BASE.neurons : x;
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("expected FILE.png [POINTS]");
        }
        int points = arguments.length < 2 ? 4 : Integer.parseInt(arguments[1]);
        if (points < 3 || points > 8) {
            throw new IllegalArgumentException("points are " + points + "; expected 3 to 8");
        }
        step(BASE); // compiles
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        print("%-8s %12s %12s %14s %10s", "axis", "value", "seconds", "MFLOP", "heap, MB");
        for (Axis axis : Axis.values()) {
            List<Point> line = new ArrayList<>();
            for (int k = 0; k < points && (axis != Axis.BITS || k < 5); k++) {
                int x = axis.first << k;
                Point point = measured(axis.told(x), axis.size(x));
                line.add(point);
                print(
                        "%-8s %,12.0f %12.4f %,14.1f %10.0f",
                        name(axis), point.x, point.seconds, point.operations / 1e6, point.megabytes);
            }
            print(
                    "%-8s time grows as its power %s, heap %s; operations %s",
                    name(axis),
                    exponent(line, Point::seconds),
                    exponent(line, Point::megabytes),
                    exponent(line, Point::operations));
            Graphics2D panel = (Graphics2D)
                    graphics.create(axis.ordinal() % 2 * WIDTH, axis.ordinal() / 2 * HEIGHT, WIDTH, HEIGHT);
            chart(axis, line).paint(panel, WIDTH, HEIGHT);
            panel.dispose();
        }
        graphics.dispose();
        if (!ImageIO.write(image, "png", new File(arguments[0]))) {
            throw new IOException(arguments[0]);
        }
        Size wide = new Size(500, 8, 4096, 4096, 10);
        Point point = measured(4096.0 * 4096, wide);
        print(
                "wide: 4,096 x 4,096 weights of 8 bits, 500 samples: %.1f s a step, %,.0f MFLOP, heap %,.0f MB;"
                        + " weights alone %.0f MB, responses of all neurons %.0f MB",
                point.seconds,
                point.operations / 1e6,
                point.megabytes,
                4 * 4096 * 4096 / 1e6,
                4 * 500 * 10 * 4096 / 1e6);
    }

    private static Point measured(double x, Size size) {
        System.gc();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        double seconds = step(size);
        double bytes =
                heap.stream().mapToDouble(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Point(x, seconds, size.operations(), bytes / 1e6);
    }

    /** Seconds of the fastest of a few steps; the epoch of the last, whose energies would get bounds, is not begun. */
    private static double step(Size size) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[size.samples * size.inputs];
        int[] labels = new int[size.samples];
        int[] all = new int[size.samples];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        for (int a = 0; a < labels.length; a++) {
            labels[a] = a % size.outputs;
            all[a] = a;
        }
        List<String> names = new ArrayList<>();
        for (int j = 0; j < size.inputs; j++) {
            names.add("x" + j);
        }
        FeatureTable table = FeatureTable.of(names, size.outputs, values, labels);
        FeatureScale scale =
                FeatureScale.of(Collections.nCopies(size.inputs, 0f), Collections.nCopies(size.inputs, 1f));
        Samples training = Samples.of(table, all, scale);
        double[] ends = new double[ROUNDS + 1];
        int[] done = new int[1];
        try (Workers workers = Workers.of(1)) {
            TrainingTask task = new TrainingTask(
                    size.network(), training, Samples.of(table, new int[0], scale), ROUNDS + 1, 1, null, workers);
            new ResponseTrainer(
                            new SimulatedAnnealing(
                                    SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM),
                            size.settings())
                    .train(task, new TrainingListener() {
                        @Override
                        public boolean stepDone(Step step) {
                            return true;
                        }

                        @Override
                        public boolean goesOn() {
                            return done[0] < ROUNDS;
                        }

                        @Override
                        public void epochDone(EpochReport report, Checkpoint checkpoint) {
                            done[0] = report.epoch();
                            ends[report.epoch()] = report.seconds();
                        }
                    });
        }
        double least = Double.POSITIVE_INFINITY;
        for (int e = 1; e <= ROUNDS; e++) {
            least = Math.min(least, ends[e] - ends[e - 1]);
        }
        return least;
    }

    private static PowerLaw exponent(List<Point> line, ToDoubleFunction<Point> of) {
        return PowerLaw.of(line, Point::x, of);
    }

    private static XYChart chart(Axis axis, List<Point> line) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(name(axis) + ": seconds ~ power " + exponent(line, Point::seconds))
                .xAxisTitle(name(axis))
                .yAxisTitle("seconds a step")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
        chart.addSeries(
                "seconds",
                line.stream().mapToDouble(Point::x).toArray(),
                line.stream().mapToDouble(Point::seconds).toArray());
        return chart;
    }

    private static String name(Axis axis) {
        return axis.name().toLowerCase(Locale.ROOT);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
