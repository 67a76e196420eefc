// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.tensors.WeightTensor;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/**
 * Weights as a <a href="https://huggingface.co/docs/safetensors">safetensors</a> file.
 *
 * <p>Weight layer l is the float32 tensor {@code layer<l>.weight}, of shape [outputs, inputs], or [output channels,
 * input channels, rows, columns] for a convolution, [channels, 1, rows, columns] for a depthwise one. Its bias, where
 * it has one, is {@code layer<l>.bias}, the value that is added to the layer's output, which is minus the weight of the
 * constant input -1. Batch normalisation n is the four tensors {@code norm<n>.weight}, {@code .bias},
 * {@code .running_mean} and {@code .running_var}, of shape [channels], as PyTorch names them; PyTorch's
 * {@code .num_batches_tracked} is passed over. The metadata holds the architecture, so that a file can be used alone:
 * {@code network} (its YAML, see {@link NetworkYaml}), {@code input} (such as {@code 1x32x32}) and {@code classes}.
 *
 * <p>All methods may be called from several threads, for different files.
 */
public final class WeightsFile {
    private static final String NETWORK = "network";
    private static final String INPUT = "input";
    private static final String CLASSES = "classes";

    private WeightsFile() {}

    /**
     * Writes weights. The file is written aside and then moved, so that a file of that name is whole at any time.
     *
     * @param file the file, replaced when there is one
     * @param weights all finite
     * @throws NetworkException when a weight is not finite, or the file cannot be written
     */
    public static void write(Path file, Weights weights) {
        Network network = weights.network();
        write(file, network, tensors(weights, ""));
    }

    /**
     * Writes the weights of an ensemble: the tensors of network m, from 0, are {@code members.<m>.layer<l>.weight} and
     * so on.
     *
     * @param members of networks of one architecture, at least one, all finite
     * @throws NetworkException when a weight is not finite, or the file cannot be written
     */
    public static void write(Path file, List<Weights> members) {
        List<Tensor> tensors = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            tensors.addAll(tensors(members.get(m), "members." + m + "."));
        }
        write(file, members.getFirst().network(), tensors);
    }

    private static List<Tensor> tensors(Weights weights, String prefix) {
        List<Tensor> tensors = new ArrayList<>();
        for (WeightTensor tensor : WeightTensor.of(weights.network())) {
            tensors.add(new Tensor(prefix + tensor.name(), tensor.shape(), tensor.extract(weights)));
        }
        return tensors;
    }

    private static void write(Path file, Network network, List<Tensor> tensors) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "spinglass");
        metadata.put(NETWORK, NetworkYaml.write(network.spec()));
        metadata.put(INPUT, network.input().toString());
        metadata.put(CLASSES, Integer.toString(network.classes()));
        Safetensors.write(file, new Safetensors.Content(tensors, metadata));
    }

    /**
     * Reads weights together with the network that the file describes.
     *
     * @throws NetworkException when the file cannot be read, is damaged, does not describe its network, or holds other
     *     tensors than the network needs; the message names the file and the fault
     */
    public static Weights read(Path file) {
        Safetensors.Content content = Safetensors.read(file);
        return assign(file, content.tensors(), network(file, content.metadata()));
    }

    /**
     * Reads weights for a network; what the file says about its own is not looked at.
     *
     * @throws NetworkException when the file cannot be read, is damaged, or holds other tensors than the network needs;
     *     the message names the file and the fault
     */
    public static Weights read(Path file, Network network) {
        return assign(file, Safetensors.read(file).tensors(), network);
    }

    private static Network network(Path file, Map<String, String> metadata) {
        String yaml = metadatum(file, metadata, NETWORK);
        String[] sides = metadatum(file, metadata, INPUT).split("x", -1);
        String classes = metadatum(file, metadata, CLASSES);
        NetworkSpec spec = NetworkYaml.parse(file + ": metadata '" + NETWORK + "'", yaml);
        try {
            if (sides.length != 3) {
                throw new NumberFormatException(sides.length + " sides");
            }
            int[] shape =
                    IntStream.range(0, 3).map(i -> Integer.parseInt(sides[i])).toArray();
            return spec.on(new Shape(shape[0], shape[1], shape[2]), Integer.parseInt(classes));
        } catch (NumberFormatException e) {
            throw new NetworkException(
                    "%s: metadata 'input' and 'classes' must be like 1x32x32 and 10, not '%s' and '%s'"
                            .formatted(file, String.join("x", sides), classes),
                    e);
        } catch (NetworkException e) {
            throw new NetworkException(file + ": " + e.getMessage(), e);
        }
    }

    private static String metadatum(Path file, Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new NetworkException(
                    file + ": the metadata has no '" + key + "', so the network must be given by other means");
        }
        return value;
    }

    private static boolean hasNegative(float[] values) {
        for (float value : values) {
            if (value < 0) {
                return true;
            }
        }
        return false;
    }

    private static Weights assign(Path file, List<Tensor> tensors, Network network) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
        Weights weights = new Weights(network);
        List<String> missing = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (WeightTensor needed : WeightTensor.of(network)) {
            Tensor tensor = byName.remove(needed.name());
            if (tensor == null) {
                missing.add(needed.name());
            } else if (!tensor.shape().equals(needed.shape())) {
                faults.add("tensor %s has shape %s, but network %s needs %s"
                        .formatted(needed.name(), tensor.shape(), network.name(), needed.shape()));
            } else if (needed.isVariance() && hasNegative(tensor.values())) {
                faults.add("tensor %s has a negative value, which no variance has".formatted(needed.name()));
            } else {
                needed.insert(tensor.values(), weights);
            }
        }
        for (int n = 0; n < network.norms(); n++) {
            byName.remove("norm" + n + ".num_batches_tracked");
        }
        if (!missing.isEmpty()) {
            faults.addFirst("no tensor %s, which %s needs".formatted(String.join(", ", missing), network));
        }
        if (!byName.isEmpty()) {
            faults.add("network %s has no tensor %s"
                    .formatted(network.name(), byName.keySet().stream().sorted().collect(Collectors.joining(", "))));
        }
        if (!faults.isEmpty()) {
            throw new NetworkException(file + ": " + String.join("; ", faults));
        }
        return weights;
    }
}
