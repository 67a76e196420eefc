// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.JoinOps;
import org.spinglass.network.internal.kernels.LayerOps;
import org.spinglass.network.internal.kernels.Pieces;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/**
 * The forward pass of a network on up to {@code capacity} samples, with every layer's input kept.
 *
 * <p>Holds {@code capacity} times the sizes of all points in memory (64 kB a sample for LeNet on 32 x 32) and allocates
 * nothing large afterwards. Samples are taken in pieces of fixed size through all layers, so the results do not depend
 * on the number of threads, bit for bit. One pass belongs to one caller at a time.
 */
public final class ForwardPass {
    /** Samples that go through the layers together: enough rows for a product, few enough to stay in a core's cache. */
    static final int PIECE = 25;

    /** Where samples come from. */
    @FunctionalInterface
    public interface Inputs {
        /** Writes the values of a sample, of {@link Network#input()}'s size, into an array from {@code at} on. */
        void copy(int sample, float[] out, int at);
    }

    private final Network network;
    private final int capacity;
    private final Map<Integer, LayerOps> ops = new HashMap<>();
    private final Map<Integer, JoinOps> joins = new HashMap<>();
    private final List<float[]> points = new ArrayList<>();
    private final Pieces pieces;
    private final DroppedValues dropped;
    private int scratchLength;
    private int count;

