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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.spinglass.compute.Workers;
import org.spinglass.data.Augmentation;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Calibration;
import org.spinglass.training.Seeds;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingTask;

/**
 * Ensembles of LeNet on few images: accuracy of the first 1, 2, 3 and more networks together on all test images, the
 * expected calibration error there with the temperature fitted on the images held out, and the processor seconds that
 * their training took, over splits of consecutive seeds. At the end the first method stands beside each other one: with
 * as many networks, and with as many as fit in the same time. Networks of a split have the same images and seeds of their own, as those of
 * {@code train --ensemble}. The first network of a method holds what the Java machine compiles, so a first seed that is
 * not told is trained before.
 *
 * <p>Arguments: a folder with the data set; its name; training images; held-out images, on which nothing but the
 * temperature depends; the first seed; splits; then a method each, {@code
 * NAME:EPOCHS:NETWORKS:AUGMENTATION[:name=value...]}, such as {@code response:60:30:signs:rangeDecay=0.31} or {@code
 * backprop:100:10:signs}, {@code -} for images as they are.
 */
public final class EnsembleStudy {
    private static final List<Integer> PRINTED = List.of(1, 3, 10, 30);
    private static final int SIDE = 32;
    private static final int CAPACITY = 200;

    private EnsembleStudy() {}

    private record Method(
            String text, String name, int epochs, int networks, String augmentation, Map<String, String> given) {
        static Method of(String text) {
            String[] parts = text.split(":");
            if (parts.length < 4) {
                throw new IllegalArgumentException(
                        "method '" + text + "'; expected NAME:EPOCHS:NETWORKS:AUGMENTATION[:name=value...]");
            }
            Map<String, String> given = new LinkedHashMap<>();
            for (int i = 4; i < parts.length; i++) {
                String[] pair = parts[i].split("=", 2);
                if (pair.length < 2) {
                    throw new IllegalArgumentException("setting '" + parts[i] + "'; expected name=value");
                }
                given.put(pair[0], pair[1]);
            }
            return new Method(text, parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3], given);
        }

