// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.Arrays;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
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

    private final Network network;
    private final Descent descent;
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
        descend(
                weightLayer,
                pass,
                count,
                weights,
                outputs,
                (rows, at, first, samples) -> identities(rows, at, samples, outputs));
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
        int length = rowsPerSample * network.classes();
        if (rowsPerSample < 1 || coefficients.length < (long) count * length) {
            throw new NetworkException(coefficients.length + " coefficients do not fit " + count + " samples of "
                    + rowsPerSample + " rows of " + network.classes());
        }
        descend(
                weightLayer,
                pass,
                count,
                weights,
                rowsPerSample,
                (rows, at, first, samples) ->
                        System.arraycopy(coefficients, first * length, rows, at, samples * length));
    }

    private void descend(
            int weightLayer, ForwardPass pass, int count, Weights weights, int rowsPerSample, Descent.Start start) {
        Checks.index("weight layer", weightLayer, network.weightLayers());
        if (count < 1 || count > pass.count()) {
            throw new NetworkException(
                    "count must be from 1 to the " + pass.count() + " samples of the forward pass, not " + count);
        }
        this.count = count;
        this.rows = rowsPerSample;
        int bottom = network.layerIndex(weightLayer) + 1;
        this.units = network.shapes().get(bottom).size();
        Descent.Way way = new Descent.Way(network.pointBeforeLastActivation(), bottom, rowsPerSample);
        descent.run(pass, count, weights, way, start, "responses");
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
