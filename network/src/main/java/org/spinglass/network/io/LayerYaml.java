// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.network.layer.Windows;
import tools.jackson.core.JsonToken;

/** The values of one layer, {@code kind: values}. */
final class LayerYaml {
    /** Instead of a number of outputs: as many as the data has classes. */
    private static final String CLASSES = "classes";

    /** Instead of a padding: as much as keeps height and width at stride 1. */
    private static final String SAME = "same";

    private static final List<String> CONVOLUTION =
            List.of("channels", "kernel", "stride", "padding", "bias", "frozen");

    private static final List<String> POOL =
            List.of("height", "width", "window", "window-height", "window-width", "stride", "padding");

    private static final Map<String, List<String>> KEYS = Map.of(
            "conv2d",
            CONVOLUTION,
            "depthwise-conv2d",
            CONVOLUTION,
            "linear",
            List.of("outputs", "bias", "frozen"),
            "spectral-pool",
            List.of("height", "width", "crop"),
            "max-pool",
            POOL,
            "average-pool",
            POOL,
            "leaky-relu",
            List.of(),
            "dropout",
            List.of());

    private final YamlText yaml;
    private final YamlText.Key kind;
    private final Consumer<YamlText.Place> classes;
    private final Map<String, YamlScalar> values = new HashMap<>();

    private LayerYaml(YamlText yaml, YamlText.Key kind, Consumer<YamlText.Place> classes) {
        this.yaml = yaml;
        this.kind = kind;
        this.classes = classes;
    }

    /** Whether a layer of this kind has values. */
    static boolean isKind(String kind) {
        return KEYS.containsKey(kind);
    }

    /** A layer of this kind, for messages. */
    static String example(String kind) {
        return switch (kind) {
            case "conv2d", "depthwise-conv2d" -> kind + ": {channels: 6, kernel: 5}";
            case "linear" -> "linear: {outputs: 84}";
            case "leaky-relu" -> "leaky-relu: 0.001";
            case "dropout" -> "dropout: 0.2";
            default -> kind + ": {height: 14, width: 14}";
        };
    }

    /**
     * Reads the layer whose values begin at the present token.
     *
     * @param classes is told where outputs are as many as the classes
     */
    static LayerSpec read(YamlText yaml, YamlText.Key kind, Consumer<YamlText.Place> classes) {
        return new LayerYaml(yaml, kind, classes).read();
    }

    private LayerSpec read() {
        if (kind.name().equals("leaky-relu")) {
            return new LayerSpec.Fixed(
                    new LeakyRelu(yaml.scalar(kind.name()).fromZeroToOne("the slope of leaky-relu")));
        }
        if (kind.name().equals("dropout")) {
            return new LayerSpec.Fixed(new Dropout(yaml.scalar(kind.name()).fromZeroToBelowOne("p of dropout")));
        }
        if (!yaml.isAt(JsonToken.START_OBJECT)) {
            throw yaml.error("layer " + kind.name() + " needs a mapping, for instance '" + example(kind.name()) + "'");
        }
        List<String> allowed = KEYS.getOrDefault(kind.name(), List.of());
        yaml.mapping(key -> {
            if (!allowed.contains(key.name())) {
                throw yaml.error(
                        key.place(),
                        "layer %s has no '%s'; expected %s"
                                .formatted(kind.name(), key.name(), String.join(", ", allowed)));
            }
            values.put(key.name(), yaml.scalar(key.name()));
        });
        return switch (kind.name()) {
            case "linear" -> {
                boolean bias = truth("bias");
                boolean frozen = truth("frozen");
                yield weights("outputs", outputs -> new Linear(outputs, bias, frozen));
            }
            case "conv2d", "depthwise-conv2d" -> convolution();
            case "spectral-pool" -> {
                int height = required("height").positive();
                int width = required("width").positive();
                yield new LayerSpec.Fixed(new SpectralPool(height, width, crop()));
            }
            case "average-pool" -> new LayerSpec.Fixed(new AveragePool(windows()));
            default -> new LayerSpec.Fixed(new MaxPool(windows()));
        };
    }

    private LayerSpec convolution() {
        boolean bias = truth("bias");
        boolean frozen = truth("frozen");
        int kernel = required("kernel").positive();
        int stride = stride(1);
        int padding = padding(kernel);
        return weights(
                "channels",
                channels -> kind.name().equals("conv2d")
                        ? new Conv2d(channels, kernel, stride, padding, bias, frozen)
                        : new DepthwiseConv2d(channels, kernel, stride, padding, bias, frozen));
    }

    private int stride(int otherwise) {
        YamlScalar stride = values.get("stride");
        return stride == null ? otherwise : stride.positive();
    }

    private int padding(int kernel) {
        YamlScalar padding = values.get("padding");
        if (padding == null) {
            return 0;
        }
        if (!padding.text().equals(SAME)) {
            return padding.upTo(kernel - 1, ", less than the kernel, or '" + SAME + "'");
        }
        if (kernel % 2 == 0) {
            throw padding.unexpected("a number where the kernel is even");
        }
        return Conv2d.samePadding(kernel);
    }

    private LayerSpec weights(String field, IntFunction<WeightLayer> layer) {
        YamlScalar outputs = required(field);
        if (outputs.text().equals(CLASSES)) {
            classes.accept(outputs.place());
            return new LayerSpec.ToClasses(layer.apply(1));
        }
        return new LayerSpec.Fixed(layer.apply(outputs.positive(", or '" + CLASSES + "'")));
    }

    private Windows windows() {
        boolean isSquare = values.containsKey("window");
        boolean hasSides = values.containsKey("window-height") || values.containsKey("window-width");
        boolean isTiling = values.containsKey("height") || values.containsKey("width");
        if (isSquare && hasSides) {
            throw yaml.error(
                    kind.place(),
                    "layer " + kind.name() + " needs either window, or window-height and window-width, not both");
        }
        if (isTiling && (isSquare || hasSides)) {
            throw yaml.error(
                    kind.place(),
                    "layer " + kind.name()
                            + " needs either height and width, or window-height and window-width, not both");
        }
        if (!isSquare && !hasSides) {
            return tiling();
        }
        int height = required(isSquare ? "window" : "window-height").positive();
        int width = required(isSquare ? "window" : "window-width").positive();
        YamlScalar padding = values.get("padding");
        int padded = padding == null ? 0 : padding.upTo(Math.min(height, width) / 2, ", half of the window");
        return new Windows(height, width, true, stride(0), padded);
    }

    private Windows tiling() {
        int height = required("height").positive();
        int width = required("width").positive();
        for (String key : List.of("stride", "padding")) {
            YamlScalar value = values.get(key);
            if (value != null) {
                throw yaml.error(
                        value.place(),
                        key + " is of windows whose size is given, for instance '" + kind.name() + ": {window: 3, "
                                + key + ": 1}'; those that tile the input have none");
            }
        }
        return Windows.tiling(height, width);
    }

    private boolean truth(String field) {
        YamlScalar value = values.get(field);
        return value != null && value.truth();
    }

    private Crop crop() {
        YamlScalar crop = values.get("crop");
        return crop == null ? Crop.CENTRED : crop.oneOf(Crop.values());
    }

    private YamlScalar required(String field) {
        @Nullable YamlScalar value = values.get(field);
        if (value == null) {
            String example = field.startsWith("window-")
                    ? kind.name() + ": {window-height: 2, window-width: 2}"
                    : example(kind.name());
            throw yaml.error(
                    kind.place(), "layer " + kind.name() + " needs " + field + ", for instance '" + example + "'");
        }
        return value;
    }
}
