// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.spinglass.data.Samples;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Weights;

/**
 * What all trainers share: epochs of steps, a running average of the weights, reports, checkpoints, cancellation. Used
 * by one thread, once.
 */
final class TrainingLoop {
    /** One step of a trainer. */
    @FunctionalInterface
    interface Steps {
        /**
         * Does a step: changes the weights and counts what annealing them came to.
         *
         * @param epoch from 0
         * @param step from 0
         * @return the loss before the step
         */
        double step(int epoch, int step, LayerMeans[] means);
    }

    private final TrainingTask task;
    private final TrainingListener listener;
    private final ForwardPass pass;
    private final float averaging;
    private final Weights weights;
    private final Weights average;
    private final List<EpochReport> epochs = new ArrayList<>();
    private double seconds;

    /**
     * @param pass work space to score with, which steps may use too
     * @param averaging share that the average of the weights keeps at each step; 0 for the weights themselves
     * @param start the weights of a run's beginning
     */
    TrainingLoop(TrainingTask task, TrainingListener listener, ForwardPass pass, double averaging, Weights start) {
        this.task = task;
        this.listener = listener;
        this.pass = pass;
        this.averaging = (float) averaging;
        this.weights = start.copy();
        Checkpoint checkpoint = task.resumeFrom();
        if (checkpoint == null) {
            this.average = start.copy();
        } else {
            this.weights.copyFrom(checkpoint.weights());
            this.average = checkpoint.average().copy();
            this.epochs.addAll(checkpoint.epochs());
            this.seconds = checkpoint.epochs().getLast().seconds();
        }
    }

    /** The weights that steps change. */
    Weights weights() {
        return weights;
    }

    /** Ends an anneal when the listener wants no more. */
    ProgressListener watch() {
        return progress -> listener.goesOn();
    }

    TrainingResult run(int stepsAnEpoch, Steps steps) {
        return run(stepsAnEpoch, steps, () -> score(task.training()));
    }

    /**
     * Trains.
     *
     * @param training gives the score on the training samples after an epoch's last step, for trainers that have passed
     *     them through the network already
     */
    TrainingResult run(int stepsAnEpoch, Steps steps, Supplier<Score> training) {
        Weights finished = average.copy();
        for (int epoch = epochs.size(); epoch < task.epochs(); epoch++) {
            LayerMeans[] means = new LayerMeans[task.network().weightLayers()];
            for (int l = 0; l < means.length; l++) {
                means[l] = new LayerMeans();
            }
            long began = System.nanoTime();
            for (int step = 0; step < stepsAnEpoch; step++) {
                double loss = steps.step(epoch, step, means);
                pass.keepAll();
                average.blend(averaging, weights);
                boolean goesOn = listener.stepDone(new TrainingListener.Step(epoch + 1, step + 1, stepsAnEpoch, loss));
                if (!goesOn || !listener.goesOn()) {
                    return new TrainingResult(finished, epochs, true);
                }
            }
            BatchStatistics.measure(average, pass, task.training());
            seconds += (System.nanoTime() - began) * 1e-9;
            EpochReport report = report(epoch + 1, means, training.get());
            epochs.add(report);
            finished = average.copy();
            listener.epochDone(report, new Checkpoint(weights.copy(), finished, epochs));
        }
        return new TrainingResult(finished, epochs, false);
    }

    private EpochReport report(int epoch, LayerMeans[] means, Score training) {
        double validation =
                task.isValidatedAfter(epoch) ? score(task.validation()).accuracy() : Double.NaN;
        List<EpochReport.Layer> layers = new ArrayList<>();
        for (LayerMeans mean : means) {
            layers.add(mean.report());
        }
        return new EpochReport(epoch, seconds, training.loss(), training.accuracy(), validation, layers);
    }

    private Score score(Samples samples) {
        return Score.of(pass, samples::copy, samples.labels(), average);
    }
}
