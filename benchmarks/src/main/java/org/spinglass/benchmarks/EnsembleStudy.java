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
import org.spinglass.data.Augmentation;
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
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Calibration;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.Seeds;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;
import org.spinglass.training.TrainingTask;

/**
 * Ensembles of LeNet on few images: accuracy of the first 1, 3, 10, 30 networks together on all test images, the expected
 * calibration error there with the temperature fitted on the images held out, and the processor seconds that their training
 * took, over splits of consecutive seeds. Networks of a split have the same images and seeds of their own, as those of
 * {@code train --ensemble}. The first network of a method holds what the Java machine compiles, so a first seed that is
 * not told is trained before.
 *
 * <p>Arguments: a folder with the data set; its name; training images; held-out images, on which nothing but the
 * temperature depends; the first seed; splits; then a method each, {@code NAME:EPOCHS:NETWORKS:AUGMENTATION[:name=value...]},
 * such as {@code response:60:30:signs:rangeDecay=0.31} or {@code backprop:100:10:signs:preset=tuned}, {@code -} for images
 * as they are.
 */
public final class EnsembleStudy {
    private static final int[] TOGETHER = {1, 3, 10, 30};
    private static final int BINS = 15;
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

        Trainer trainer(int samples, int weightLayers) {
            if (name.equals("response")) {
                return new ResponseTrainer(
                        SimulatedAnnealing.singleSpin(),
                        SettingBinder.PLAIN.bind(
                                ResponseChoice.of(samples, weightLayers).settings(), GivenSettings.ofTexts(given)));
            }
            TrainerProvider provider = TrainerProvider.find(name)
                    .orElseThrow(() -> new TrainingException("no method " + name + " here;"
                            + " ./spinglass train --method backprop --samples 100 --epochs 1 fetches and builds one"));
            Map<String, String> others = new LinkedHashMap<>(given);
            String preset = others.remove("preset");
            return provider.create(SettingBinder.PLAIN.bind(
                    (Record) provider.settings(preset == null ? "tuned" : preset), GivenSettings.ofTexts(others)));
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
        Map<Method, Map<Integer, List<Told>>> all = new LinkedHashMap<>();
        for (long seed = first - 1; seed < first + splits; seed++) {
            Split split = Split.draw(data, images, heldOut, seed);
            Samples test = Objects.requireNonNull(split.test(), "the data set has no test images");
            for (Method method : methods) {
                boolean counts = seed >= first;
                List<Told> told = trained(method, split, test, seed, counts ? method.networks : 1);
                for (int k = 0; counts && k < told.size(); k++) {
                    Told one = told.get(k);
                    all.computeIfAbsent(method, m -> new LinkedHashMap<>())
                            .computeIfAbsent(TOGETHER[k], n -> new ArrayList<>())
                            .add(one);
                    print(
                            "seed %d  %-50s %3d together: %.4f, calibration error %.4f, %.1f s",
                            seed, method.text, TOGETHER[k], one.accuracy, one.calibrationError, one.seconds);
                }
            }
        }
        print("%-50s %3s %9s %9s %12s %10s", "", "", "accuracy", "+-", "calibration", "seconds");
        all.forEach((method, rows) -> rows.forEach((together, told) -> print(
                "%-50s %3d %9.4f %9.4f %12.4f %10.1f",
                method.text,
                together,
                mean(told.stream().mapToDouble(Told::accuracy).toArray()),
                deviation(told.stream().mapToDouble(Told::accuracy).toArray()),
                mean(told.stream().mapToDouble(Told::calibrationError).toArray()),
                mean(told.stream().mapToDouble(Told::seconds).toArray()))));
        differences(all);
    }

    /** Differences of accuracy to the first method, split by split, with their standard errors. */
    private static void differences(Map<Method, Map<Integer, List<Told>>> all) {
        Map<Integer, List<Told>> base = all.values().iterator().next();
        all.forEach((method, rows) -> rows.forEach((together, told) -> base.forEach((other, of) -> {
            if (rows == base) {
                return;
            }
            double[] lead = IntStream.range(0, told.size())
                    .mapToDouble(k -> of.get(k).accuracy - told.get(k).accuracy)
                    .toArray();
            print(
                    "%3d of the first over %3d of %-40s %+.4f +- %.4f (standard error), %.2f times the seconds",
                    other,
                    together,
                    method.text,
                    mean(lead),
                    deviation(lead) / Math.sqrt(lead.length),
                    mean(of.stream().mapToDouble(Told::seconds).toArray())
                            / mean(told.stream().mapToDouble(Told::seconds).toArray()));
        })));
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
                try (Trainer trainer = method.trainer(training.count(), network.weightLayers())) {
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
                if (Arrays.binarySearch(TOGETHER, member) >= 0) {
                    told.add(told(ofHeldOut, split.validation(), ofTest, test, seconds));
                }
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
        double[] excess = new double[BINS];
        int right = 0;
        for (int a = 0; a < test.count(); a++) {
            int best = Score.largest(ofTest, a * classes, classes);
            double confidence = fitted.confidences(ofTest, a * classes, classes)[best];
            boolean isRight = best == test.label(a);
            right += isRight ? 1 : 0;
            excess[Math.min(BINS - 1, (int) (confidence * BINS))] += (isRight ? 1 : 0) - confidence;
        }
        double error = Arrays.stream(excess).map(Math::abs).sum() / test.count();
        return new Told((double) right / test.count(), error, seconds);
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
