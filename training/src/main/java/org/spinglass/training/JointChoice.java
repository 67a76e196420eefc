// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spinglass.training.ResponseSettings.DecayOf;

/**
 * The settings of networks whose convolutions are annealed as one, where that was found better than one after the other
 * (docs/experiments.md, "Layers as one").
 */
final class JointChoice {
    private static final int LARGEST_BATCH = 50;

    /** What the first range of one layer adds up to over all of them, up to so many samples. */
    private static final double RANGE_OF_ALL = 2.2;

    private static final double SAMPLES_OF_LONG_RANGES = 1000;

    /** The first range where samples are more; that of many layers is shorter anyway. */
    private static final double SHORT_RANGE = 0.1;

    /** Range at the end of a run over that of its start. */
    private static final double LAST_RANGE = 0.1;

    /** Layers that are annealed as one in deep networks without residual connections. */
    private static final int LAYERS_OF_DEEP = 4;

    private static final double RELAXATION_OF_DEEP = 0.3;

    private JointChoice() {}

    /**
     * The settings for so many samples and layers, more than five with weights.
     *
     * @param apart those for one layer after the other, which stay where that is better
     */
    static ResponseChoice of(ResponseChoice apart, int samples, int weightLayers, boolean isResidual) {
        if (isResidual) {
            return ofResidual(apart, samples, weightLayers);
        }
        boolean isDeep = weightLayers > ResponseChoice.MOST_OF_LITTLE_DAMPING;
        return isDeep && samples < ResponseSettings.MANY_SAMPLES ? ofDeep(apart, weightLayers) : apart;
    }

    private static ResponseChoice ofResidual(ResponseChoice apart, int samples, int weightLayers) {
        int batch = Math.clamp(samples / ResponseChoice.LEAST_STEPS, ResponseChoice.LEAST_BATCH, LARGEST_BATCH);
        double usual = apart.settings().firstRange();
        double first = Math.min(usual, firstRange(samples, weightLayers));
        Map<String, String> reasons = new LinkedHashMap<>(apart.reasons());
        reasons.put(
                "together",
                "all convolutions are one spin glass: a step needs one pass for them, so that steps can be more and shorter");
        reasons.put("batch", "short steps, as each needs one pass for all convolutions");
        reasons.put("convolutionSamples", "as many as a batch has");
        reasons.put("window", ResponseChoice.WHY_WINDOW);
        reasons.put(
                "firstRange",
                first < usual
                        ? weightLayers
                                + " layers with weights move at once and know of each other's moves to first order only:"
                                + " each moves the less the more they are, and the more steps the samples make"
                        : "as for LeNet");
        reasons.put(
                "rangeDecay",
                "a tenth of the first range is left at the end, as steps are short: with less weights do not get where they"
                        + " go");
        reasons.put("decay", "over the loss, and small: short ranges hold weights back already");
        reasons.put("relaxation", "steps that went all the way to the minimum of a small batch would follow its noise");
        ResponseSettings settings = apart.settings()
                .withBatch(batch, batch)
                .withWindow(ResponseChoice.WINDOW)
                .withTogether(weightLayers)
                .withRange(first, LAST_RANGE)
                .withDecay(ResponseChoice.DECAY_OF_SMALL_STEPS, DecayOf.LOSS)
                .withRelaxation(ResponseChoice.RELAXATION);
        return new ResponseChoice(settings, reasons, true);
    }

    /** In hundredths; layers that move by more together lose their way, and of more steps each may be shorter. */
    private static double firstRange(int samples, int weightLayers) {
        double most = RANGE_OF_ALL / weightLayers;
        double range = most * Math.min(1, Math.sqrt(SAMPLES_OF_LONG_RANGES / samples));
        return Math.round(100 * Math.max(range, Math.min(most, SHORT_RANGE))) / 100.0;
    }

    private static ResponseChoice ofDeep(ResponseChoice apart, int weightLayers) {
        Map<String, String> reasons = new LinkedHashMap<>(apart.reasons());
        reasons.put(
                "together",
                "passes are most of the work of " + weightLayers
                        + " layers with weights, and one is enough for all that are annealed as one");
        reasons.put("relaxation", "layers that are annealed as one know of each other's moves to first order only");
        ResponseSettings settings =
                apart.settings().withTogether(LAYERS_OF_DEEP).withRelaxation(RELAXATION_OF_DEEP);
        return new ResponseChoice(settings, reasons, apart.hasRangeOfRun());
    }
}
