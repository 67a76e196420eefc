// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.Network;

/**
 * What J of a layer is made of beside the present batch: what earlier steps of the same epoch have left. h is of the
 * present batch; where J is of the same samples alone, and there are more weights than samples, an anneal fits what is
 * particular to them. An epoch begins without memory, so that it depends on nothing but the weights that it begins
 * with. Used by one thread.
 */
final class LayerMemory {
    private final ColumnWindow columns = new ColumnWindow();
    private @Nullable NeuronColumns before;
    private @Nullable NeuronColumns present;
    private int epoch = -1;
    private int step = -1;

    /**
     * What J of each neuron of a layer is made of, {@code J^i = sum_a w_a^i q^a q^a'}.
     *
     * @param inputs q, one row of {@code stride} an input
     * @param sampleWeights {@code |B_i^a|^2 / Q}, one row of {@code stride} a neuron
     * @param stride samples and the zeros behind them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record NeuronColumns(float[] inputs, float[] sampleWeights, int stride) {}

    /** One for each layer with weights. */
    static LayerMemory[] ofLayers(Network network) {
        return IntStream.range(0, network.weightLayers())
                .mapToObj(_ -> new LayerMemory())
                .toArray(LayerMemory[]::new);
    }

    /** Goes to a step; a visit may come to the same step several times. */
    void moveTo(int epoch, int step) {
        if (epoch != this.epoch) {
            columns.clear();
            before = null;
            present = null;
        } else if (step != this.step) {
            before = present;
        }
        this.epoch = epoch;
        this.step = step;
    }

    /** The columns of a layer with several output sites: kept ones, or none where every step replaces all. */
    ColumnWindow columns(ResponseForm form) {
        return form.renewed() < form.modelled() ? columns : new ColumnWindow();
    }

    /**
     * What J of neurons is to be made of: the batch of the step before, or in the first step of an epoch the own one.
     *
     * @param own those of the present batch, which are kept for the next step
     */
    NeuronColumns modelled(NeuronColumns own) {
        present = own;
        return before == null ? own : before;
    }
}
