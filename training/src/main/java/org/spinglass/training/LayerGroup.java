// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.network.layer.Network;

/**
 * Layers that a step anneals as one spin glass, by the responses of one pass ({@link GroupProblem}); most often one
 * alone. Immutable.
 *
 * @param layers numbers among weight layers, ascending, at least one
 * @param form how each of them is taken
 */
public record LayerGroup(List<Integer> layers, ResponseForm form) {

    /** Copies the list. */
    public LayerGroup {
        layers = List.copyOf(layers);
    }

    /**
     * The groups of a network in the order in which a step visits them, without frozen layers. Those of more than one
     * are of layers with several output sites that take the same samples, as many as {@code together} allows and as
     * keep their A from step to step.
     *
     * @param batch samples of the step
     */
    public static List<LayerGroup> of(Network network, ResponseSettings settings, int batch) {
        List<LayerGroup> groups = new ArrayList<>();
        for (int l = 0; l < network.weightLayers(); l++) {
            if (network.weightLayer(l).frozen()) {
                continue;
            }
            LayerGroup own = new LayerGroup(List.of(l), ResponseForm.of(network, l, settings, batch));
            LayerGroup last = groups.isEmpty() ? own : groups.getLast();
            if (!groups.isEmpty() && last.takes(own, network, settings)) {
                groups.set(groups.size() - 1, last.with(l));
            } else {
                groups.add(own);
            }
        }
        return groups;
    }

    private boolean takes(LayerGroup next, Network network, ResponseSettings settings) {
        return form.kind() == ResponseForm.Kind.SKETCHES
                && form.equals(next.form)
                && layers.size() < settings.annealedTogether()
                && ResponseForm.isKept(with(next.first()).weights(network), settings);
    }

    private LayerGroup with(int layer) {
        List<Integer> all = new ArrayList<>(layers);
        all.add(layer);
        return new LayerGroup(all, form);
    }

    private long weights(Network network) {
        return layers.stream()
                .mapToLong(l -> (long) network.rows(l) * network.columns(l))
                .sum();
    }

    /** The first layer. */
    public int first() {
        return layers.getFirst();
    }

    /** Whether it is one layer alone. */
    public boolean isSingle() {
        return layers.size() == 1;
    }
}
