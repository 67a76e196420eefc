// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.spinglass.ising.model.EncodedQuadratic;

/**
 * The response trainer's settings (docs/method.md, 4.3).
 *
 * @param bits n, bits of a weight's change, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}
 * @param batch samples of a step, at least 1
 * @param convolutionSamples samples of a step that layers with several output sites use, at least 1
 * @param sketches random combinations of the outputs, of each of {@code convolutionSamples} samples, from which J of a
 *     layer with several output sites is estimated, h being that of the whole step; 0 for all outputs of {@code
 *     convolutionSamples} samples in both
 * @param window steps of which these samples are, at least 1: each step replaces so large a part of them by samples of
 *     its own, the first of an epoch all. More than 1 also has J of neurons in turn from the step before, where they
 *     have more weights than there are samples
 * @param together layers with several output sites, one behind the other, that are annealed as one spin glass by the
 *     responses of one pass, at least 1; needs sketches, and no refresh
 * @param sweeps sweeps of each anneal, at least 1
 * @param refresh sweeps after which a layer's subproblems are built anew within its visit, by the activation pattern of
 *     the present weights; 0 for once a visit
 * @param firstRange range of a weight at the start, over the root mean square of the layer's initial weights
 * @param rangeDecay factor of the range after {@link #DECAY_EPOCHS} epochs
 * @param damping mu, over the layer's mean diagonal of J
 * @param relaxation omega, from above 0 to 1: J is divided by it, so that a visit goes that share of the way to the
 *     batch's minimum where neither mu nor the range holds it back (under-relaxation of a Gauss-Seidel method)
 * @param decay lambda, over what {@code decayOf} tells
 * @param decayOf what lambda is a multiple of
 * @param temperature of the first sweep, over the batch's loss
 * @param averaging share that the average of the weights keeps at each step
 * @param neurons how the neurons of a layer with single outputs are annealed
 * @param bounds whether lower bounds of the energies are taken in the last step of every epoch, and not of the last
 *     epoch alone; they change no weight and cost up to a sixth of a short run
 * @param shards parts of the training samples whose sums are made apart ({@link Sharding}); 0 for
 *     one step on all samples of a batch at once
 */
