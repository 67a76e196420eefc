// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;

/**
 * Trains on noise while the data of a training is read, so that what training consists of is loaded and compiled when
 * the samples are there: a Java machine that was just started takes most of its first epoch for that. It has a thread
 * of its own, its results are thrown away, and the training that follows is the same with it and without it. It is
 * closed when the training begins.
 */
public final class TrainerWarmUp implements AutoCloseable {
    /** Samples of noise; a batch has no more. */
    private static final int SAMPLES = 100;

    private static final int CLASSES = 10;

    /** More than there is time for: it ends when it is closed. */
    private static final int EPOCHS = 1000;

    private static final System.Logger LOG = System.getLogger(TrainerWarmUp.class.getName());

    private volatile boolean isClosed;

    /** One that has not begun. */
    public TrainerWarmUp() {}

    /**
     * Begins where it is of use: a network of published images is trained by the response trainer with simulated
     * annealing, and there is a second processor.
     *
     * @param plan what is to be trained
     * @param spec the network
     * @param choice its data, which is not read here
     * @return whether it has begun
     */
    public boolean begin(RunPlan plan, NetworkSpec spec, DataChoice choice) {
        ResponseSettings settings = plan.trainer().responseSettings();
        if (settings == null
                || choice.isOwn()
                || !SamplerKind.SA.text().equals(plan.configuration().sampler())
                || Runtime.getRuntime().availableProcessors() < 2) {
            return false;
        }
        int count = Math.min(SAMPLES, settings.batch());
        int channels = choice.isGrey() ? 1 : DataStore.channels(choice.data());
        Thread.ofPlatform()
                .daemon()
                .name("spinglass-warm-up")
                .start(() -> train(plan, spec, noise(channels, choice.size(), count)));
        return true;
    }

    private static Samples noise(int channels, ImageSize size, int count) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = new byte[count * channels * size.height() * size.width()];
        random.nextBytes(pixels);
        int[] labels = IntStream.range(0, count).map(i -> i % CLASSES).toArray();
        LabelledImages images = LabelledImages.of(channels, size, CLASSES, pixels, labels);
        return Samples.of(images, IntStream.range(0, count).toArray(), size);
    }

    private void train(RunPlan plan, NetworkSpec spec, Samples noise) {
        try (OpenTrainer trainer = plan.trainer().open(1);
                Workers workers = Workers.of(1)) {
            Shape shape = new Shape(noise.channels(), noise.height(), noise.width());
            Network network = spec.on(shape, noise.classes());
            trainer.trainer()
                    .train(new TrainingTask(network, noise, noise, EPOCHS, 1, null, workers), new UntilClosed());
        } catch (RuntimeException e) { // what is wrong with the network the training itself will tell
            LOG.log(System.Logger.Level.DEBUG, "the warm-up ended early", e);
        }
    }

    private final class UntilClosed implements TrainingListener {
        @Override
        public boolean stepDone(Step step) {
            return !isClosed;
        }

        @Override
        public boolean goesOn() {
            return !isClosed;
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {
            // nothing of it is kept
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
