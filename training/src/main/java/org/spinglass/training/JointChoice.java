// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of networks whose convolutions are annealed as one, where that was found better than one after the other
 * (docs/experiments.md, "Layers as one").
 */
final class JointChoice {
    private static final int BATCH = 50;
    private static final double RELAXATION = 0.5;
    /** Layers that are annealed as one where there are many of them and few samples. */
    private static final int LAYERS_OF_DEEP = 4;

    private static final double RELAXATION_OF_DEEP = 0.3;

    private JointChoice() {}

    /**
     * The settings for so many samples and layers.
     *
     * @param apart those for one layer after the other, which stay where that is better
     */
    static ResponseChoice of(ResponseChoice apart, int samples, int weightLayers, boolean isResidual) {
        boolean isDeep = weightLayers > ResponseChoice.MOST_OF_LITTLE_DAMPING;
        if (isResidual && samples >= ResponseSettings.MANY_SAMPLES) {
            return all(apart, weightLayers, "steps are many, and short");
        }
        if (isResidual && isDeep) {
            Map<String, String> reasons = new LinkedHashMap<>(apart.reasons());
            reasons.put(
                    "together",
                    "passes are most of the work of " + weightLayers
                            + " layers with weights, and are needed once for all that are annealed as one");
            reasons.put("relaxation", "layers that are annealed as one know of each other's moves to first order only");
            return new ResponseChoice(
                    apart.settings().withTogether(LAYERS_OF_DEEP).withRelaxation(RELAXATION_OF_DEEP), reasons);
        }
        return !isResidual && !isDeep && apart.settings().window() > 1
                ? all(apart, weightLayers, "few samples answer with many short steps better than with long ones")
                : apart;
    }

    /** All convolutions as one, with small batches. */
    private static ResponseChoice all(ResponseChoice apart, int weightLayers, String why) {
        Map<String, String> reasons = new LinkedHashMap<>(apart.reasons());
        reasons.put("together", "one pass is enough for all convolutions then, so that " + why);
        reasons.put("batch", "a step is a pass of few samples where convolutions are annealed as one");
        reasons.put("convolutionSamples", "all samples of a batch, and of the batches before as many again as J is of");
        reasons.put("relaxation", "steps that went all the way to the minimum of a small batch would follow its noise");
        ResponseSettings usual = apart.settings();
        int batch = Math.min(usual.batch(), BATCH);
        return new ResponseChoice(
                usual.withBatch(batch, batch).withTogether(weightLayers).withRelaxation(RELAXATION), reasons);
    }
}
