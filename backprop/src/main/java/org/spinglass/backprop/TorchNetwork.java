// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

/**
 * A network in PyTorch: the same layers, spectral pools as products with their constant matrix. Gradients reach the
 * weights and biases. What a manager given to the constructor owns lives until it is closed; results belong to the
 * manager of the input. Belongs to one thread.
 */
final class TorchNetwork {
    /** The share that running means and variances keep, 1 less PyTorch's own momentum. */
    private static final float NORM_MOMENTUM = 0.9f;

    private final Network network;
    private final List<Parameters> parameters = new ArrayList<>();
    private final List<Norm> norms = new ArrayList<>();
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
    /** Whether the pass is one of training, which drops values and normalises by its own samples. */
    private boolean isTraining;

    private long seed;

    /**
     * The output of a pass, {@code samples x classes}.
     *
     * @param beforeActivation before a final LeakyReLU; the same array where there is none
     * @param activated the network's output
     */
    record Outputs(NDArray beforeActivation, NDArray activated) {}

    /**
     * A weight layer's arrays. PyTorch adds its bias, ours is the weight of the constant input -1:
     * {@code bias = -column}.
     */
    private record Parameters(NDArray weights, @Nullable NDArray bias) {}

    /** A batch normalisation's arrays; PyTorch changes the last two itself while it trains. */
    private record Norm(NDArray scale, NDArray shift, NDArray mean, NDArray variance) {}

    /** A network with a copy of weights. */
    TorchNetwork(Weights weights, NDManager manager) {
        this.network = weights.network();
        for (int l = 0; l < network.weightLayers(); l++) {
            parameters.add(parameters(l, weights.layer(l), manager));
        }
        for (int n = 0; n < network.norms(); n++) {
            norms.add(norm(weights.norm(n), manager));
        }
        for (int i = 0; i < network.layers().size(); i++) {
            layers.add(operation(i, manager));
        }
    }

