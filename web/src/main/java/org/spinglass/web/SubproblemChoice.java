// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.network.layer.Network;
import tools.jackson.databind.JsonNode;

/**
 * Which subproblem of a training is to be watched, and how.
 *
 * @param network one that comes with the program; empty with a run
 * @param run whose weights training goes on from; empty for weights drawn by the seed
 * @param layer among the weight layers, from 1
 * @param neuron from 1; of a convolution at several places, whose weights make one subproblem, 1
 * @param epoch at whose first step it is met, from 1
 * @param bits of a weight
 * @param sweeps of the annealing
 * @param isRandom whether it starts at random, and not as training does, at the present weights
 * @param seed fixes all
 */
record SubproblemChoice(
        String network,
        String run,
        int layer,
        int neuron,
        int epoch,
        int bits,
        int sweeps,
        boolean isRandom,
        long seed) {
    static final int MOST_EPOCHS = 10;
    static final int MOST_SWEEPS = 5000;
    static final int MOST_BITS = EncodedQuadratic.MAXIMUM_BITS;

    /** Of the fields of a JSON object; a {@link WebException} names the one that is wrong. */
    static SubproblemChoice of(JsonNode json) {
        return new SubproblemChoice(
                json.path("network").asString(""),
                json.path("run").asString(""),
                number(json, "layer", 1, Short.MAX_VALUE),
                number(json, "neuron", 1, Integer.MAX_VALUE),
                number(json, "epoch", 1, MOST_EPOCHS),
                number(json, "bits", 1, MOST_BITS),
                number(json, "sweeps", 1, MOST_SWEEPS),
                json.path("random").asBoolean(false),
                number(json, "seed", 0, Integer.MAX_VALUE));
    }

    private static int number(JsonNode json, String name, int least, int most) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || value.asLong(least - 1L) < least || value.asLong(least - 1L) > most) {
            throw wrong(name, value.isMissingNode() ? "missing" : value.toString(), least, most);
        }
        return value.intValue();
    }

    private static WebException wrong(String name, @Nullable String value, int least, int most) {
        return new WebException(name + " is " + value + "; expected a whole number from " + least + " to " + most);
    }

    /** Refuses what a network does not have. */
    void requireIn(Network known) {
        if (layer > known.weightLayers()) {
            throw wrong("layer", Integer.toString(layer), 1, known.weightLayers());
        }
        if (known.weightLayer(layer - 1).frozen()) {
            throw new WebException("layer " + layer + " is frozen; no training makes subproblems of it");
        }
        int subproblems = subproblems(known, layer - 1);
        if (neuron > subproblems) {
            throw wrong("neuron", Integer.toString(neuron), 1, subproblems);
        }
    }

    /**
     * The subproblems of a layer: one for each neuron, or one of all weights of a convolution at several places; none
     * of a frozen one.
     */
    static int subproblems(Network network, int weightLayer) {
        if (network.weightLayer(weightLayer).frozen()) {
            return 0;
        }
        return !network.isFullyConnected(weightLayer) ? 1 : network.rows(weightLayer);
    }

    /** The weights of each subproblem of a layer. */
    static int weights(Network network, int weightLayer) {
        return !network.isFullyConnected(weightLayer)
                ? network.rows(weightLayer) * network.columns(weightLayer)
                : network.columns(weightLayer);
    }

    /** The subproblems of a step of training. */
    static int subproblemsOfStep(Network network) {
        int sum = 0;
        for (int l = 0; l < network.weightLayers(); l++) {
            sum += subproblems(network, l);
        }
        return sum;
    }

    /** How many subproblems of a step come before this one. */
    int before(Network network) {
        int sum = neuron - 1;
        for (int l = 0; l < layer - 1; l++) {
            sum += subproblems(network, l);
        }
        return sum;
    }
}
