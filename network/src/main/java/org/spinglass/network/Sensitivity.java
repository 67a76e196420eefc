package org.spinglass.network;

import java.util.Arrays;
import org.spinglass.compute.Workers;

/**
 * How much the sum of a network's outputs depends on the units at one of its points, paper (26)-(29):
 *
 * <pre>
 *     beta[a][unit] = d (sum_c out_c) / d (value of the unit)        for sample a
 * </pre>
 *
 * <p>The activation pattern is held fixed: from the output down, a weight layer takes {@code W' beta}, a LeakyReLU {@code
 * gamma beta}, a spectral pool {@code P' beta}, and a max pool moves beta to the largest value of each window. For two
 * linear layers that is {@code beta_j = sum_i w_ij gamma_i}, (29).
 *
 * <p>Cost: that of one backward pass of the samples down to the point. Memory is reserved on first use for a point and
 * reused; one object belongs to one caller at a time. The values do not depend on the number of threads, bit for bit.
 */
public final class Sensitivity {
    /** Samples that go down the layers together. */
    private static final int PIECE = 25;

    private final Network network;
    private final Workers workers;
    private final Scratch scratch = new Scratch();
    private float[] values = {};

    /** Work space for a network. */
    public Sensitivity(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
    }

    /**
     * Whether beta is 1 at a point whatever the weights are: at the output, also before layers that only reshape.
     *
     * @param point number of a point, 0 for the input
     */
    public static boolean isOne(Network network, int point) {
        Checks.index("point", point, network.shapes().size());
        return network.layers().subList(point, network.layers().size()).stream().allMatch(Flatten.class::isInstance);
    }

    /**
     * Computes beta at a point for all samples of a forward pass, whose pattern is used.
     *
     * @param point number of the point, 0 for the input, the number of layers for the output
     * @param pass a pass of the same network with these weights
     * @param weights present weights; those of layers behind the point are used
     * @return {@code pass.count()} samples of the point's size; the array may be longer. Not a copy: the next call
     *     overwrites it
     * @throws NetworkException when there is no such point, or the weights do not fit
     */
    public float[] at(int point, ForwardPass pass, Weights weights) {
        Checks.index("point", point, network.shapes().size());
        float[][] matrices = ForwardPass.matrices(network, weights);
        int count = pass.count();
        int units = network.shapes().get(point).size();
        int length = Checks.size("derivatives of " + count + " samples", (double) count * units);
        if (values.length < length) {
            values = new float[length];
        }
        workers.forEach((count + PIECE - 1) / PIECE, piece -> {
            int first = piece * PIECE;
            descend(point, pass, matrices, first, Math.min(PIECE, count - first));
        });
        return values;
    }

    private void descend(int point, ForwardPass pass, float[][] matrices, int first, int samples) {
        int widest = network.classes();
        int work = 0;
        for (int i = point; i < network.layers().size(); i++) {
            widest = Math.max(widest, network.shapes().get(i).size());
            work = Math.max(work, pass.ops().get(i).scratch(samples));
        }
        int size = Checks.size("derivatives of " + samples + " samples", (double) samples * widest);
        float[] down = scratch.take(size);
        float[] up = scratch.take(size);
        float[] space = scratch.take(work);
        Arrays.fill(down, 0, samples * network.classes(), 1f);
        for (int i = network.layers().size() - 1; i >= point; i--) {
            int inputsAt = first * network.shapes().get(i).size();
            pass.ops().get(i).transpose(matrices[i], pass.at(i), inputsAt, down, up, 0, samples, 1, space);
            float[] free = down;
            down = up;
            up = free;
        }
        int units = network.shapes().get(point).size();
        System.arraycopy(down, 0, values, first * units, samples * units);
        scratch.give(down);
        scratch.give(up);
        scratch.give(space);
    }
}
