// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * The responses of a network's output to one weight layer, docs/method.md, 4.2:
 *
 * <pre>
 *     B[a][k][unit] = d y_k / d s_unit        for sample a
 * </pre>
 *
 * <p>where y is the output before a final LeakyReLU, s the layer's output before its activation, and the activation
 * pattern is held fixed: gamma of the layer's own activation and of all later ones but the last is included. Computed
 * from the output down, {@code B(last) = I}, {@code B(l) = [(B(l+1) W(l+1)) P'] * gamma(l)}. As a network with fixed
 * pattern is affine in the weights of one layer, moving the weights of neuron i by d moves y by exactly
 * {@code B_i (d . q)}.
 *
 * <p>Cost: that of {@code count x classes} backward passes from the output to the layer. Memory is reserved on first use
 * for a layer and reused; one object belongs to one caller at a time. The values do not depend on the number of threads,
 * bit for bit.
 */
public final class Responses {
    /** Rows that go down the layers together. */
    private static final int PIECE = 50;

    /** Outputs and units that are written the other way round together: the floats of a line of the cache. */
    private static final int TILE = 16;

    private final Network network;
    private final Descent descent;
    private float[] byUnit = {};
    private int count;
    private int rows;
    private int units;

    /** Work space for a network's responses. */
    public Responses(Network network, Workers workers) {
        this.network = network;
        this.descent = new Descent(PIECE, workers);
    }

    /**
     * Computes the responses of one layer for the first samples of a forward pass, whose activation pattern is used.
     *
     * @param weightLayer number among weight layers
     * @param pass a pass of the same network
     * @param count number of samples, from 1 to those of the pass
     * @param weights present weights; those of layers behind {@code weightLayer} are used
     * @throws NetworkException when the layer, the count or the weights do not fit
     */
    public void compute(int weightLayer, ForwardPass pass, int count, Weights weights) {
        int outputs = network.classes();
        int top = top(network, weightLayer);
        Descent.Start start = top < network.pointBeforeLastActivation()
                ? rowsOfLast(weights)
                : (rows, at, first, samples) -> identities(rows, at, samples, outputs);
        descend(List.of(weightLayer), pass, count, weights, new Rows(top, outputs), start);
    }

    /**
     * The point from which {@link #compute} brings derivatives down to a weight layer: the output before its last activation,
     * or the input of a linear layer there, as its derivatives are its weights.
     *
     * @param weightLayer number among weight layers
     * @throws NetworkException when there is no such layer
     */
    public static int top(Network network, int weightLayer) {
        Checks.index("weight layer", weightLayer, network.weightLayers());
        int top = network.pointBeforeLastActivation();
        return network.layerIndex(weightLayer) + 1 < top && network.layers().get(top - 1) instanceof Linear
                ? top - 1
                : top;
    }

    /**
     * Computes combinations of the responses of one layer, {@code sum_k c[a][s][k] B[a][k]} for each row s of
     * coefficients: {@code count x rowsPerSample} backward passes, which is less than {@link #compute} where there are fewer
     * rows than outputs.
     *
     * @param weightLayer number among weight layers
     * @param pass a pass of the same network
     * @param count number of samples, from 1 to those of the pass
     * @param weights present weights; those of layers behind {@code weightLayer} are used
     * @param coefficients c, {@code count x rowsPerSample x classes}, row-major; may be longer
     * @param rowsPerSample combinations of each sample, at least 1
     * @throws NetworkException when the layer, the count, the coefficients or the weights do not fit
     */
    public void combine(
            int weightLayer, ForwardPass pass, int count, Weights weights, float[] coefficients, int rowsPerSample) {
        combine(List.of(weightLayer), pass, count, weights, coefficients, rowsPerSample);
    }

    /**
     * Computes the same of several layers by the backward passes of the first: {@link #values(int)} gives those of each.
     *
     * @param weightLayers numbers among weight layers, at least one, ascending
     * @param pass a pass of the same network
     * @param count number of samples, from 1 to those of the pass
     * @param weights present weights; those of layers behind the first are used
     * @param coefficients c, {@code count x rowsPerSample x classes}, row-major; may be longer
     * @param rowsPerSample combinations of each sample, at least 1
     * @throws NetworkException when a layer, the count, the coefficients or the weights do not fit
     */
    public void combine(
            List<Integer> weightLayers,
            ForwardPass pass,
            int count,
            Weights weights,
            float[] coefficients,
            int rowsPerSample) {
        int before = -1;
        for (int weightLayer : weightLayers) {
            Checks.index("weight layer", weightLayer, network.weightLayers());
            if (weightLayer <= before) {
                throw new NetworkException("weight layers must ascend, not be " + weightLayers);
            }
            before = weightLayer;
        }
        if (before < 0) {
            throw new NetworkException("at least one weight layer is needed");
        }
        int length = rowsPerSample * network.classes();
        if (rowsPerSample < 1 || coefficients.length < (long) count * length) {
            throw new NetworkException(coefficients.length + " coefficients do not fit " + count + " samples of "
                    + rowsPerSample + " rows of " + network.classes());
        }
        descend(
                weightLayers,
                pass,
                count,
                weights,
                new Rows(network.pointBeforeLastActivation(), rowsPerSample),
                (rows, at, first, samples) ->
                        System.arraycopy(coefficients, first * length, rows, at, samples * length));
    }

    /** Where rows begin, and how many of them a sample has. */
    private record Rows(int top, int perSample) {}

    private void descend(
            List<Integer> weightLayers, ForwardPass pass, int count, Weights weights, Rows from, Descent.Start start) {
        if (count < 1 || count > pass.count()) {
            throw new NetworkException(
                    "count must be from 1 to the " + pass.count() + " samples of the forward pass, not " + count);
        }
        this.count = count;
        this.rows = from.perSample;
        List<Integer> outputs = weightLayers.stream().map(this::outputOf).toList();
        this.units = network.shapes().get(outputs.getFirst()).size();
        Descent.Way way = new Descent.Way(from.top, outputs, from.perSample);
        descent.run(pass, count, weights, way, start, "responses");
    }

    /** The point behind a weight layer, before its activation. */
    private int outputOf(int weightLayer) {
        return network.layerIndex(weightLayer) + 1;
    }

    /** The derivatives of a last linear layer's outputs, the same for every sample. */
    private Descent.Start rowsOfLast(Weights weights) {
        int last = network.weightLayers() - 1;
        float[] matrix = weights.layer(last);
        int columns = network.columns(last);
        int units = network.shapes().get(network.layerIndex(last)).size();
        int outputs = network.classes();
        return (rows, at, first, samples) -> {
            for (int row = 0; row < samples * outputs; row++) {
                System.arraycopy(matrix, row % outputs * columns, rows, at + row * units, units);
            }
        };
    }

    private static void identities(float[] rows, int at, int samples, int outputs) {
        Arrays.fill(rows, at, at + samples * outputs * outputs, 0f);
        for (int row = 0; row < samples * outputs; row++) {
            rows[at + row * outputs + row % outputs] = 1f;
        }
    }

    /**
     * The responses last computed: {@code count() x outputs() x units()}, row-major in the order (a, k, unit); the array
     * may be longer. Not a copy: the next call overwrites it.
     */
    public float[] values() {
        return descent.values();
    }

    /**
     * The responses last computed of one of several layers, laid out as {@link #values()} are, with the units of that
     * layer's output.
     *
     * @param weightLayer one of those that were asked for together
     * @throws NetworkException when it is none of them
     */
    public float[] values(int weightLayer) {
        Checks.index("weight layer", weightLayer, network.weightLayers());
        float[] own = descent.values(outputOf(weightLayer));
        if (own == null) {
            throw new NetworkException("the responses last computed are not those of weight layer " + weightLayer);
        }
        return own;
    }

    /**
     * The responses last computed, unit by unit: {@code units() x count() x outputs()}, row-major in the order (unit, a, k);
     * the array may be longer. Not a copy: the next call overwrites it. Cost: a copy in tiles, by one thread.
     */
    public float[] byUnit() {
        float[] values = values();
        int length = units * count * rows;
        if (byUnit.length < length) {
            byUnit = new float[length];
        }
        for (int a = 0; a < count; a++) {
            for (int k = 0; k < rows; k += TILE) {
                for (int unit = 0; unit < units; unit += TILE) {
                    turn(values, a, k, unit);
                }
            }
        }
        return byUnit;
    }

    /** Writes a tile of one sample's outputs and units the other way round: a line of the cache is read and written once. */
    private void turn(float[] values, int a, int firstOutput, int firstUnit) {
        int lastOutput = Math.min(rows, firstOutput + TILE);
        int lastUnit = Math.min(units, firstUnit + TILE);
        for (int unit = firstUnit; unit < lastUnit; unit++) {
            int to = (unit * count + a) * rows;
            for (int k = firstOutput; k < lastOutput; k++) {
                byUnit[to + k] = values[(a * rows + k) * units + unit];
            }
        }
    }

    /**
     * Whether the responses of a weight layer are those of the output to itself, 1 for the own unit and 0 elsewhere, as
     * nothing but a last activation is behind it.
     *
     * @param weightLayer number among weight layers
     * @throws NetworkException when there is no such layer
     */
    public static boolean areOwn(Network network, int weightLayer) {
        Checks.index("weight layer", weightLayer, network.weightLayers());
        return network.layerIndex(weightLayer) + 1 == network.pointBeforeLastActivation();
    }

    /** Samples last computed. */
    public int count() {
        return count;
    }

    /** Rows of each sample last computed: the outputs k of the network, or combinations of them. */
    public int outputs() {
        return rows;
    }

    /** Units of the layer last computed: its output's size, in the order (channel, row, column). */
    public int units() {
        return units;
    }
}
