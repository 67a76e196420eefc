// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.WholeFile;
import org.spinglass.network.internal.kernels.SpectralFactors;
import org.spinglass.network.internal.onnx.OnnxGraph;
import org.spinglass.network.internal.tensors.WeightTensor;
import org.spinglass.network.io.NetworkYaml;
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
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models as <a href="https://onnx.ai">ONNX</a> files, for ONNX Runtime and whatever else reads them.
 *
 * <p>The file holds the whole way from pixels to answers. Its input {@code images} is float32
 * {@code [n, channels, height, width]}, values from 0 to 1, in the size that the model was trained with
 * ({@link ModelCard.Images}), for any n; of a model of tables, {@code features}, float32 {@code [n, features]}, which
 * are scaled by Sub and Div. Its output {@code scores} is {@code [n, classes]}, what the network gives;
 * {@code confidences}, where the model has a {@link Calibration}, has the same shape. Between are Conv, MaxPool,
 * AveragePool, LeakyRelu, Relu, BatchNormalization, Add, Concat, Gemm, Softmax and, for resizing where the network
 * takes another size than the images have and for spectral pools, MatMul by maps of rows and of columns. An ensemble's
 * networks stand side by side, and Mean is what they say together. The answers are those of {@link Model} but for
 * rounding, to about 1e-6.
 *
 * <p>The metadata are texts: {@code classes} (a JSON list of names), {@code images} (such as
 * {@code 1x28x28, values from 0 to 1}) or {@code features} (a JSON list of names),
 * {@code network} (its YAML), {@code data}, {@code method}, {@code version}, and {@code temperature} where there is
 * one.
 */
public final class OnnxFile {
    private final Model model;
    private final OnnxGraph graph;
    private final List<WeightTensor> tensors;
    private int weightLayers;
    private int norms;
    /** What names of the present network begin with. */
    private String prefix = "";

    /** The present network's. */
    private Weights weights;
    /** Whether the values stand as one row a sample, not as channels, rows and columns. */
    private boolean isFlat;

    private final Map<String, Named> points = new HashMap<>();

    /** Values that a point has given a name. */
    private record Named(String output, boolean isFlat) {}

    private OnnxFile(Model model) {
        this.model = model;
        this.weights = model.weights();
        this.tensors = WeightTensor.of(model.network());
        this.isFlat = model.card().input() instanceof ModelCard.Features;
        String name = model.network().name();
        this.graph = switch (model.card().input()) {
            case ModelCard.Images images ->
                new OnnxGraph(name, "images", "images", images.channels(), images.height(), images.width());
            case ModelCard.Features features ->
                new OnnxGraph(name, "features", "rows", features.names().size());
        };
    }

    /**
     * Writes a model. The file is whole at any time.
     *
     * @param file the file, replaced when there is one
     * @param model the model
     * @throws NetworkException when the file cannot be written
     */
    public static void write(Path file, Model model) {
        WholeFile.write(file, new OnnxFile(model).toBytes());
    }

    private byte[] toBytes() {
        switch (model.card().input()) {
            case ModelCard.Images images -> resize(images);
            case ModelCard.Features features -> scale(features);
        }
        Network network = model.network();
        String prepared = graph.last();
        boolean isPreparedFlat = isFlat;
        List<String> scores = new ArrayList<>();
        for (Weights member : model.members()) {
            prefix = model.members().size() == 1 ? "" : "members." + scores.size() + ".";
            graph.goOnFrom(prepared);
            isFlat = isPreparedFlat;
            network(member);
            scores.add(graph.last());
        }
        if (scores.size() > 1) {
            graph.add("Mean", scores, Map.of());
        }
        graph.output("scores", network.classes());
        Calibration calibration = model.card().calibration();
        if (calibration != null) {
            graph.constant("inverse_temperature", new float[] {(float) (1 / calibration.temperature())});
            graph.add("Mul", List.of(OnnxGraph.LAST, "inverse_temperature"), Map.of());
            graph.add("Softmax", List.of(OnnxGraph.LAST), Map.of("axis", -1L));
            graph.output("confidences", network.classes());
        }
        ModelCard.Origin origin = model.card().origin();
        String description = "network " + network.name() + ", trained on " + origin.data() + " by " + origin.method();
        return graph.toModel(origin.version(), description, metadata());
    }

