// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.List;
import org.spinglass.compute.Workers;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.LayerOps;
import org.spinglass.network.internal.kernels.Pieces;
import org.spinglass.network.internal.kernels.Scratch;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/**
 * Derivatives brought from one point of a network down to an earlier one, through the transpose of each layer between with
 * the activation pattern of a forward pass.
 */
final class Descent {
    private final int rows;
    private final Pieces pieces;
    private float[] values = {};

    /** The rows of derivatives at the upper point. */
    interface Start {
        /** Fills the rows of the samples from {@code first} on, so many, into an array from {@code at} on. */
        void fill(float[] rows, int at, int first, int samples);
    }

    /**
     * Where to go.
     *
     * @param top the upper point
     * @param bottom the lower point, or one above, where the start itself is the result
     * @param perSample rows of each sample
     */
    record Way(int top, int bottom, int perSample) {}

    /**
     * Work space.
     *
     * @param rows rows that go down the layers together, about
     */
    Descent(int rows, Workers workers) {
        this.rows = rows;
        this.pieces = new Pieces(rows, workers);
    }

    /**
     * Brings rows of the first {@code count} samples of a pass down.
     *
     * @param what what is computed, for messages
     */
    void run(ForwardPass pass, int count, Weights weights, Way way, Start start, String what) {
        float[][] matrices = LayerOps.matrices(pass.network(), weights);
        List<Shape> shapes = pass.network().shapes();
        int rowSize = shapes.get(way.bottom).size();
        int length = Checks.size(what + " of " + count + " samples", (double) count * way.perSample * rowSize);
        if (values.length < length) {
            values = new float[length];
        }
        pieces.forEach(count, Math.max(1, rows / way.perSample), (first, samples, scratch) -> {
            int valuesAt = first * way.perSample * rowSize;
            if (way.top <= way.bottom) {
                start.fill(values, valuesAt, first, samples);
            } else {
                descend(pass, matrices, way, start, first, samples, valuesAt, scratch);
            }
        });
    }

    private void descend(
            ForwardPass pass,
            float[][] matrices,
            Way way,
            Start start,
            int first,
            int samples,
            int valuesAt,
            Scratch scratch) {
        List<Shape> shapes = pass.network().shapes();
        int rows = samples * way.perSample;
        int widest = 0;
        int work = 0;
        for (int i = way.bottom; i < way.top; i++) {
            widest = Math.max(widest, shapes.get(i + 1).size());
            work = Math.max(work, pass.ops().get(i).scratch(rows));
        }
        int size = Checks.size("derivatives of " + samples + " samples", (double) rows * widest);
        float[] down = scratch.take(size);
        float[] up = scratch.take(size);
        float[] space = scratch.take(work);
        start.fill(down, 0, first, samples);
        for (int i = way.top - 1; i >= way.bottom; i--) {
            boolean isLast = i == way.bottom;
            int inputsAt = first * shapes.get(i).size();
            LayerOps layer = pass.ops().get(i);
            layer.transpose(
                    matrices[i],
                    pass.at(i),
                    inputsAt,
                    down,
                    isLast ? values : up,
                    isLast ? valuesAt : 0,
                    samples,
                    way.perSample,
                    space);
            float[] free = down;
            down = up;
            up = free;
        }
        scratch.give(down);
        scratch.give(up);
        scratch.give(space);
    }

    /** The rows last computed, one sample after the other; the array may be longer. The next call overwrites it. */
    float[] values() {
        return values;
    }
}
