// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.LayerOps;
import org.spinglass.network.internal.kernels.Pieces;
import org.spinglass.network.internal.kernels.Scratch;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.SpectralPoolMatrix;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;

/**
 * Targets for all weight layers, from the wanted outputs backwards through the (pseudo)inverse of each layer; paper,
 * section 4, docs/method.md, 2:
 *
 * <ul>
 *   <li>a weight layer: {@code xi' = pinv(W) (amplification xi + b)}, W without its bias b (the constant input is -1,
 *       paper (12)): by singular values;
 *   <li>a spectral pool: zero padding of the spectrum, {@link SpectralPoolMatrix#unpooling};
 *   <li>a max pool: every place of a window wants the window's value, and what is cut off 0; windows must not overlap;
 *   <li>an average pool: the Moore-Penrose inverse of its matrix;
 *   <li>an activation: as {@link ActivationInverse} says, paper (24);
 *   <li>a flatten or a named point: the same values; links to named points are refused.
 * </ul>
 *
 * <p>The targets of a weight layer are those of its activated output, which the layer's subproblems compare with
 * {@code gamma s}, paper (21): they stand behind the {@link LeakyRelu} that follows the layer, or behind the layer
 * where none follows at once. Those of the last weight layer are the wanted outputs, unless a pool lies between.
 *
 * <p>An amplification factor belongs to the inverse that it stands before: it does not show in the targets of its own
 * layer, only in those below. Where factors are meant to count in a layer's own targets, each goes to the next weight
 * layer.
 *
 * <p>The first weight layer is never inverted, as the network's inputs are given. Samples are taken in pieces of fixed
 * size, so the targets do not depend on the number of threads, bit for bit. One object belongs to one caller at a time.
 *
 * <p>Cost of {@link #propagate}: one product of {@code outputs x inputs} per sample and weight layer, for LeNet and
 * 1,000 samples 0.12 s on one core; of {@link #update} for LeNet: 30 ms in mode {@link InverseMode#FOURIER}, 0.4 s in
 * mode {@link InverseMode#EXACT}. Memory: the inverses (8 MB for LeNet), and the targets of the most samples so far.
 */
public final class InverseNetwork {
    /** Samples that go down the layers together: enough rows that reading the inverses costs little. */
    private static final int PIECE = 100;

    private final Network network;
    private final InverseOptions options;
    private final Workers workers;
    private final Pieces pieces;
    /** The inverses of the layers behind point {@link #bottom}. */
    private final List<InverseOps> ops = new ArrayList<>();

    private final int bottom;
    /** By point, which weight layer's targets stand there, or -1. */
    private final int[] targetsAt;

    private final float[][] targets;
    private int scratchLength;
    private int widest;
    private boolean isReady;
    private int count;