    /**
     * Reserves the memory for all points.
     *
     * @param network the network
     * @param capacity the most samples in one pass, at least 1
     * @param workers the threads to use
     * @throws NetworkException when the capacity is not positive, or too large for arrays
     */
    public ForwardPass(Network network, int capacity, Workers workers) {
        Checks.atLeastOne("capacity", capacity);
        this.network = network;
        this.capacity = capacity;
        this.pieces = new Pieces(PIECE, workers);
        this.dropped = new DroppedValues(network, capacity);
        List<Shape> shapes = network.shapes();
        for (int i = 0; i < shapes.size(); i++) {
            int viewed = i == 0 ? -1 : viewed(i - 1);
            int length = Checks.size(
                    "work space for " + capacity + " samples",
                    (double) capacity * shapes.get(i).size());
            points.add(viewed >= 0 ? points.get(viewed) : new float[length]);
        }
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Link link) {
                joins.put(i, JoinOps.of(link, shapes.get(i), shapes.get(network.namedPoint(i))));
            } else {
                LayerOps own = LayerOps.of(network.layers().get(i), shapes.get(i));
                ops.put(i, own);
                scratchLength = Math.max(scratchLength, own.scratch(PIECE));
            }
        }
    }

    /** The point whose values a layer passes on as they are, or -1. */
    private int viewed(int layer) {
        if (network.isView(layer)) {
            return layer;
        }
        return network.layers().get(layer) instanceof Link.From ? network.namedPoint(layer) : -1;
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The most samples in one pass. */
    public int capacity() {
        return capacity;
    }

    /** The samples of the last pass. */
    public int count() {
        return count;
    }

    /**
     * Computes all points for the first {@code count} samples of an array.
     *
     * @param inputs samples of {@link Network#input()}'s size, one after the other; copied
     * @param count number of samples, from 1 to the capacity
     * @param weights weights of the network
     * @throws NetworkException when the count or the array does not fit
     */
    public void run(float[] inputs, int count, Weights weights) {
        run(inputs, 0, count, weights);
    }

    /**
     * Computes all points for {@code count} samples of an array, from sample {@code first} on.
     *
     * @throws NetworkException when the range does not fit the array or the capacity
     */
    public void run(float[] inputs, int first, int count, Weights weights) {
        requireCount(count);
        int size = network.input().size();
        if (first < 0 || (first + (long) count) * size > inputs.length) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "samples %d to %d of %d values do not fit an array of %d values",
                    first,
                    first + count - 1L,
                    size,
                    inputs.length));
        }
        System.arraycopy(inputs, first * size, points.getFirst(), 0, count * size);
        this.count = count;
        runFrom(0, weights);
    }

    /**
     * Computes all points for {@code count} samples, from sample {@code first} on; each is asked for once, by the
     * thread that computes its points.
     *
     * @param inputs safe for as many threads as there are workers
     * @param count number of samples, from 1 to the capacity
     * @throws NetworkException when the count does not fit
     */
    public void run(Inputs inputs, int first, int count, Weights weights) {
        requireCount(count);
        this.count = count;
        runFrom(0, inputs, first, weights);
    }

    /**
     * Computes all points as {@link #run(Inputs, int, int, Weights)} does, and on the way measures mean and variance of
     * what comes to each {@link BatchNorm}, over these samples and all sites, and writes them to the weights.
     *
     * @param inputs safe for as many threads as there are workers
     * @param count number of samples, from 1 to the capacity
     * @throws NetworkException when the count does not fit
     */
    public void measure(Inputs inputs, int first, int count, Weights weights) {
        requireCount(count);
        this.count = count;
        if (network.norms() == 0) {
            runFrom(0, inputs, first, weights);
            return;
        }
        run(0, 0, inputs, first, weights);
        measureFrom(0, weights);
    }

    /**
     * Computes the points behind a layer again as {@link #runFrom} does, and measures anew what comes to each
     * {@link BatchNorm} behind it, over the samples of the pass.
     *
     * @param layer number of the first layer to compute, among all layers
     * @throws NetworkException when there is no such layer, or the weights do not fit
     */
    public void measureFrom(int layer, Weights weights) {
        Checks.index("layer", layer, network.layers().size());
        int done = layer;
        for (int n = 0; n < network.norms(); n++) {
            int norm = network.normIndex(n);
            if (norm >= layer) {
                run(done, norm, null, 0, weights);
                LayerOps.measure(at(norm), count, network.shapes().get(norm), weights.norm(n));
                done = norm;
            }
        }
        run(done, network.layers().size(), null, 0, weights);
    }

    /**
     * From now on every {@link Dropout} drops values, in passes and in what is derived from them, until
     * {@link #keepAll}: always the same ones, which the seed says.
     */
    public void drop(long seed) {
        dropped.draw(seed, pieces);
    }

    /** From now on every {@link Dropout} passes values on as they are, as it does at first. */
    public void keepAll() {
        dropped.keepAll();
    }

    /** By layer what its operations take for a matrix. */
    float[][] matrices(Weights weights) {
        float[][] matrices = LayerOps.matrices(network, weights);
        dropped.putInto(matrices);
        return matrices;
    }

    /**
     * Computes the points behind a layer again, with new weights for it and those behind it; the layer's own input
     * stays as it is. Gives bit for bit what a whole pass would give when the weights before the layer have not
     * changed.
     *
     * @param layer number of the first layer to compute, among all layers
     * @param weights weights of the network
     * @throws NetworkException when there is no such layer, or the weights do not fit
     */
    public void runFrom(int layer, Weights weights) {
        Checks.index("layer", layer, network.layers().size());
        runFrom(layer, null, 0, weights);
    }

    private void runFrom(int layer, @Nullable Inputs inputs, int from, Weights weights) {
        run(layer, network.layers().size(), inputs, from, weights);
    }

    /** Computes the points behind the layers from {@code layer} to {@code end - 1}. */
    private void run(int layer, int end, @Nullable Inputs inputs, int from, Weights weights) {
        int size = network.input().size();
        float[][] matrices = matrices(weights);
        pieces.forEach(count, (first, samples, scratch) -> {
            for (int a = first; inputs != null && a < first + samples; a++) {
                inputs.copy(from + a, points.getFirst(), a * size);
            }
            float[] work = scratch.take(scratchLength);
            for (int i = layer; i < end; i++) {
                forward(i, matrices[i], first, samples, work);
            }
            scratch.give(work);
        });
    }

    private void forward(int layer, float[] matrix, int from, int samples, float[] work) {
        if (viewed(layer) >= 0) {
            return;
        }
        float[] in = points.get(layer);
        float[] out = points.get(layer + 1);
        int inAt = from * network.shapes().get(layer).size();
        int outAt = from * network.shapes().get(layer + 1).size();
        JoinOps join = joins.get(layer);
        if (join == null) {
            ops(layer).forward(matrix, in, inAt, out, outAt, samples, work);
        } else {
            int named = network.namedPoint(layer);
            int namedAt = from * network.shapes().get(named).size();
            join.forward(in, inAt, points.get(named), namedAt, out, outAt, samples);
        }
    }

    private void requireCount(int count) {
        if (count < 1 || count > capacity) {
            throw new NetworkException("count must be from 1 to the capacity " + capacity + ", not " + count);
        }
    }

    /**
     * The values at a point: the input of layer {@code point}, or the output for the number of layers. Not a copy: the
     * next pass overwrites it, and it must not be changed.
     *
     * @return {@code count()} samples of {@code network().shapes().get(point).size()} values, one after the other (the
     *     array may be longer)
     */
    public float[] at(int point) {
        return points.get(point);
    }

    /** The values that a weight layer sees, by its number among weight layers; see {@link #at}. */
    public float[] inputsOf(int weightLayer) {
        return points.get(network.layerIndex(weightLayer));
    }

    /** The network's outputs, {@code count() x classes}; see {@link #at}. */
    public float[] outputs() {
        return points.getLast();
    }

    /**
     * {@code y}, the outputs before a final {@link LeakyRelu}, or the outputs where there is none; {@code count() x
     * classes}; see {@link #at}.
     */
    public float[] beforeLastActivation() {
        return points.get(network.pointBeforeLastActivation());
    }

    /** What a layer computes that is no {@link Link}. */
    LayerOps ops(int layer) {
        return Objects.requireNonNull(ops.get(layer));
    }

    /** What a sum or a concatenation computes. */
    JoinOps join(int layer) {
        return Objects.requireNonNull(joins.get(layer));
    }
}
