// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

/**
 * The settings of {@link DifferenceTrainer} (docs/method.md, 4.5).
 *
 * @param bits n, bits of a weight's change, 1 to 16
 * @param batch samples of a step, at least 1
 * @param sweeps sweeps of each anneal, at least 1
 * @param firstRange range of a weight at the start, over the root mean square of the layer's initial weights
 * @param lastRange the same after {@link ResponseSettings#DECAY_EPOCHS} epochs; the range shrinks geometrically
 * @param damping of the pseudoinverse, over the mean of the responses' squares
 * @param temperature of the first sweep, over the batch's loss
 * @param averaging share that the average of the weights keeps at each step
 */
public record DifferenceSettings(
        int bits,
        int batch,
        int sweeps,
        double firstRange,
        double lastRange,
        double damping,
        double temperature,
        double averaging) {
    public DifferenceSettings {
        ResponseSettings.require(bits >= 1 && bits <= 16, "bits", bits, "1 to 16");
        ResponseSettings.require(batch >= 1, "batch", batch, "at least 1");
        ResponseSettings.require(sweeps >= 1, "sweeps", sweeps, "at least 1");
        ResponseSettings.require(firstRange > 0, "firstRange", firstRange, "a positive number");
        ResponseSettings.require(lastRange > 0, "lastRange", lastRange, "a positive number");
        ResponseSettings.require(damping > 0, "damping", damping, "a positive number");
        ResponseSettings.require(temperature >= 0, "temperature", temperature, "0 or more");
        ResponseSettings.require(averaging >= 0 && averaging < 1, "averaging", averaging, "0 to less than 1");
    }

    /** The settings for a number of training samples. */
    public static DifferenceSettings forSamples(int samples) {
        return new DifferenceSettings(8, ResponseSettings.forSamples(samples).batch(), 4, 0.3, 0.01, 0.1, 1e-4, 0.9);
    }

    /** The same with another number of bits. */
    public DifferenceSettings withBits(int value) {
        return new DifferenceSettings(value, batch, sweeps, firstRange, lastRange, damping, temperature, averaging);
    }

    /** Range of a weight at a moment of the run, over the root mean square of the layer's initial weights. */
    double range(double epoch) {
        return firstRange * Math.pow(lastRange / firstRange, epoch / ResponseSettings.DECAY_EPOCHS);
    }
}
