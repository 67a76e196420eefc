// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.ising.model.EncodedQuadratic;

/**
 * The settings of {@link DifferenceTrainer} (docs/method.md, 4.5).
 *
 * @param bits n, bits of a weight's change, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}
 * @param batch samples of a step, at least 1
 * @param sweeps sweeps of each anneal, at least 1
 * @param firstRange range of a weight at the start, over the root mean square of the layer's initial weights
 * @param lastRange the same after {@link ResponseSettings#DECAY_EPOCHS} epochs; the range shrinks geometrically
 * @param damping of the pseudoinverse, over the mean of the responses' squares
 * @param temperature of the first sweep, over the batch's loss
 * @param averaging share that the average of the weights keeps at each step
 * @param bounds whether lower bounds of the energies are taken in the last step of every epoch, and not of the last
 *     epoch alone; they change no weight and cost up to a sixth of a short run
 */
public record DifferenceSettings(
        @Setting(meaning = "spins of a weight", least = 1, most = EncodedQuadratic.MAXIMUM_BITS)
        int bits,

        @Setting(meaning = "samples of a step", least = 1) int batch,

        @Setting(meaning = "sweeps of each anneal", least = 1)
        int sweeps,

        @Setting(meaning = "range of a weight at the start, over the rms of the layer's initial weights", above = 0)
        double firstRange,

        @Setting(meaning = "the same after " + ResponseSettings.DECAY_EPOCHS + " epochs", above = 0)
        double lastRange,

        @Setting(meaning = "damping of the pseudoinverse, over the mean of the responses' squares", above = 0)
        double damping,

        @Setting(meaning = "temperature of the first sweep, over the batch's loss", least = 0)
        double temperature,

        @Setting(meaning = "share that the average of the weights keeps at each step", least = 0, below = 1)
        double averaging,

        @Setting(meaning = "whether energies get lower bounds after every epoch, and not after the last alone")
        boolean bounds) {
    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    public DifferenceSettings {
        SettingDescription.check(
                DifferenceSettings.class,
                bits,
                batch,
                sweeps,
                firstRange,
                lastRange,
                damping,
                temperature,
                averaging,
                bounds);
    }

    /** The settings for a number of training samples. */
    public static DifferenceSettings forSamples(int samples) {
        int batch = samples >= 10_000 ? 1000 : samples >= 500 ? 200 : 50;
        return new DifferenceSettings(8, batch, 4, 0.3, 0.01, 0.1, 1e-4, 0.9, false);
    }

    /** The same with another number of bits. */
    public DifferenceSettings withBits(int value) {
        return ChangedSettings.of(this, "bits", value);
    }

    /** Range of a weight at a moment of the run, over the root mean square of the layer's initial weights. */
    double range(double epoch) {
        return firstRange * Math.pow(lastRange / firstRange, epoch / ResponseSettings.DECAY_EPOCHS);
    }
}