    /** One network, from what was prepared for it to its scores. */
    private void network(Weights member) {
        Network network = member.network();
        weights = member;
        weightLayers = 0;
        norms = 0;
        points.clear();
        for (int i = 0; i < network.layers().size(); i++) {
            add(i, network.layers().get(i), network.shapes().get(i));
        }
        flatten();
    }

    private Map<String, String> metadata() {
        ModelCard card = model.card();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("classes", JsonMapper.shared().writeValueAsString(card.classes()));
        switch (card.input()) {
            case ModelCard.Images images -> metadata.put("images", images + ", values from 0 to 1");
            case ModelCard.Features features ->
                metadata.put("features", JsonMapper.shared().writeValueAsString(features.names()));
        }
        metadata.put("network", NetworkYaml.write(model.network().spec()));
        metadata.put("data", card.origin().data());
        metadata.put("method", card.origin().method());
        metadata.put("version", card.origin().version());
        if (card.calibration() != null) {
            metadata.put("temperature", Double.toString(card.calibration().temperature()));
        }
        return metadata;
    }

    /**
     * Resizes by the same two matrices as the model does. ONNX's own Resize differs from it where images shrink, and
     * not every program that reads ONNX knows its antialiasing.
     */
    private void resize(ModelCard.Images from) {
        BilinearResize resize = model.resize();
        if (resize != null) {
            Shape to = model.network().input();
            graph.constant("resize.rows", resize.rows(), to.height(), from.height());
            graph.constant("resize.columns", resize.columns(), from.width(), to.width());
            graph.add("MatMul", List.of(OnnxGraph.LAST, "resize.columns"), Map.of());
            graph.add("MatMul", List.of("resize.rows", OnnxGraph.LAST), Map.of());
        }
    }

    private void scale(ModelCard.Features features) {
        constant("means", features.means());
        constant("deviations", features.deviations());
        graph.add("Sub", List.of(OnnxGraph.LAST, "means"), Map.of());
        graph.add("Div", List.of(OnnxGraph.LAST, "deviations"), Map.of());
    }

    private void constant(String name, List<Float> numbers) {
        float[] values = new float[numbers.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = numbers.get(k);
        }
        graph.constant(name, values, values.length);
    }

    private void add(int index, Layer layer, Shape input) {
        switch (layer) {
            case Linear _ -> {
                flatten();
                graph.add("Gemm", weights(), Map.of("transB", 1L));
            }
            case Conv2d conv -> {
                unflatten(index, input);
                graph.add("Conv", weights(), kernel(conv));
            }
            case DepthwiseConv2d conv -> {
                unflatten(index, input);
                Map<String, Object> attributes = kernel(conv.ofChannel());
                attributes.put("group", (long) conv.channels());
                graph.add("Conv", weights(), attributes);
            }
            case SpectralPool pool -> {
                unflatten(index, input);
                pool(index, pool, input);
            }
            case MaxPool pool -> {
                unflatten(index, input);
                graph.add("MaxPool", List.of(OnnxGraph.LAST), windows(pool.windows(), input));
            }
            case AveragePool pool -> {
                unflatten(index, input);
                graph.add("AveragePool", List.of(OnnxGraph.LAST), windows(pool.windows(), input));
            }
            case Flatten _ -> flatten();
            case Point(String name) -> points.put(name, new Named(graph.last(), isFlat));
            case Link.From(String name) -> goOnFrom(named(name));
            case Link.Add(String name) -> join("Add", named(name), Map.of());
            case Link.Concat(String name) -> join("Concat", named(name), Map.of("axis", 1L));
            case BatchNorm _ -> {
                if (input.area() > 1) {
                    unflatten(index, input);
                }
                graph.add("BatchNormalization", norm(), Map.of("epsilon", BatchNorm.EPSILON));
            }
            case Dropout _ -> {
                // a trained network drops nothing
            }
            case LeakyRelu relu when relu.slope() == 0 -> graph.add("Relu", List.of(OnnxGraph.LAST), Map.of());
            case LeakyRelu relu -> graph.add("LeakyRelu", List.of(OnnxGraph.LAST), Map.of("alpha", relu.slope()));
        }
    }

