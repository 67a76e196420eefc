// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.Weights;

/**
 * The weights that workers are to have, and what those lack who had them at an earlier visit. Used under the lock of the
 * {@link ShardDesk} that has it.
 */
final class PublishedWeights {
    private final float[][] weights;
    /** By layer the visit at which it changed last, by what where that is less than its weights, and from when on. */
    private final int[] changedAt;

    private final @Nullable LayerChange[] changes;
    private final int[] changedFrom;

    /**
     * What a worker lacks.
     *
     * @param whole layers as they are
     * @param changes of layers that it has as they were before
     */
    record Lacking(List<ShardAnswer.LayerWeights> whole, List<LayerChange> changes) {}

    /** Nothing yet, for so many weight layers. */
    PublishedWeights(int layers) {
        this.weights = new float[layers][];
        this.changedAt = new int[layers];
        this.changes = new LayerChange[layers];
        this.changedFrom = new int[layers];
    }

    /**
     * Takes the weights of a visit.
     *
     * @param change by which one layer may have come to them; null for none
     */
    void publish(int visit, Weights now, @Nullable LayerChange change) {
        for (int l = 0; l < weights.length; l++) {
            if (!Arrays.equals(weights[l], now.layer(l))) {
                changes[l] = change != null && leads(change, l, now.layer(l)) ? change : null;
                changedFrom[l] = changedAt[l];
                weights[l] = now.layer(l).clone();
                changedAt[l] = visit;
            }
        }
    }

    /** Whether a change leads from the weights of a layer to those now. */
    private boolean leads(LayerChange change, int l, float[] now) {
        if (change.layer() != l || weights[l] == null) {
            return false;
        }
        float[] changed = weights[l].clone();
        change.apply(changed);
        return Arrays.equals(changed, now);
    }

    /**
     * What is lacking.
     *
     * @param has the visit whose weights are there; 0 for none
     */
    Lacking since(int has) {
        List<ShardAnswer.LayerWeights> whole = new ArrayList<>();
        List<LayerChange> changed = new ArrayList<>();
        for (int l = 0; l < weights.length; l++) {
            LayerChange by = changes[l];
            if (changedAt[l] > has && by != null && has >= changedFrom[l]) {
                changed.add(by);
            } else if (changedAt[l] > has) {
                whole.add(new ShardAnswer.LayerWeights(l, weights[l]));
            }
        }
        return new Lacking(whole, changed);
    }
}
