// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.spinglass.compute.Shuffle;
import org.spinglass.data.Samples;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.Seeds;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainingException;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingResult;
import org.spinglass.training.TrainingTask;

/**
 * Trains by backpropagation in PyTorch, to compare annealing with: from the same start weights, on the same samples,
 * with the epochs scored by the same forward pass, {@link ForwardPass}. Layers of the reports are NaN.
 *
 * <p>The task's seed fixes the result for a number of PyTorch threads, whatever the task's workers, which only score.
 * Samples are shuffled anew in every epoch. One training runs at a time in a process; another waits for it. Checkpoints
 * hold the weights but not the optimiser's moments, so a run cannot be resumed from one.
 *
 * <p>Cost on one core, LeNet on 32 x 32, per 1,000 samples: about 1.6 s in batches of one, 0.3 s in batches of 20.
 *
 * @param settings the settings
 */
public record BackpropTrainer(BackpropSettings settings) implements Trainer {
    /** The name under which results are recorded. */
    public static final String METHOD = "backprop";

    /** Samples that are scored at once. */
    private static final int SCORED = 200;

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Map<String, Object> options() {
        return Collections.unmodifiableMap(settings.toMap());
    }

    /**
     * Trains.
     *
     * @throws IllegalArgumentException when the task's samples do not fit its network
     * @throws TrainingException when the task is to be resumed from a checkpoint, or PyTorch is missing or cannot be
     *     loaded
     */
    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener) {
        if (task.resumeFrom() != null) {
            throw new TrainingException(
                    "backpropagation cannot be resumed: checkpoints do not hold the optimiser's state;"
                            + " start the run anew");
        }
        requireFit(task.training(), task.network(), "training");
        requireFit(task.validation(), task.network(), "validation");
        requireBatches(task.network());
        try (Torch torch = Torch.open(settings.threads())) {
            return new Run(task, listener, torch).train();
        }
    }

    private static void requireFit(Samples samples, Network network, String name) {
        boolean fits = samples.count() == 0
                || samples.sampleLength() == network.input().size() && samples.classes() <= network.classes();
        if (!fits) {
            throw new IllegalArgumentException(name + ": " + samples + " do not fit " + network);
        }
    }

    /** A batch normalisation of single values needs batches of several samples. */
    private void requireBatches(Network network) {
        for (int n = 0; n < network.norms(); n++) {
            int layer = network.normIndex(n);
            if (settings.batch() == 1 && network.shapes().get(layer).area() == 1) {
                throw new TrainingException("network " + network.name() + ": layer " + (layer + 1)
                        + " (batchnorm) has one value of each channel in a batch of one sample; expected a batch of at"
                        + " least 2");
            }
        }
    }

    private final class Run {
        private final TrainingTask task;
        private final TrainingListener listener;
        private final Torch torch;
        private final Network network;
        private final ForwardPass pass;
        private final TorchNetwork model;
        private final AdamW optimizer;
        private final int[] order;
        private final int steps;
        private final Weights weights;
        private final List<EpochReport> epochs = new ArrayList<>();
        private final long began = System.nanoTime();

        Run(TrainingTask task, TrainingListener listener, Torch torch) {
            this.task = task;
            this.listener = listener;
            this.torch = torch;
            this.network = task.network();
            this.order = new int[task.training().count()];
            this.steps = Math.ceilDiv(order.length, settings.batch());
            this.pass = new ForwardPass(network, SCORED, task.workers());
            this.weights = task.startWeights();
            this.model = new TorchNetwork(weights, torch.manager());
            this.optimizer = new AdamW(model.trained(), settings.weightDecay(), torch.manager());
        }

        TrainingResult train() {
            for (int epoch = 0; epoch < task.epochs(); epoch++) {
                shuffle(epoch);
                for (int step = 0; step < steps; step++) {
                    double loss = step(epoch, step);
                    if (!listener.stepDone(new TrainingListener.Step(epoch + 1, step + 1, steps, loss))) {
                        return new TrainingResult(weights, epochs, true);
                    }
                }
                model.save(weights);
                EpochReport report = report(epoch + 1);
                epochs.add(report);
                Weights done = weights.copy();
                listener.epochDone(report, new Checkpoint(done, done, epochs));
            }
            return new TrainingResult(weights, epochs, false);
        }

        private void shuffle(int epoch) {
            SplittableRandom random = new SplittableRandom(Seeds.of(task.seed(), 1, epoch));
            Shuffle.fill(order, random::nextInt);
        }

        /** One update of all weights; returns this program's loss on the batch before it. */
        private double step(int epoch, int step) {
            int first = step * settings.batch();
            int count = Math.min(settings.batch(), order.length - first);
            int size = network.input().size();
            int classes = network.classes();
            float[] inputs = new float[count * size];
            float[] targets = new float[count * classes];
            int[] labels = new int[count];
            for (int a = 0; a < count; a++) {
                int sample = order[first + a];
                task.training().copy(sample, epoch, inputs, a * size);
                labels[a] = task.training().label(sample);
                targets[a * classes + labels[a]] = 1;
            }
            double rate =
                    settings.learningRate() * settings.schedule().factor(epoch + (double) step / steps, task.epochs());
            try (NDManager manager = torch.manager().newSubManager()) {
                TorchNetwork.Outputs outputs;
                try (GradientCollector gradients = torch.gradients()) {
                    outputs = model.train(
                            manager.create(inputs, new Shape(count, size)), Seeds.of(task.seed(), 5, epoch, step));
                    NDArray wanted = manager.create(targets, new Shape(count, classes));
                    gradients.backward(settings.loss().of(outputs, wanted));
                }
                optimizer.step(rate);
                float[] found = outputs.activated().toFloatArray();
                double loss = Score.of(found, labels, 0, count, classes).loss();
                if (!Double.isFinite(loss)) {
                    throw new TrainingException("the loss is " + loss + " in step " + (step + 1) + " of epoch "
                            + (epoch + 1) + ": backpropagation diverges; expected a learningRate below "
                            + settings.learningRate());
                }
                return loss;
            }
        }

        private EpochReport report(int epoch) {
            Score training = score(task.training());
            double validation =
                    task.isValidatedAfter(epoch) ? score(task.validation()).accuracy() : Double.NaN;
            EpochReport.Layer none = new EpochReport.Layer(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            double seconds = (System.nanoTime() - began) * 1e-9;
            return new EpochReport(
                    epoch,
                    seconds,
                    training.loss(),
                    training.accuracy(),
                    validation,
                    Collections.nCopies(network.weightLayers(), none));
        }

        private Score score(Samples samples) {
            return Score.of(pass, samples::copy, samples.labels(), weights);
        }
    }
}