    private static Map<String, Object> kernel(Conv2d conv) {
        return windows(conv.kernel(), conv.kernel(), conv.stride(), conv.stride(), conv.padding());
    }

    private Named named(String point) {
        return Objects.requireNonNull(points.get(point));
    }

    private void goOnFrom(Named values) {
        graph.goOnFrom(values.output);
        isFlat = values.isFlat;
    }

    /** Both as one row a sample where either is: channels that follow each other are the same rows. */
    private void join(String operator, Named other, Map<String, Object> attributes) {
        boolean flattens = isFlat || other.isFlat;
        if (flattens) {
            flatten();
        }
        Named own = new Named(graph.last(), isFlat);
        goOnFrom(other);
        if (flattens) {
            flatten();
        }
        String second = graph.last();
        goOnFrom(own);
        graph.add(operator, List.of(OnnxGraph.LAST, second), attributes);
    }

    private static Map<String, Object> windows(Windows windows, Shape input) {
        return windows(
                windows.height(input),
                windows.width(input),
                windows.rowStride(input),
                windows.columnStride(input),
                windows.padding());
    }

    private static Map<String, Object> windows(
            long height, long width, long rowStride, long columnStride, long padding) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernel_shape", List.of(height, width));
        if (rowStride != 1 || columnStride != 1) {
            attributes.put("strides", List.of(rowStride, columnStride));
        }
        if (padding != 0) {
            attributes.put("pads", Collections.nCopies(4, padding));
        }
        return attributes;
    }

    private void flatten() {
        if (!isFlat) {
            graph.add("Flatten", List.of(OnnxGraph.LAST), Map.of("axis", 1L));
            isFlat = true;
        }
    }

    private void unflatten(int index, Shape shape) {
        if (isFlat) {
            String name = prefix + "shape" + index;
            graph.constant(name, new long[] {0, shape.channels(), shape.height(), shape.width()});
            graph.add("Reshape", List.of(OnnxGraph.LAST, name), Map.of());
            isFlat = false;
        }
    }

    /** The tensors of the next weight layer, under the names that {@code weights.safetensors} has. */
    private List<String> weights() {
        return tensors(false, weightLayers++);
    }

    /** Those of the next batch normalisation. */
    private List<String> norm() {
        return tensors(true, norms++);
    }

    private List<String> tensors(boolean isNorm, int number) {
        List<String> inputs = new ArrayList<>(List.of(OnnxGraph.LAST));
        for (WeightTensor tensor : tensors) {
            if (tensor.isNorm() == isNorm && tensor.layer() == number) {
                int[] sides = tensor.shape().stream().mapToInt(side -> side).toArray();
                graph.constant(prefix + tensor.name(), tensor.extract(weights), sides);
                inputs.add(prefix + tensor.name());
            }
        }
        return inputs;
    }

    private void pool(int index, SpectralPool pool, Shape input) {
        SpectralFactors factors = SpectralFactors.of(pool, input);
        int terms = factors.terms();
        String name = prefix + "pool" + index;
        graph.constant(name + ".rows", factors.rows(), pool.height() * terms, input.height());
        graph.constant(name + ".columns", factors.columns(), terms * input.width(), pool.width());
        graph.add("MatMul", List.of(name + ".rows", OnnxGraph.LAST), Map.of());
        if (terms > 1) {
            graph.constant(
                    name + ".shape", new long[] {0, input.channels(), pool.height(), (long) terms * input.width()});
            graph.add("Reshape", List.of(OnnxGraph.LAST, name + ".shape"), Map.of());
        }
        graph.add("MatMul", List.of(OnnxGraph.LAST, name + ".columns"), Map.of());
    }
}