public record ResponseSettings(
        @Setting(meaning = "spins of a weight", least = 1, most = EncodedQuadratic.MAXIMUM_BITS)
        int bits,

        @Setting(meaning = "samples of a step", least = 1) int batch,

        @Setting(meaning = "samples of a step that layers with several output sites use", least = 1)
        int convolutionSamples,

        @Setting(
                meaning = "random combinations of the outputs from which J of such a layer is made; 0: all outputs",
                least = 0)
        int sketches,

        @Setting(
                meaning =
                        "steps whose samples J is made of, where there are sketches; above 1 neurons in turn with more"
                                + " weights than the step has samples take J of the step before",
                least = 1)
        int window,

        @Setting(
                meaning =
                        "convolutions, one behind the other, that are annealed as one spin glass by the responses of one"
                                + " pass",
                least = 1)
        int together,

        @Setting(meaning = "sweeps of each anneal", least = 1)
        int sweeps,

        @Setting(
                meaning = "sweeps after which a layer's subproblems are built anew within its visit; 0: once a visit",
                least = 0)
        int refresh,

        @Setting(meaning = "range of a weight at the start, over the rms of the layer's initial weights", above = 0)
        double firstRange,

        @Setting(meaning = "factor of the range after " + ResponseSettings.DECAY_EPOCHS + " epochs", above = 0)
        double rangeDecay,

        @Setting(meaning = "mu, over the layer's mean diagonal of J", least = 0)
        double damping,

        @Setting(
                meaning = "share of the way to a batch's minimum that a visit goes where nothing else holds it back",
                above = 0,
                most = 1)
        double relaxation,

        @Setting(meaning = "lambda, over what decayOf tells", least = 0)
        double decay,

        @Setting(
                meaning =
                        "what lambda is a multiple of: the layer's mean diagonal of J, or the loss over the sum of its"
                                + " initial weights' squares")
        DecayOf decayOf,

        @Setting(meaning = "temperature of the first sweep, over the batch's loss", least = 0)
        double temperature,

        @Setting(meaning = "share that the average of the weights keeps at each step", least = 0, below = 1)
        double averaging,

        @Setting(meaning = "how neurons are annealed: one after the other, or all at once and independently")
        Neurons neurons,

        @Setting(meaning = "whether energies get lower bounds after every epoch, and not after the last alone")
        boolean bounds,

        @Setting(
                meaning = "parts of the samples whose sums are made apart, here or on a cluster; 0: none",
                least = 0,
                most = ResponseSettings.MOST_SHARDS)
        int shards) {
    /** The most shards. */
    static final int MOST_SHARDS = 4096;

    /** Epochs over which the range shrinks by {@code rangeDecay}; it does not depend on the length of a run. */
    public static final int DECAY_EPOCHS = 20;

    /** How the neurons of a layer with single outputs are annealed. */
    public enum Neurons {
        /** One after the other, each after what the others did: the most progress a step. */
        IN_TURN,
        /** All at once and independent of each other, for samplers that anneal many problems at a time. */
        SIDE_BY_SIDE
    }

    /** From so many samples on the settings for many are taken. */
    static final int MANY_SAMPLES = 10_000;

    /** With fewer samples than this the settings for few are taken. */
    static final int FEW_SAMPLES = 500;

    /** What lambda is a multiple of. */
    public enum DecayOf {
        /** The layer's mean diagonal of J. */
        CURVATURE,
        /**
         * The loss of the step over the sum of the squares of the layer's initial weights. While a layer is as large as
         * it was at the start its penalty is that multiple of the loss, whatever its J: curvatures grow when other
         * layers do, and those of a convolution on images, whose patches are much alike, are dominated by what all
         * patches share. While the loss is no less than that of the best answer which is the same for all samples,
         * {@code 1 - sum of the squared shares of the classes}, there is no penalty; it grows from there on and is whole
         * at half of that loss.
         */
        LOSS
    }

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    public ResponseSettings {
        SettingDescription.check(
                ResponseSettings.class,
                bits,
                batch,
                convolutionSamples,
                sketches,
                window,
                together,
                sweeps,
                refresh,
                firstRange,
                rangeDecay,
                damping,
                relaxation,
                decay,
                decayOf,
                temperature,
                averaging,
                neurons,
                bounds,
                shards);
    }

    /** The settings for a number of training samples, as docs/method.md, 4.3, gives them. */
    public static ResponseSettings forSamples(int samples) {
        boolean isMany = samples >= MANY_SAMPLES;
        boolean isFew = samples < FEW_SAMPLES;
        return new ResponseSettings(
                4,
                isMany ? 500 : isFew ? 25 : 100,
                isMany ? 100 : isFew ? 25 : 50,
                2,
                1,
                1,
                2,
                0,
                isMany ? 0.1 : 0.3,
                0.03,
                0.1,
                1,
                isMany ? 0.001 : isFew ? 0.01 : 0.03,
                DecayOf.CURVATURE,
                1e-4,
                0.9,
                Neurons.IN_TURN,
                false,
                0);
    }

    /** Names of settings that have no effect, which records leave out. */
    public Set<String> withoutEffect() {
        Set<String> names = new HashSet<>();
        if (shards == 0) {
            names.add("shards");
        }
        if (sketches == 0 && neurons == Neurons.SIDE_BY_SIDE) {
            names.add("window");
        }
        if (annealedTogether() == 1) {
            names.add("together");
        }
        return names;
    }

    /** Layers with several output sites that are annealed as one: one where {@code together} has no effect. */
    public int annealedTogether() {
        return sketches > 0 && refresh == 0 ? together : 1;
    }

    /** Steps of an epoch of so many samples, in batches of nearly equal size. */
    public int steps(int samples) {
        return Batches.steps(samples, batch);
    }

    /** The same with another number of bits. */
    public ResponseSettings withBits(int value) {
        return ChangedSettings.of(this, "bits", value);
    }

    /** The same with other numbers of samples of a step and of those that layers with several output sites use. */
    public ResponseSettings withBatch(int samples, int ofConvolutions) {
        return ChangedSettings.of(this, Map.of("batch", samples, "convolutionSamples", ofConvolutions));
    }

    /** The same with the latter from another number of steps. */
    public ResponseSettings withWindow(int steps) {
        return ChangedSettings.of(this, "window", steps);
    }

    /** The same with another number of layers that are annealed as one. */
    public ResponseSettings withTogether(int layers) {
        return ChangedSettings.of(this, "together", layers);
    }

    /** The same with another range and another factor of it after {@link #DECAY_EPOCHS} epochs. */
    public ResponseSettings withRange(double first, double factor) {
        return ChangedSettings.of(this, Map.of("firstRange", first, "rangeDecay", factor));
    }

    /** The same with another mu. */
    public ResponseSettings withDamping(double value) {
        return ChangedSettings.of(this, "damping", value);
    }

    /** The same with another lambda. */
    public ResponseSettings withDecay(double value, DecayOf of) {
        return ChangedSettings.of(this, Map.of("decay", value, "decayOf", of));
    }

    /** The same with another omega. */
    public ResponseSettings withRelaxation(double value) {
        return ChangedSettings.of(this, "relaxation", value);
    }

    /**
     * Whether J of neurons in turn is of the samples of the step before, and not of those that h is of.
     *
     * @param weights of a neuron
     * @param samples of a step
     */
    public boolean isOfStepBefore(int weights, int samples) {
        return window > 1 && weights > samples;
    }

    /** The factor after {@link #DECAY_EPOCHS} epochs of ranges that shrink by {@code rangeDecay} over so many. */
    public double rangeDecayOver(int epochs) {
        return Math.pow(rangeDecay, (double) DECAY_EPOCHS / epochs);
    }

    /** Range of a weight at a moment of the run, over the root mean square of the layer's initial weights. */
    double range(double epoch) {
        return firstRange * Math.pow(rangeDecay, epoch / DECAY_EPOCHS);
    }
}