    /**
     * Prepares what depends on the shapes alone; {@link #update} must follow.
     *
     * @param network the network
     * @param options how to go
     * @param workers the threads to use
     * @throws NetworkException when a layer between the first weight layer and the output has no inverse (an activation
     *     of slope 0 that is to be divided by), when the factors are not one per weight layer, or when an
     *     inverse is too large for an array
     */
    public InverseNetwork(Network network, InverseOptions options, Workers workers) {
        this.network = network;
        this.options = options;
        this.workers = workers;
        this.pieces = new Pieces(PIECE, workers);
        List<Float> factors = options.amplification();
        if (!factors.isEmpty() && factors.size() != network.weightLayers()) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "network %s has %d weight layers, but there are %d amplification factors",
                    network.name(),
                    network.weightLayers(),
                    factors.size()));
        }
        for (int i = 0; i < network.layers().size(); i++) {
            String reason = switch (network.layers().get(i)) {
                case Link _ -> "targets cannot go back where branches part or meet";
                case DepthwiseConv2d _ -> "depthwise convolutions have no targets";
                case BatchNorm _ -> "targets cannot go back through scales that every batch changes";
                case Dropout _ -> "targets cannot go back through values that were dropped";
                default -> "";
            };
            if (!reason.isEmpty()) {
                throw failure(i, new NetworkException(reason));
            }
        }
        this.targets = new float[network.weightLayers()][0];
        this.targetsAt = new int[network.shapes().size()];
        Arrays.fill(targetsAt, -1);
        for (int l = 0; l < network.weightLayers(); l++) {
            targetsAt[targetPoint(network, l)] = l;
        }
        this.bottom = targetPoint(network, 0);
        this.widest = network.shapes().get(bottom).size();
        int weightLayer = 1;
        for (int i = bottom; i < network.layers().size(); i++) {
            boolean isWeighted = network.layers().get(i) instanceof WeightLayer;
            float factor = isWeighted && !factors.isEmpty() ? factors.get(weightLayer) : 1f;
            weightLayer += isWeighted ? 1 : 0;
            InverseOps own = opsOf(i, factor);
            ops.add(own);
            widest = Math.max(widest, network.shapes().get(i + 1).size());
            scratchLength = Math.max(scratchLength, own.scratch(PIECE));
        }
        Checks.size("work space of an inverse network", (double) PIECE * widest);
    }

    private InverseOps opsOf(int index, float amplification) {
        try {
            return InverseOps.of(network, index, amplification, options);
        } catch (NetworkException e) {
            throw failure(index, e);
        }
    }

    private NetworkException failure(int index, NetworkException cause) {
        return new NetworkException(
                String.format(
                        Locale.ROOT,
                        "inverse of network %s: layer %d (%s): %s",
                        network.name(),
                        index + 1,
                        network.layers().get(index).describe(),
                        cause.getMessage()),
                cause);
    }

    /**
     * The point where the targets of a weight layer stand: behind the {@link LeakyRelu} that follows it, with at most
     * {@link Flatten}s between, or behind the layer itself; 0 is the input, the number of layers the output.
     *
     * @throws NetworkException when there is no such layer
     */
    public static int targetPoint(Network network, int weightLayer) {
        Checks.index("weight layer", weightLayer, network.weightLayers());
        List<Layer> layers = network.layers();
        int behind = network.layerIndex(weightLayer) + 1;
        int next = behind;
        while (next < layers.size() && network.isView(next)) {
            next++;
        }
        return next < layers.size() && layers.get(next) instanceof LeakyRelu ? next + 1 : behind;
    }

    /**
     * Whether targets go back through an activation of slope 0, by which none can be divided: one behind the point
     * where the targets of the first weight layer stand.
     */
    public static boolean hasSlopeZero(NetworkSpec spec) {
        List<Layer> behind = spec.layers().stream()
                .map(LayerSpec::layer)
                .dropWhile(layer -> !(layer instanceof WeightLayer))
                .skip(1)
                .dropWhile(layer -> layer instanceof Flatten || layer instanceof Point)
                .toList();
        return behind.stream()
                .skip(!behind.isEmpty() && behind.getFirst() instanceof LeakyRelu ? 1 : 0)
                .anyMatch(layer -> layer instanceof LeakyRelu relu && relu.slope() == 0);
    }

    /**
     * Computes the inverses for new weights. Until it has succeeded there are no targets.
     *
     * @throws NetworkException when the weights are those of another network, or are not finite
     */
    public void update(Weights weights) {
        isReady = false;
        float[][] matrices = LayerOps.matrices(network, weights);
        for (int k = 0; k < ops.size(); k++) {
            try {
                ops.get(k).update(matrices[bottom + k], workers);
            } catch (NetworkException e) {
                throw failure(bottom + k, e);
            }
        }
        isReady = true;
    }

    /**
     * Computes the targets of all weight layers.
     *
     * @param wanted wanted outputs, {@code count x classes}
     * @param count number of samples, at least 1
     * @throws NetworkException when the count does not fit the array, or activations need a forward pass
     * @throws IllegalStateException when no {@link #update} has succeeded since the last one was tried
     */
    public void propagate(float[] wanted, int count) {
        if (options.activation() == ActivationInverse.PATTERN) {
            throw new NetworkException("division by the pattern of activations needs a forward pass of the samples");
        }
        propagate(wanted, count, null);
    }

    /**
     * Computes the targets of all weight layers for the samples of a forward pass, whose pattern of activations is used
     * where {@link ActivationInverse#PATTERN} asks for it.
     *
     * @param wanted wanted outputs, {@code pass.count() x classes}
     * @param pass a pass of the same network with the present weights
     * @throws NetworkException when the pass or the array does not fit
     * @throws IllegalStateException when no {@link #update} has succeeded since the last one was tried
     */
    public void propagate(float[] wanted, ForwardPass pass) {
        if (!pass.network().shapes().equals(network.shapes())
                || !pass.network().layers().equals(network.layers())) {
            throw new NetworkException("a forward pass of " + pass.network() + " does not fit " + network);
        }
        propagate(wanted, pass.count(), pass);
    }

    private void propagate(float[] wanted, int count, @Nullable ForwardPass pass) {
        if (!isReady) {
            throw new IllegalStateException("targets need an inverse; update it with the weights first");
        }
        if (count < 1 || (double) count * network.classes() > wanted.length) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "%d samples of %d wanted outputs do not fit an array of %d values",
                    count,
                    network.classes(),
                    wanted.length));
        }
        this.count = count;
        for (int l = 0; l < targets.length; l++) {
            int length = Checks.size(
                    "targets of " + count + " samples",
                    (double) count * network.outputOf(l).size());
            if (targets[l].length < length) {
                targets[l] = new float[length];
            }
        }
        pieces.forEach(count, (first, samples, scratch) -> descend(wanted, first, samples, pass, scratch));
    }

    /** One piece of samples from the output down to the first weight layer. */
    private void descend(float[] wanted, int first, int samples, @Nullable ForwardPass pass, Scratch scratch) {
        int length = Math.max(Math.min(PIECE, count) * widest, scratchLength);
        float[] from = scratch.take(length);
        float[] to = scratch.take(length);
        float[] space = scratch.take(length);
        int classes = network.classes();
        System.arraycopy(wanted, first * classes, from, 0, samples * classes);
        for (int point = network.layers().size(); ; point--) {
            keep(point, from, first, samples);
            if (point == bottom) {
                break;
            }
            ops.get(point - 1 - bottom).apply(from, to, first, samples, pass, space);
            float[] free = from;
            from = to;
            to = free;
        }
        scratch.give(from);
        scratch.give(to);
        scratch.give(space);
    }

    private void keep(int point, float[] values, int first, int samples) {
        if (targetsAt[point] >= 0) {
            int size = network.shapes().get(point).size();
            System.arraycopy(values, 0, targets[targetsAt[point]], first * size, samples * size);
        }
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** How targets go from layer to layer. */
    public InverseOptions options() {
        return options;
    }

    /** Samples of the last call. */
    public int count() {
        return count;
    }

    /**
     * The targets of a weight layer's activated output, {@code count() x network().outputOf(weightLayer).size()}, in
     * the order of {@link Network#outputOf}; the array may be longer. Not a copy: the next call overwrites it, and it
     * must not be changed.
     *
     * @throws NetworkException when there is no such layer
     */
    public float[] targets(int weightLayer) {
        Checks.index("weight layer", weightLayer, targets.length);
        return targets[weightLayer];
    }
}
