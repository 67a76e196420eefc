// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.onnx;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A graph of ONNX operators, built node by node, each on the output of the one before; written as the message {@code
 * ModelProto} of {@code onnx.proto}.
 */
public final class OnnxGraph {
    /** Stands for the output of the node before. */
    public static final String LAST = "<last>";

    /** Of 2020, the first in which all operators have the form that is used here: the older, the more programs read it. */
    private static final int OPERATOR_SET = 13;

    private static final int IR_VERSION = 7;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Protobuf graph = new Protobuf();
    private final String count;
    private String last;
    private int nodes;

    /**
     * A graph that begins with an input of floats, of shape {@code [any number, sides]}.
     *
     * @param count what the number of samples is called
     */
    public OnnxGraph(String name, String input, String count, int... sides) {
        this.count = count;
        graph.add(2, name).add(11, valueInfo(input, sides));
        this.last = input;
    }

    /**
     * Adds an operator.
     *
     * @param operator its name
     * @param inputs names of its inputs; {@link #LAST} stands for the output of the node before
     * @param attributes whole numbers ({@link Long}), floats and lists of whole numbers
     */
    public void add(String operator, List<String> inputs, Map<String, Object> attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + nodes;
        add(operator, inputs, attributes, output);
    }

    /** The name of the output of the node before, or of the graph's input. */
    public String last() {
        return last;
    }

    /** Makes the output of an earlier node, or the graph's input, {@link #LAST}. */
    public void goOnFrom(String output) {
        last = output;
    }

    private void add(String operator, List<String> inputs, Map<String, Object> attributes, String output) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.add(1, input.equals(LAST) ? last : input));
        node.add(2, output).add(3, "node" + nodes + "_" + operator).add(4, operator);
        attributes.forEach((name, value) -> node.add(5, attribute(name, value)));
        graph.add(1, node);
        last = output;
        nodes++;
    }

    private static Protobuf attribute(String name, Object value) {
        Protobuf attribute = new Protobuf().add(1, name);
        return switch (value) {
            case Float number -> attribute.add(2, number).add(20, 1);
            case Long number -> attribute.add(3, number).add(20, 2);
            case List<?> numbers -> {
                numbers.forEach(number -> attribute.add(8, (Long) number));
                yield attribute.add(20, 7);
            }
            default -> throw new IllegalArgumentException(name + ": " + value.getClass());
        };
    }

    /** Gives the output of the node before a name of its own, as an output of the graph of shape {@code [any number, size]}. */
    public void output(String name, int size) {
        add("Identity", List.of(LAST), Map.of(), name);
        graph.add(12, valueInfo(name, size));
    }

    /** Adds constant floats. */
    public void constant(String name, float[] values, int... sides) {
        ByteBuffer raw = Protobuf.little(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        graph.add(5, tensor(name, FLOAT, raw.array(), sides));
    }

    /** Adds a constant list of whole numbers. */
    public void constant(String name, long... values) {
        ByteBuffer raw = Protobuf.little(values.length * Long.BYTES);
        raw.asLongBuffer().put(values);
        graph.add(5, tensor(name, INT64, raw.array(), values.length));
    }

    private static Protobuf tensor(String name, int type, byte[] raw, int... sides) {
        Protobuf tensor = new Protobuf();
        for (int side : sides) {
            tensor.add(1, side);
        }
        return tensor.add(2, type).add(8, name).add(9, raw);
    }

    private Protobuf valueInfo(String name, int... sides) {
        Protobuf shape = new Protobuf().add(1, new Protobuf().add(2, count));
        for (int side : sides) {
            shape.add(1, new Protobuf().add(1, side));
        }
        Protobuf tensor = new Protobuf().add(1, FLOAT).add(2, shape);
        return new Protobuf().add(1, name).add(2, new Protobuf().add(1, tensor));
    }

    /**
     * The whole file.
     *
     * @param version version of the program
     * @param description what the model is, in a sentence
     * @param metadata keys and texts
     */
    public byte[] toModel(String version, String description, Map<String, String> metadata) {
        Protobuf model = new Protobuf()
                .add(1, IR_VERSION)
                .add(2, "spinglass")
                .add(3, version)
                .add(6, description)
                .add(7, graph)
                .add(8, new Protobuf().add(1, "").add(2, OPERATOR_SET));
        metadata.forEach(
                (key, value) -> model.add(14, new Protobuf().add(1, key).add(2, value)));
        return model.toBytes();
    }
}
