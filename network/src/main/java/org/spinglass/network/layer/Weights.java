// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.SplittableRandom;
import org.spinglass.network.NetworkException;

/**
 * The weights of a network: per weight layer one row-major matrix, a row for each neuron or output channel, a column
 * for each input that it sees (for convolutions ordered by input channel, row, column), and last, where the layer has a
 * bias, the weight of the constant input -1, paper (12). Besides, what each {@link BatchNorm} scales and shifts by.
 *
 * <p>Mutable: {@link #layer} is the matrix itself. Not safe for writing from several threads.
 */
public final class Weights {
    private static final int MOST_OF_GLOROT = 8;

    private final Network network;
    private final float[][] layers;
    private final float[][] norms;

    /** All weights zero, and every {@link BatchNorm} with gamma 1, beta 0, mean 0 and variance 1. */
    public Weights(Network network) {
        this.network = network;
        this.layers = new float[network.weightLayers()][];
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new float[network.rows(l) * network.columns(l)];
        }
        this.norms = new float[network.norms()][];
        for (int n = 0; n < norms.length; n++) {
            norms[n] = BatchNorm.identity(network.normChannels(n));
        }
    }

    private Weights(Weights other) {
        this.network = other.network;
        this.layers = new float[other.layers.length][];
        for (int l = 0; l < layers.length; l++) {
            layers[l] = other.layers[l].clone();
        }
        this.norms = new float[other.norms.length][];
        for (int n = 0; n < norms.length; n++) {
            norms[n] = other.norms[n].clone();
        }
    }

    /**
     * Random weights, uniform in {@code +-sqrt(6 / (fanIn + fanOut))} (Glorot and Bengio, 2010), where the fans of a
     * convolution are its channels, of a depthwise one 1, times the area of the kernel; biases are zero. The same seed
     * gives the same weights, each layer from a stream of its own.
     */
    public static Weights xavier(Network network, long seed) {
        Weights weights = new Weights(network);
        SplittableRandom random = new SplittableRandom(seed);
        for (int l = 0; l < weights.layers.length; l++) {
            WeightLayer layer = network.weightLayer(l);
            int fanIn = layer.fanIn(network.inputOf(l));
            double fanOut = switch (layer) {
                case Linear linear -> linear.outputs();
                case Conv2d conv -> (double) conv.channels() * conv.kernel() * conv.kernel();
                case DepthwiseConv2d conv -> (double) conv.kernel() * conv.kernel();
            };
            double bound = Math.sqrt(6 / (fanIn + fanOut));
            SplittableRandom stream = random.split();
            float[] matrix = weights.layers[l];
            int columns = network.columns(l);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = i % columns < fanIn ? (float) stream.nextDouble(-bound, bound) : 0;
            }
        }
        return weights;
    }

    /**
     * The weights that training starts from: those of {@link #xavier}, and in networks of more than
     * {@value #MOST_OF_GLOROT} layers with weights and no {@link Link.Add} sqrt(2) times those in all layers but the
     * last (He, Zhang, Ren and Sun, 2015). An activation that lets half of its values pass halves their mean square,
     * which so many layers make vanish; few do not, and residual connections carry the signal past.
     */
    public static Weights start(Network network, long seed) {
        Weights weights = xavier(network, seed);
        if (!network.spec().isResidual() && weights.layers.length > MOST_OF_GLOROT) {
            for (int l = 0; l < weights.layers.length - 1; l++) {
                float[] matrix = weights.layers[l];
                for (int i = 0; i < matrix.length; i++) {
                    matrix[i] *= (float) Math.sqrt(2);
                }
            }
        }
        return weights;
    }

    /** The network that these weights belong to. */
    public Network network() {
        return network;
    }

    /** The matrix of a weight layer, {@code rows x columns}; changes to it change the weights. */
    public float[] layer(int weightLayer) {
        return layers[weightLayer];
    }

    /**
     * The numbers of a {@link BatchNorm}, by its number among them: gamma of all channels, behind them beta of all,
     * then the means and the variances; changes to the array change the numbers.
     */
    public float[] norm(int norm) {
        return norms[norm];
    }

    /** An independent copy. */
    public Weights copy() {
        return new Weights(this);
    }

    /**
     * Takes over the values of weights of the same network.
     *
     * @throws NetworkException when the matrices differ in size
     */
    public void copyFrom(Weights other) {
        other.requireFit(network);
        for (int l = 0; l < layers.length; l++) {
            System.arraycopy(other.layers[l], 0, layers[l], 0, layers[l].length);
        }
        for (int n = 0; n < norms.length; n++) {
            System.arraycopy(other.norms[n], 0, norms[n], 0, norms[n].length);
        }
    }

    /**
     * Moves towards other weights: {@code w = keep w + (1 - keep) other}, a running average. Frozen layers stay as they
     * are. The same holds for gamma and beta of a {@link BatchNorm}; means and variances stay as they are, as those of
     * averaged weights are no averages.
     *
     * @throws NetworkException when the matrices differ in size
     */
    public void blend(float keep, Weights other) {
        other.requireFit(network);
        for (int l = 0; l < layers.length; l++) {
            if (network.weightLayer(l).frozen()) {
                continue;
            }
            float[] matrix = layers[l];
            float[] theirs = other.layers[l];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = keep * matrix[i] + (1 - keep) * theirs[i];
            }
        }
        for (int n = 0; n < norms.length; n++) {
            for (int i = 0; i < norms[n].length / 2; i++) {
                norms[n][i] += (1 - keep) * (other.norms[n][i] - norms[n][i]);
            }
        }
    }

    /**
     * Checks that these weights have the sizes that a network needs.
     *
     * @throws NetworkException when they have not
     */
    public void requireFit(Network other) {
        boolean fits = other.weightLayers() == layers.length && other.norms() == norms.length;
        for (int l = 0; fits && l < layers.length; l++) {
            fits = other.rows(l) == network.rows(l) && other.columns(l) == network.columns(l);
        }
        for (int n = 0; fits && n < norms.length; n++) {
            fits = other.normChannels(n) == network.normChannels(n);
        }
        if (!fits) {
            throw new NetworkException("weights of " + network + " do not fit " + other);
        }
    }

    /** Root mean square of a layer's weights, biases left out. */
    public double rms(int weightLayer) {
        float[] matrix = layers[weightLayer];
        int columns = network.columns(weightLayer);
        int fanIn = network.weightLayer(weightLayer).fanIn(network.inputOf(weightLayer));
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            if (i % columns < fanIn) {
                sum += (double) matrix[i] * matrix[i];
            }
        }
        return Math.sqrt(sum / ((double) network.rows(weightLayer) * fanIn));
    }
}
