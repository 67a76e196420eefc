// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * How to train by backpropagation. The optimiser is AdamW with PyTorch's defaults for the rest: beta 0.9 and 0.999,
 * epsilon 1e-8.
 *
 * @param batch samples of a step, at least 1; the last step of an epoch takes what is left
 * @param loss what is minimised
 * @param learningRate of the first step, positive
 * @param schedule how the learning rate falls
 * @param weightDecay AdamW's decoupled decay over the learning rate, biases included, 0 or more
 * @param threads threads of one PyTorch operation, at least 1; results are reproducible for the same number
 */
public record BackpropSettings(
        @Setting(meaning = "samples of a step", least = 1) int batch,
        @Setting(meaning = "what is minimised") Loss loss,

        @Setting(meaning = "learning rate of the first step", above = 0, most = 1)
        double learningRate,

        @Setting(
                meaning = "how the learning rate falls; after each of some epochs to a tenth",
                expected = "constant, cosine, or ascending epochs such as 10,15")
        Schedule schedule,

        @Setting(meaning = "AdamW's decay over the learning rate", least = 0, most = 1)
        double weightDecay,

        @Setting(meaning = "threads of one PyTorch operation", least = 1)
        int threads) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    public BackpropSettings {
        SettingDescription.check(BackpropSettings.class, batch, loss, learningRate, schedule, weightDecay, threads);
    }

    /**
     * The paper's protocol (docs/method.md, 3): batches of ten samples, which the paper does not tell and its curves
     * agree with, mean squared error to the plain one-hot target, learning rate 1e-3, a tenth of it after epochs 10 and
     * 15, weight decay 0.01 as PyTorch's AdamW has it. Made for 20 epochs.
     */
    public static BackpropSettings paper() {
        return new BackpropSettings(10, Loss.MEAN_SQUARED_ERROR, 1e-3, new Schedule.Steps(List.of(10, 15)), 0.01, 1);
    }

    /**
     * Backpropagation as strong as a short search made it, at a fifth of the cost of an epoch: batches of 25 samples, mean
     * squared error, learning rate 5e-3 that falls as a cosine over the run, weight decay 0.3. Made for 100 epochs.
     *
     * <p>Chosen on LeNet without biases and 1,000 digits of MNIST, seeds 11 and 12, 40 epochs, 2,000 validation images:
     * 0.961; with weight decay 0.01 0.956, with learning rate 3e-3 0.956. Cross
     * entropy gave 0.93 to 0.94 (seed 11, learning rates 1e-3 and 3e-3, batches of 5 and 25).
     */
    public static BackpropSettings tuned() {
        return new BackpropSettings(25, Loss.MEAN_SQUARED_ERROR, 5e-3, new Schedule.Cosine(), 0.3, 1);
    }

    /** The same with another batch size. */
    public BackpropSettings withBatch(int value) {
        return new BackpropSettings(value, loss, learningRate, schedule, weightDecay, threads);
    }

    /** The same with another loss. */
    public BackpropSettings withLoss(Loss value) {
        return new BackpropSettings(batch, value, learningRate, schedule, weightDecay, threads);
    }

    /** The same with another first learning rate. */
    public BackpropSettings withLearningRate(double value) {
        return new BackpropSettings(batch, loss, value, schedule, weightDecay, threads);
    }

    /** The same with another schedule. */
    public BackpropSettings withSchedule(Schedule value) {
        return new BackpropSettings(batch, loss, learningRate, value, weightDecay, threads);
    }

    /** The same with another weight decay. */
    public BackpropSettings withWeightDecay(double value) {
        return new BackpropSettings(batch, loss, learningRate, schedule, value, threads);
    }

    /** The same with another number of threads. */
    public BackpropSettings withThreads(int value) {
        return new BackpropSettings(batch, loss, learningRate, schedule, weightDecay, value);
    }

    /** Every value, for the record. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("optimizer", "AdamW");
        map.put("batch", batch);
        map.put("loss", loss.toString());
        map.put("learningRate", learningRate);
        map.put("schedule", schedule.toString());
        map.put("weightDecay", weightDecay);
        map.put("beta1", AdamW.BETA_1);
        map.put("beta2", AdamW.BETA_2);
        map.put("epsilon", AdamW.EPSILON);
        map.put("threads", threads);
        return map;
    }
}
