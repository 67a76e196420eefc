// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * A feed-forward network with all shapes known. Immutable.
 *
 * <p>The n layers lie between n + 1 points: point i is the input of layer i, point n the network's output. Layers are
 * numbered from 0 here, weight layers (those with weights) from 0 among themselves; messages count layers from 1. A
 * {@link Link} takes a named point too, always one before it, so that the order of the layers is one in which they can
 * be computed.
 */
public final class Network {
    private final NetworkSpec spec;
    private final int classes;
    private final List<Layer> layers;
    private final List<Shape> shapes;
    private final int[] sources;
    private final int[] weightLayers;
    private final int[] norms;
    private final int lastActivation;

    /**
     * The network of an architecture on inputs of one shape.
     *
     * @param spec the architecture
     * @param input shape of one sample
     * @param classes number of classes, which the network's output must have as its size
     * @throws NetworkException naming the layer that does not fit its input, or the output that does not fit the
     *     classes
     */
    public Network(NetworkSpec spec, Shape input, int classes) {
        this(spec, input, positive(classes), false);
    }

    private static int positive(int classes) {
        Checks.atLeastOne("classes", classes);
        return classes;
    }

    private Network(NetworkSpec spec, Shape input, int resolved, boolean isOpen) {
        this.spec = spec;
        this.layers =
                spec.layers().stream().map(layer -> layer.resolve(resolved)).toList();
        this.sources = Graph.sources(spec.name(), layers);
        List<Shape> points = new ArrayList<>();
        points.add(input);
        for (int i = 0; i < layers.size(); i++) {
            points.add(outputOf(i, points));
        }
        this.shapes = List.copyOf(points);
        this.weightLayers = IntStream.range(0, layers.size())
                .filter(i -> layers.get(i) instanceof WeightLayer)
                .toArray();
        this.norms = IntStream.range(0, layers.size())
                .filter(i -> layers.get(i) instanceof BatchNorm)
                .toArray();
        int last = layers.size() - 1;
        while (isView(last)) {
            last--;
        }
        this.lastActivation = layers.get(last) instanceof LeakyRelu ? last : layers.size();
        this.classes = isOpen ? outputShape().size() : resolved;
        if (outputShape().size() != classes) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "network %s: the output %s has %d values, expected one for each of the %d classes",
                    name(),
                    outputShape(),
                    outputShape().size(),
                    classes));
        }
    }

    /**
     * A network of complete layers; its classes are the values of its output.
     *
     * @throws NetworkException naming the layer that does not fit its input
     */
    public static Network of(String name, Shape input, List<Layer> layers) {
        return new Network(NetworkSpec.of(name, layers), input, 1, true);
    }

    private Shape outputOf(int index, List<Shape> points) {
        Layer layer = layers.get(index);
        Shape input = points.get(index);
        try {
            Shape output =
                    layer instanceof Link link ? link.output(input, points.get(sources[index])) : layer.output(input);
            if (layer instanceof WeightLayer weights) {
                Checks.size("weight matrix", (double) weights.outputs() * weights.columns(input));
            }
            return output;
        } catch (NetworkException e) {
            throw new NetworkException(
                    String.format(
                            Locale.ROOT,
                            "network %s: layer %d (%s): %s",
                            name(),
                            index + 1,
                            layer.describe(),
                            e.getMessage()),
                    e);
        }
    }

    /** The name of the architecture. */
    public String name() {
        return spec.name();
    }

    /** The architecture. */
    public NetworkSpec spec() {
        return spec;
    }

    /** Shape of one input sample. */
    public Shape input() {
        return shapes.getFirst();
    }

    /** Number of classes, which is the size of the output. */
    public int classes() {
        return classes;
    }

    /** The layers from input to output. */
    public List<Layer> layers() {
        return layers;
    }

    /** Whether a layer passes on the values before it as they are. */
    public boolean isView(int layer) {
        return layers.get(layer) instanceof Flatten || layers.get(layer) instanceof Point;
    }

    /**
     * The named point that a {@link Link} takes, counted as all points are: besides the point before it or, for a
     * {@link Link.From}, in its place. It is not behind the link.
     *
     * @return its number, or -1 for a layer that is no link
     */
    public int namedPoint(int layer) {
        return sources[layer];
    }

    /** Whether some layer is a {@link Link}, and the network more than a chain. */
    public boolean hasLinks() {
        return layers.stream().anyMatch(Link.class::isInstance);
    }

    /** Shapes at all points: before layer 0, ..., before the last layer, and the output. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** Shape of the output. */
    public Shape outputShape() {
        return shapes.getLast();
    }

    /** The number of layers with weights. */
    public int weightLayers() {
        return weightLayers.length;
    }

    /** The number, among all layers, of a weight layer. */
    public int layerIndex(int weightLayer) {
        return weightLayers[weightLayer];
    }

    /** A weight layer, by its number among them. */
    public WeightLayer weightLayer(int weightLayer) {
        return (WeightLayer) layers.get(weightLayers[weightLayer]);
    }

    /** The number of {@link BatchNorm}s. */
    public int norms() {
        return norms.length;
    }

    /** The number, among all layers, of a {@link BatchNorm}, by its number among them. */
    public int normIndex(int norm) {
        return norms[norm];
    }

    /** The channels, or features, of a {@link BatchNorm}, by its number among them. */
    public int normChannels(int norm) {
        return shapes.get(norms[norm]).channels();
    }

    /** Whether some layer is a {@link Dropout}. */
    public boolean hasDropout() {
        return layers.stream().anyMatch(Dropout.class::isInstance);
    }

    /**
     * Whether each neuron of a weight layer sees the layer's whole input, and once: the layer is linear, maybe by
     * another name.
     */
    public boolean isFullyConnected(int weightLayer) {
        return weightLayer(weightLayer).seesAll(inputOf(weightLayer));
    }

    /** Shape of a weight layer's input. */
    public Shape inputOf(int weightLayer) {
        return shapes.get(weightLayers[weightLayer]);
    }

    /** Shape of a weight layer's output, before any activation. */
    public Shape outputOf(int weightLayer) {
        return shapes.get(weightLayers[weightLayer] + 1);
    }

    /** Rows of a weight layer's matrix: neurons or output channels. */
    public int rows(int weightLayer) {
        return weightLayer(weightLayer).outputs();
    }

    /** Columns of a weight layer's matrix: the fan-in, and one more for the constant input -1 when it has a bias. */
    public int columns(int weightLayer) {
        return weightLayer(weightLayer).columns(inputOf(weightLayer));
    }

    /** The number of weights, biases included. */
    public long parameters() {
        long sum = 0;
        for (int l = 0; l < weightLayers.length; l++) {
            sum += (long) rows(l) * columns(l);
        }
        return sum;
    }

    /**
     * The point of {@code y}, the output before a final {@link LeakyRelu}: that layer's number when the network ends
     * with one (a {@link Flatten} or {@link Point} may follow), else the number of layers.
     */
    public int pointBeforeLastActivation() {
        return lastActivation;
    }

    /** One line: name, shapes and layers. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name()).append(": ").append(input());
        for (int i = 0; i < layers.size(); i++) {
            text.append(" -> ").append(layers.get(i).describe()).append(' ').append(shapes.get(i + 1));
        }
        return text.toString();
    }
}