        Samples seen(Samples samples, long seed) {
            return augmentation.equals("-") ? samples : samples.augmented(Augmentation.parse(augmentation), seed);
        }
    }

    private record Told(double accuracy, double calibrationError, double seconds) {}

    /** Runs the study. */
    public static void main(String[] arguments) {
        if (arguments.length < 7) {
            throw new IllegalArgumentException("expected DIR NAME IMAGES HELD-OUT SEED SPLITS METHOD ...");
        }
        DataSet data = DataStore.standard().load(arguments[1], Path.of(arguments[0]), DownloadListener.silent());
        int images = Integer.parseInt(arguments[2]);
        int heldOut = Integer.parseInt(arguments[3]);
        long first = Long.parseLong(arguments[4]);
        int splits = Integer.parseInt(arguments[5]);
        List<Method> methods = Arrays.stream(arguments).skip(6).map(Method::of).toList();
        Map<Method, SortedMap<Integer, List<Told>>> all = new LinkedHashMap<>();
        for (long seed = first - 1; seed < first + splits; seed++) {
            Split split = Split.draw(data, images, heldOut, seed);
            Samples test = Objects.requireNonNull(split.test(), "the data set has no test images");
            for (Method method : methods) {
                boolean counts = seed >= first;
                List<Told> told = trained(method, split, test, seed, counts ? method.networks : 1);
                for (int k = 1; counts && k <= told.size(); k++) {
                    Told one = told.get(k - 1);
                    all.computeIfAbsent(method, m -> new TreeMap<>())
                            .computeIfAbsent(k, n -> new ArrayList<>())
                            .add(one);
                    if (PRINTED.contains(k)) {
                        print(
                                "seed %d  %-50s %3d together: %.4f, calibration error %.4f, %.1f s",
                                seed, method.text, k, one.accuracy, one.calibrationError, one.seconds);
                    }
                }
            }
        }
        print("%-50s %3s %9s %9s %12s %10s", "", "", "accuracy", "+-", "calibration", "seconds");
        all.forEach((method, rows) -> rows.forEach((together, told) -> {
            Mean accuracy = mean(told, Told::accuracy);
            print(
                    "%-50s %3d %9.4f %9.4f %12.4f %10.1f",
                    method.text,
                    together,
                    accuracy.value(),
                    accuracy.deviation(),
                    mean(told, Told::calibrationError).value(),
                    mean(told, Told::seconds).value());
        }));
        differences(all);
    }

    /** The first method beside each other one, with as many networks and with as many as fit in the same time. */
    private static void differences(Map<Method, SortedMap<Integer, List<Told>>> all) {
        SortedMap<Integer, List<Told>> base = all.values().iterator().next();
        all.entrySet().stream()
                .skip(1)
                .forEach(other -> other.getValue().forEach((together, told) -> {
                    if (!PRINTED.contains(together)) {
                        return;
                    }
                    double time = mean(told, Told::seconds).value();
                    int inTime = base.entrySet().stream()
                            .filter(row -> mean(row.getValue(), Told::seconds).value() <= time)
                            .mapToInt(Map.Entry::getKey)
                            .max()
                            .orElse(1);
                    for (int count : new TreeSet<>(List.of(Math.min(together, base.lastKey()), inTime))) {
                        difference(count, Objects.requireNonNull(base.get(count)), together, told, other.getKey());
                    }
                }));
    }

    /** The difference of accuracy, split by split, with its standard error. */
    private static void difference(int count, List<Told> of, int together, List<Told> told, Method method) {
        Mean lead = Mean.of(IntStream.range(0, told.size())
                .mapToDouble(k -> of.get(k).accuracy - told.get(k).accuracy)
                .toArray());
        print(
                "%3d of the first over %3d of %-40s %+.4f +- %.4f (standard error), %.2f times the seconds",
                count,
                together,
                method.text,
                lead.value(),
                lead.error(),
                mean(of, Told::seconds).value() / mean(told, Told::seconds).value());
    }

    private static Mean mean(List<Told> told, ToDoubleFunction<Told> what) {
        return Mean.of(told.stream().mapToDouble(what).toArray());
    }

    private static List<Told> trained(Method method, Split split, Samples test, long seed, int networks) {
        Samples training = split.training();
        Network network = Networks.named(
                "lenet", new Shape(training.channels(), SIDE, SIDE), training.classes(), Networks.Options.DEFAULT);
        int classes = training.classes();
        float[] ofHeldOut = new float[split.validation().count() * classes];
        float[] ofTest = new float[test.count() * classes];
        List<Told> told = new ArrayList<>();
        double seconds = 0;
        try (Workers workers = Workers.of(1)) {
            ForwardPass pass = new ForwardPass(network, CAPACITY, workers);
            for (int member = 1; member <= networks; member++) {
                long own = member == 1 ? seed : Seeds.of(seed, 5, member);
                double start = processorSeconds();
                Weights weights;
                try (Trainer trainer =
                        Trainers.of(method.name, network.spec(), training.count(), method.epochs, method.given)) {
                    TrainingTask task = new TrainingTask(
                            network,
                            method.seen(training, own),
                            split.validation().part(0, 0),
                            method.epochs,
                            own,
                            null,
                            workers);
                    weights = trainer.train(task, new Silent()).weights();
                }
                seconds += processorSeconds() - start;
                add(pass, split.validation(), weights, ofHeldOut);
                add(pass, test, weights, ofTest);
                told.add(told(ofHeldOut, split.validation(), ofTest, test, seconds));
            }
        }
        return told;
    }

    /** Sums of outputs do for means: the temperature takes the factor. */
    private static void add(ForwardPass pass, Samples samples, Weights weights, float[] sums) {
        int classes = samples.classes();
        for (int a = 0; a < samples.count(); a += pass.capacity()) {
            int count = Math.min(pass.capacity(), samples.count() - a);
            pass.run(samples::copy, a, count, weights);
            for (int i = 0; i < count * classes; i++) {
                sums[a * classes + i] += pass.outputs()[i];
            }
        }
    }

    private static Told told(float[] ofHeldOut, Samples heldOut, float[] ofTest, Samples test, double seconds) {
        int classes = test.classes();
        Calibration fitted = Calibration.fit(ofHeldOut, heldOut.labels(), classes);
        int right = 0;
        for (int a = 0; a < test.count(); a++) {
            right += Score.largest(ofTest, a * classes, classes) == test.label(a) ? 1 : 0;
        }
        double error = fitted.on(ofTest, test.labels(), classes).expectedCalibrationError();
        return new Told((double) right / test.count(), error, seconds);
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