    /** The arrays are made with their values: DJL's {@code NDArray.set} makes PyTorch print a warning. */
    private Parameters parameters(int weightLayer, float[] matrix, NDManager manager) {
        WeightLayer layer = network.weightLayer(weightLayer);
        org.spinglass.network.layer.Shape in = network.inputOf(weightLayer);
        int rows = network.rows(weightLayer);
        int columns = network.columns(weightLayer);
        int fanIn = layer.fanIn(in);
        float[] values = new float[rows * fanIn];
        float[] biases = new float[rows];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix, i * columns, values, i * fanIn, fanIn);
            biases[i] = -matrix[i * columns + columns - 1];
        }
        Shape shape = switch (layer) {
            case Linear linear -> new Shape(linear.outputs(), fanIn);
            case Conv2d conv -> new Shape(conv.channels(), in.channels(), conv.kernel(), conv.kernel());
            case DepthwiseConv2d conv -> new Shape(conv.channels(), 1, conv.kernel(), conv.kernel());
        };
        NDArray weights = manager.create(values, shape);
        weights.setRequiresGradient(!layer.frozen());
        if (!layer.bias()) {
            return new Parameters(weights, null);
        }
        NDArray bias = manager.create(biases);
        bias.setRequiresGradient(!layer.frozen());
        return new Parameters(weights, bias);
    }

    private static Norm norm(float[] numbers, NDManager manager) {
        List<NDArray> arrays = new ArrayList<>();
        int channels = numbers.length / BatchNorm.NUMBERS;
        for (int k = 0; k < BatchNorm.NUMBERS; k++) {
            arrays.add(manager.create(Arrays.copyOfRange(numbers, k * channels, (k + 1) * channels)));
        }
        arrays.get(0).setRequiresGradient(true);
        arrays.get(1).setRequiresGradient(true);
        return new Norm(arrays.get(0), arrays.get(1), arrays.get(2), arrays.get(3));
    }

    /** PyTorch's own; a batch that has a single value for each channel says nothing of variances, and changes none. */
    private NDArray normalise(Norm norm, NDArray x) {
        Shape shape = x.getShape();
        boolean measures = isTraining && shape.size() > shape.get(1);
        return ai.djl.nn.norm.BatchNorm.batchNorm(
                        x,
                        norm.mean,
                        norm.variance,
                        norm.scale,
                        norm.shift,
                        1,
                        NORM_MOMENTUM,
                        BatchNorm.EPSILON,
                        measures)
                .singletonOrThrow();
    }

    private NDArray drop(Dropout dropout, int layer, NDArray x) {
        if (!isTraining) {
            return x;
        }
        int size = network.shapes().get(layer).size();
        int samples = (int) (x.size() / size);
        float[] factors = new float[samples * size];
        for (int a = 0; a < samples; a++) {
            dropout.draw(seed, layer, a, factors, a * size, size);
        }
        return x.reshape(samples, size).mul(x.getManager().create(factors, new Shape(samples, size)));
    }

    private UnaryOperator<NDArray> operation(int index, NDManager manager) {
        Layer layer = network.layers().get(index);
        org.spinglass.network.layer.Shape in = network.shapes().get(index);
        return switch (layer) {
            case Linear _ -> {
                Parameters p = parametersOf(index);
                yield x -> ai.djl.nn.core.Linear.linear(x.reshape(-1, in.size()), p.weights, p.bias)
                        .singletonOrThrow();
            }
            case Conv2d conv -> convolution(parametersOf(index), in, conv, 1);
            case DepthwiseConv2d conv -> convolution(parametersOf(index), in, conv.ofChannel(), conv.channels());
            case SpectralPool pool -> {
                Shape shape = new Shape((long) pool.height() * pool.width(), in.area());
                NDArray matrix = manager.create(SpectralPoolMatrix.pooling(pool, in), shape)
                        .transpose();
                yield x -> x.reshape(-1, in.area()).matMul(matrix);
            }
            case MaxPool pool -> {
                Windows windows = pool.windows();
                Shape window = new Shape(windows.height(in), windows.width(in));
                Shape stride = new Shape(windows.rowStride(in), windows.columnStride(in));
                Shape padding = new Shape(windows.padding(), windows.padding());
                yield x -> Pool.maxPool2d(images(x, in), window, stride, padding, false);
            }
            case AveragePool pool -> {
                Windows windows = pool.windows();
                Shape window = new Shape(windows.height(in), windows.width(in));
                Shape stride = new Shape(windows.rowStride(in), windows.columnStride(in));
                Shape padding = new Shape(windows.padding(), windows.padding());
                UnaryOperator<NDArray> means = x -> Pool.avgPool2d(x, window, stride, padding, false, false);
                if (windows.padding() == 0) {
                    yield x -> means.apply(images(x, in));
                }
                // DJL 0.35 counts padding among the places whatever it is told: divided by the share that is none
                NDArray share = means.apply(manager.ones(new Shape(1, 1, in.height(), in.width())));
                yield x -> means.apply(images(x, in)).div(share);
            }
            case BatchNorm _ -> {
                Norm norm = normOf(index);
                yield x -> normalise(norm, images(x, in));
            }
            case Dropout dropout -> x -> drop(dropout, index, x);
            case LeakyRelu relu -> x -> Activation.leakyRelu(x, relu.slope());
            case Flatten _, Point _, Link _ -> x -> x;
        };
    }

    private static UnaryOperator<NDArray> convolution(
            Parameters p, org.spinglass.network.layer.Shape in, Conv2d conv, int groups) {
        Shape stride = new Shape(conv.stride(), conv.stride());
        Shape padding = new Shape(conv.padding(), conv.padding());
        Shape dilation = new Shape(1, 1);
        return x -> ai.djl.nn.convolutional.Conv2d.conv2d(
                        images(x, in), p.weights, p.bias, stride, padding, dilation, groups)
                .singletonOrThrow();
    }

    private Parameters parametersOf(int index) {
        int weightLayer = 0;
        while (network.layerIndex(weightLayer) != index) {
            weightLayer++;
        }
        return parameters.get(weightLayer);
    }

    private Norm normOf(int index) {
        int norm = 0;
        while (network.normIndex(norm) != index) {
            norm++;
        }
        return norms.get(norm);
    }

    /**
     * Values keep their stored order through all layers, so shapes are only put on where an operation asks for them.
     */
    private static NDArray images(NDArray x, org.spinglass.network.layer.Shape shape) {
        return x.reshape(-1, shape.channels(), shape.height(), shape.width());
    }

    /**
     * The network's output in a step of training: batch normalisations normalise by these samples, and go a tenth of
     * the way to their means and variances; dropouts drop what the seed says.
     *
     * @param inputs as of {@link #forward}
     */
    Outputs train(NDArray inputs, long dropSeed) {
        isTraining = true;
        seed = dropSeed;
        try {
            return forward(inputs);
        } finally {
            isTraining = false;
        }
    }

    /**
     * The network's output.
     *
     * @param inputs values of whole samples, of any shape that keeps their order
     */
    Outputs forward(NDArray inputs) {
        List<NDArray> points = new ArrayList<>(List.of(inputs));
        for (int i = 0; i < layers.size(); i++) {
            points.add(
                    network.layers().get(i) instanceof Link link
                            ? link(i, link, points)
                            : layers.get(i).apply(points.get(i)));
        }
        NDArray before = points.get(network.pointBeforeLastActivation());
        NDArray activated = points.getLast().reshape(-1, network.classes());
        boolean hasActivation = network.pointBeforeLastActivation() < layers.size();
        return new Outputs(hasActivation ? before.reshape(-1, network.classes()) : activated, activated);
    }

    private NDArray link(int layer, Link link, List<NDArray> points) {
        NDArray own = points.get(layer).reshape(-1, network.shapes().get(layer).size());
        int point = network.namedPoint(layer);
        NDArray named =
                points.get(point).reshape(-1, network.shapes().get(point).size());
        return switch (link) {
            case Link.From _ -> named;
            case Link.Add _ -> own.add(named);
            case Link.Concat _ -> own.concat(named, 1);
        };
    }

    /** All arrays that are trained: those of layers that are not frozen, scales and shifts of batch normalisations. */
    List<NDArray> trained() {
        List<NDArray> list = new ArrayList<>();
        for (int l = 0; l < parameters.size(); l++) {
            if (network.weightLayer(l).frozen()) {
                continue;
            }
            Parameters p = parameters.get(l);
            list.add(p.weights);
            if (p.bias != null) {
                list.add(p.bias);
            }
        }
        for (Norm norm : norms) {
            list.add(norm.scale);
            list.add(norm.shift);
        }
        return list;
    }

    /** Writes the present weights to weights of the same network. */
    void save(Weights weights) {
        for (int n = 0; n < norms.size(); n++) {
            Norm norm = norms.get(n);
            int at = 0;
            for (NDArray array : List.of(norm.scale, norm.shift, norm.mean, norm.variance)) {
                float[] values = array.toFloatArray();
                System.arraycopy(values, 0, weights.norm(n), at, values.length);
                at += values.length;
            }
        }
        for (int l = 0; l < parameters.size(); l++) {
            Parameters p = parameters.get(l);
            float[] matrix = weights.layer(l);
            int columns = network.columns(l);
            int fanIn = p.bias == null ? columns : columns - 1;
            float[] values = p.weights.toFloatArray();
            for (int i = 0; i < network.rows(l); i++) {
                System.arraycopy(values, i * fanIn, matrix, i * columns, fanIn);
            }
            if (p.bias != null) {
                float[] biases = p.bias.toFloatArray();
                for (int i = 0; i < biases.length; i++) {
                    matrix[i * columns + fanIn] = -biases[i];
                }
            }
        }
    }
}
