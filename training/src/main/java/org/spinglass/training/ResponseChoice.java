// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.training.ResponseSettings.DecayOf;

/**
 * The settings of the response trainer that follow from what is trained, with a sentence for each that says why.
 * Measured for these rules in docs/experiments.md, "Deeper networks". Immutable.
 *
 * @param settings the settings
 * @param reasons why, by the names of settings: full sentences without the value itself
 * @param hasRangeOfRun whether ranges are to shrink by {@code rangeDecay} over the whole run, and not over {@link
 *     ResponseSettings#DECAY_EPOCHS} epochs: where steps are many and small
 */
public record ResponseChoice(ResponseSettings settings, Map<String, String> reasons, boolean hasRangeOfRun) {
    /** The most layers with weights of a network that the settings of LeNet are for. */
    private static final int SHALLOW = 5;

    private static final int STEPS = 10;
    private static final int MOST_BATCH = 500;

    /** A batch is at least so large, or where that leaves fewer than so many steps an epoch, as makes them. */
    private static final int USUAL_BATCH = 100;

    static final int LEAST_STEPS = 4;
    static final int LEAST_BATCH = 25;
    private static final int MOST_MODELLED = 100;
    /** Steps whose samples J is made of, where batches are smaller than this. */
    static final int WINDOW = 4;

    static final String WHY_WINDOW =
            "J of so few samples as a batch has says more of them than of the data, so most of it is of the steps before, at"
                    + " a quarter of the cost";

    private static final int LARGE_BATCH = 250;

    private static final double DEEP_DECAY = 0.03;
    /** Lambda of residual networks whose steps are many and small. */
    static final double DECAY_OF_SMALL_STEPS = 0.003;
    /** Omega of residual networks with small batches, and where there are so many samples. */
    static final double RELAXATION = 0.5;

    private static final double RELAXATION_OF_MANY = 0.3;
    /** The most layers with weights that need no more damping than LeNet. */
    static final int MOST_OF_LITTLE_DAMPING = 10;

    private static final double LAYERS_A_DAMPING = 10;

    /** Copies the map. */
    public ResponseChoice {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /**
     * The settings for so many samples and layers. Up to five layers with weights they are {@link
     * ResponseSettings#forSamples}'; of more the steps are larger, for what many layers do in one step adds up, as long
     * as there are some an epoch, and lambda is of the loss, which needs no other value for another depth. Of more than
     * ten mu is a tenth of the layers, so that each of them moves the less the more there are. Up to ten, J of small
     * batches is made of several steps, and residual networks have small ones of many samples, too, where ranges are short;
     * on small batches they go a part of the way.
     *
     * @param samples to train on, at least 1
     * @param weightLayers layers with weights
     * @param isResidual whether the network has residual connections
     */
    public static ResponseChoice of(int samples, int weightLayers, boolean isResidual) {
        ResponseSettings usual = ResponseSettings.forSamples(samples);
        Map<String, String> reasons = new LinkedHashMap<>();
        if (weightLayers <= SHALLOW) {
            String why = "found best for LeNet on " + group(samples) + " samples";
            List.of("batch", "convolutionSamples", "firstRange", "decay").forEach(name -> reasons.put(name, why));
            return new ResponseChoice(usual, reasons, false);
        }
        int least = Math.clamp(samples / LEAST_STEPS, LEAST_BATCH, USUAL_BATCH);
        boolean isOfManySteps = isResidual && samples >= ResponseSettings.MANY_SAMPLES;
        int batch = isOfManySteps ? USUAL_BATCH : Math.clamp(samples / STEPS, least, MOST_BATCH);
        int modelled = Math.min(batch, MOST_MODELLED);
        String depth = weightLayers + " layers with weights are moved in each step";
        String whyUsual = batch < USUAL_BATCH ? whySmall(samples) : whyLarge(samples, depth);
        reasons.put("batch", isOfManySteps ? "a residual network learns more of many short steps" : whyUsual);
        reasons.put(
                "convolutionSamples",
                "samples that J is made of, at most " + MOST_MODELLED
                        + ": with fewer a step follows their noise, and more gained less than a percent");
        boolean isOfLittleDamping = weightLayers <= MOST_OF_LITTLE_DAMPING;
        boolean isRemembering = batch < LARGE_BATCH && (isOfLittleDamping || isOfManySteps);
        if (isRemembering) {
            reasons.put("window", WHY_WINDOW);
        }
        reasons.put("firstRange", "as for LeNet");
        reasons.put(
                "decay",
                "over the loss and not over J, whose diagonal of early convolutions outgrows the loss where " + depth
                        + (isOfManySteps ? "; so small as there are many samples" : ""));
        ResponseSettings deep = usual.withBatch(batch, modelled)
                .withWindow(isRemembering ? WINDOW : 1)
                .withDecay(isOfManySteps ? DECAY_OF_SMALL_STEPS : DEEP_DECAY, DecayOf.LOSS);
        if (isResidual && isOfLittleDamping && isRemembering) {
            reasons.put(
                    "relaxation",
                    "visits of a residual network that went all the way to the minimum of a small batch would follow its"
                            + " noise");
            deep = deep.withRelaxation(isOfManySteps ? RELAXATION_OF_MANY : RELAXATION);
        }
        if (!isOfLittleDamping) {
            reasons.put("damping", "a tenth of the layers, so that each moves the less the more there are: " + depth);
            deep = deep.withDamping(weightLayers / LAYERS_A_DAMPING);
        }
        return new ResponseChoice(deep, reasons, isOfManySteps);
    }

    /**
     * The same where convolutions may be annealed as one: those of residual networks are, and some of others of more than
     * ten layers where samples are not many.
     *
     * @param samples to train on, at least 1
     * @param weightLayers layers with weights
     * @param isResidual whether the network has residual connections
     */
    public static ResponseChoice together(int samples, int weightLayers, boolean isResidual) {
        ResponseChoice apart = of(samples, weightLayers, isResidual);
        return weightLayers <= SHALLOW ? apart : JointChoice.of(apart, samples, weightLayers, isResidual);
    }

    private static String whySmall(int samples) {
        return String.format(
                Locale.ROOT,
                "a quarter of the %,d samples, but %d or more: an epoch of fewer steps learns too little",
                samples,
                LEAST_BATCH);
    }

    private static String whyLarge(int samples, String depth) {
        return String.format(
                Locale.ROOT,
                "a tenth of the %,d samples, but %d to %d: %s, and noise in each of them adds up",
                samples,
                USUAL_BATCH,
                MOST_BATCH,
                depth);
    }

    /** The numbers of samples that have the same settings, in words. */
    private static String group(int samples) {
        if (samples >= ResponseSettings.MANY_SAMPLES) {
            return String.format(Locale.ROOT, "%,d or more", ResponseSettings.MANY_SAMPLES);
        }
        return samples >= ResponseSettings.FEW_SAMPLES
                ? String.format(
                        Locale.ROOT, "%,d to %,d", ResponseSettings.FEW_SAMPLES, ResponseSettings.MANY_SAMPLES - 1)
                : "fewer than " + ResponseSettings.FEW_SAMPLES;
    }
}
