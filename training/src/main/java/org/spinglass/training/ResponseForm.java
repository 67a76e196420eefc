// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.network.layer.Network;

/**
 * How the response trainer takes a layer: which subproblems its weights form, and of which samples they are made. The
 * trainer and {@link ResponseCost} read the same.
 *
 * @param kind which subproblems
 * @param samples samples of a step that the layer takes; h is made of them
 * @param modelled samples that J is made of
 * @param renewed how many of these a visit replaces by samples of its own batch; the first of an epoch replaces all
 * @param rows rows of derivatives that J has of each of these
 */
public record ResponseForm(Kind kind, int samples, int modelled, int renewed, int rows) {

    /** The most numbers of a layer or a group that are kept from step to step: 128 MB. */
    private static final long MOST_KEPT = 1 << 25;

    /** One whose J is of the present batch alone. */
    public ResponseForm(Kind kind, int samples, int modelled, int rows) {
        this(kind, samples, modelled, modelled, rows);
    }

    /** Which subproblems the weights of a layer form. */
    public enum Kind {
        /** All channels of a convolution in one subproblem, J from all outputs of few samples, h from the same. */
        ALL_OUTPUTS,
        /**
         * The same with J from random combinations of the outputs, of this step's samples and some before, and h from
         * all samples of the step.
         */
        SKETCHES,
        /** A subproblem for each neuron, one after the other; the residuals follow. */
        IN_TURN,
        /** One subproblem with an instance for each neuron, independent of each other. */
        SIDE_BY_SIDE
    }

    /**
     * The form of a layer. A layer with several output sites is one subproblem, with or without sketches as the
     * settings say; one whose outputs are single numbers, linear or a convolution that covers its whole input, has a
     * subproblem or an instance for each neuron, takes every sample, and costs the same with either.
     *
     * @param weightLayer number among weight layers
     * @param batch samples of the step
     */
    public static ResponseForm of(Network network, int weightLayer, ResponseSettings settings, int batch) {
        int outputs = network.classes();
        int few = Math.min(batch, settings.convolutionSamples());
        if (!network.isFullyConnected(weightLayer)) {
            return settings.sketches() == 0
                    ? new ResponseForm(Kind.ALL_OUTPUTS, few, few, outputs)
                    : sketched(network, weightLayer, batch, few, settings);
        }
        Kind kind = switch (settings.neurons()) {
            case IN_TURN -> Kind.IN_TURN;
            case SIDE_BY_SIDE -> Kind.SIDE_BY_SIDE;
        };
        return new ResponseForm(kind, batch, batch, outputs);
    }

    private static ResponseForm sketched(
            Network network, int weightLayer, int batch, int modelled, ResponseSettings settings) {
        int renewed = renewed(network, weightLayer, settings, modelled);
        return new ResponseForm(Kind.SKETCHES, batch, modelled, renewed, settings.sketches());
    }

    /**
     * How many of the samples that J of a layer with several output sites is made of a step replaces: all, where A would
     * be too large to be kept.
     *
     * @param modelled the samples
     */
    static int renewed(Network network, int weightLayer, ResponseSettings settings, int modelled) {
        long weights = (long) network.rows(weightLayer) * network.columns(weightLayer);
        return isKept(weights, settings) ? (modelled + settings.window() - 1) / settings.window() : modelled;
    }

    /** Whether A of so many weights is small enough to be kept from step to step. */
    static boolean isKept(long weights, ResponseSettings settings) {
        return weights * settings.convolutionSamples() * settings.sketches() <= MOST_KEPT;
    }

    /**
     * Samples that a visit makes rows of, on the average of an epoch.
     *
     * @param steps of the epoch
     */
    double drawn(int steps) {
        return renewed + (double) (modelled - renewed) / steps;
    }

    /** Whether all weights of the layer form one subproblem. */
    public boolean isJoint() {
        return kind == Kind.ALL_OUTPUTS || kind == Kind.SKETCHES;
    }

    /** Columns of the factor A of {@code J = A A'}, the zeros that fill vectors included. */
    public int width() {
        int columns = isJoint() ? modelled * rows : samples;
        return (columns + ChannelFactors.FULL - 1) / ChannelFactors.FULL * ChannelFactors.FULL;
    }
}
