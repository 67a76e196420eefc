package org.spinglass.network;

import java.util.Arrays;
import org.spinglass.compute.Workers;

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
    /** Samples that go down the layers together. */
    private static final int PIECE = 5;

    private final Network network;
    private final Workers workers;
    private final Scratch scratch = new Scratch();
    private float[] values = {};
    private int count;
    private int units;

    /** Work space for a network's responses. */
    public Responses(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
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
        Checks.index("weight layer", weightLayer, network.weightLayers());
        if (count < 1 || count > pass.count()) {
            throw new NetworkException(
                    "count must be from 1 to the " + pass.count() + " samples of the forward pass, not " + count);
        }
        float[][] matrices = ForwardPass.matrices(network, weights);
        int bottom = network.layerIndex(weightLayer) + 1;
        this.count = count;
        this.units = network.shapes().get(bottom).size();
        int length = Checks.size("responses of " + count + " samples", (double) count * network.classes() * units);
        if (values.length < length) {
            values = new float[length];
        }
        workers.forEach((count + PIECE - 1) / PIECE, piece -> {
            int first = piece * PIECE;
            descend(pass, matrices, bottom, first, Math.min(PIECE, count - first));
        });
    }

    /** The rows of one piece of samples, from the output down to point {@code bottom}. */
    private void descend(ForwardPass pass, float[][] matrices, int bottom, int first, int samples) {
        int outputs = network.classes();
        int rows = samples * outputs;
        int top = network.pointBeforeLastActivation();
        int widest = 0;
        int work = 0;
        for (int i = bottom; i < top; i++) {
            widest = Math.max(widest, network.shapes().get(i + 1).size());
            work = Math.max(work, pass.ops().get(i).scratch(rows));
        }
        int size = Checks.size("responses of " + samples + " samples", (double) rows * Math.max(widest, outputs));
        int valuesAt = first * outputs * units;
        if (top <= bottom) {
            identities(values, valuesAt, samples, outputs);
            return;
        }
        float[] down = scratch.take(size);
        float[] up = scratch.take(size);
        float[] space = scratch.take(work);
        identities(down, 0, samples, outputs);
        for (int i = top - 1; i >= bottom; i--) {
            boolean isLast = i == bottom;
            pass.ops()
                    .get(i)
                    .transpose(
                            matrices[i],
                            pass.at(i),
                            first * network.shapes().get(i).size(),
                            down,
                            isLast ? values : up,
                            isLast ? valuesAt : 0,
                            samples,
                            outputs,
                            space);
            float[] free = down;
            down = up;
            up = free;
        }
        scratch.give(down);
        scratch.give(up);
        scratch.give(space);
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
        return values;
    }

    /** Samples last computed. */
    public int count() {
        return count;
    }

    /** Outputs k of the network for each sample. */
    public int outputs() {
        return network.classes();
    }

    /** Units of the layer last computed: its output's size, in the order (channel, row, column). */
    public int units() {
        return units;
    }
}
