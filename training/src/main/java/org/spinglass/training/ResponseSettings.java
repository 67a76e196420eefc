// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

/**
 * The response trainer's settings (docs/method.md, 4.3).
 *
 * @param bits n, bits of a weight's change, 1 to 16
 * @param batch samples of a step, at least 1
 * @param convolutionSamples samples of a step that layers with several output sites use, at least 1
 * @param sweeps sweeps of each anneal, at least 1
 * @param refresh sweeps after which a layer's glasses are built anew within its visit, by the activation pattern of the
 *     present weights; 0 for once a visit
 * @param firstRange range of a weight at the start, over the root mean square of the layer's initial weights
 * @param rangeDecay factor of the range after {@link #DECAY_EPOCHS} epochs
 * @param damping mu, over the layer's mean diagonal of J
 * @param decay lambda, over the layer's mean diagonal of J
 * @param temperature of the first sweep, over the batch's loss
 * @param averaging share that the average of the weights keeps at each step
 * @param neurons how the neurons of a layer with single outputs are annealed
 */
public record ResponseSettings(
        int bits,
        int batch,
        int convolutionSamples,
        int sweeps,
        int refresh,
        double firstRange,
        double rangeDecay,
        double damping,
        double decay,
        double temperature,
        double averaging,
        Neurons neurons) {
    /** Epochs over which the range shrinks by {@code rangeDecay}; it does not depend on the length of a run. */
    public static final int DECAY_EPOCHS = 20;

    /** How the neurons of a layer with single outputs are annealed. */
    public enum Neurons {
        /** One after the other, each after what the others did: the most progress a step. */
        IN_TURN,
        /** All at once and independent of each other, for samplers that anneal many problems at a time. */
        SIDE_BY_SIDE
    }

    public ResponseSettings {
        require(bits >= 1 && bits <= 16, "bits", bits, "1 to 16");
        require(batch >= 1, "batch", batch, "at least 1");
        require(convolutionSamples >= 1, "convolutionSamples", convolutionSamples, "at least 1");
        require(sweeps >= 1, "sweeps", sweeps, "at least 1");
        require(refresh >= 0, "refresh", refresh, "at least 0");
        require(firstRange > 0, "firstRange", firstRange, "a positive number");
        require(rangeDecay > 0, "rangeDecay", rangeDecay, "a positive number");
        require(damping >= 0, "damping", damping, "0 or more");
        require(decay >= 0, "decay", decay, "0 or more");
        require(temperature >= 0, "temperature", temperature, "0 or more");
        require(averaging >= 0 && averaging < 1, "averaging", averaging, "0 to less than 1");
    }

    static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + expected);
        }
    }

    /** The settings for a number of training samples, as docs/method.md, 4.3, gives them. */
    public static ResponseSettings forSamples(int samples) {
        if (samples >= 10_000) {
            return new ResponseSettings(8, 1000, 100, 4, 0, 0.1, 0.03, 0.1, 0.001, 1e-4, 0.9, Neurons.IN_TURN);
        }
        int batch = samples >= 500 ? 200 : 50;
        return new ResponseSettings(8, batch, 25, 4, 0, 0.3, 0.03, 0.1, 0.01, 1e-4, 0.9, Neurons.IN_TURN);
    }

    /** The same with another number of bits. */
    public ResponseSettings withBits(int value) {
        return new ResponseSettings(
                value,
                batch,
                convolutionSamples,
                sweeps,
                refresh,
                firstRange,
                rangeDecay,
                damping,
                decay,
                temperature,
                averaging,
                neurons);
    }

    /** Range of a weight at a moment of the run, over the root mean square of the layer's initial weights. */
    double range(double epoch) {
        return firstRange * Math.pow(rangeDecay, epoch / DECAY_EPOCHS);
    }
}
