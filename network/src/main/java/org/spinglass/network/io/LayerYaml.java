// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.WeightLayer;
import tools.jackson.core.JsonToken;

/** The values of one layer, {@code kind: values}. */
final class LayerYaml {
    /** Instead of a number of outputs: as many as the data has classes. */
    private static final String CLASSES = "classes";

    private static final Map<String, List<String>> KEYS = Map.of(
            "conv2d", List.of("channels", "kernel", "bias"),
            "linear", List.of("outputs", "bias"),
            "spectral-pool", List.of("height", "width", "crop"),
            "max-pool", List.of("height", "width", "window-height", "window-width"),
            "leaky-relu", List.of());

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
            case "conv2d" -> "conv2d: {channels: 6, kernel: 5}";
            case "linear" -> "linear: {outputs: 84}";
            case "leaky-relu" -> "leaky-relu: 0.001";
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
                boolean bias = bias();
                yield weights("outputs", outputs -> new Linear(outputs, bias));
            }
            case "conv2d" -> {
                boolean bias = bias();
                int kernel = required("kernel").positive();
                yield weights("channels", channels -> new Conv2d(channels, kernel, bias));
            }
            case "spectral-pool" -> {
                int height = required("height").positive();
                int width = required("width").positive();
                yield new LayerSpec.Fixed(new SpectralPool(height, width, crop()));
            }
            default -> new LayerSpec.Fixed(maxPool());
        };
    }

    private LayerSpec weights(String field, IntFunction<WeightLayer> layer) {
        YamlScalar outputs = required(field);
        if (outputs.text().equals(CLASSES)) {
            classes.accept(outputs.place());
            return new LayerSpec.ToClasses(layer.apply(1));
        }
        return new LayerSpec.Fixed(layer.apply(outputs.positive(", or '" + CLASSES + "'")));
    }

    private MaxPool maxPool() {
        boolean isWindow = values.containsKey("window-height") || values.containsKey("window-width");
        if (isWindow && (values.containsKey("height") || values.containsKey("width"))) {
            throw yaml.error(
                    kind.place(),
                    "layer max-pool needs either height and width, or window-height and window-width, not both");
        }
        String prefix = isWindow ? "window-" : "";
        int height = required(prefix + "height").positive();
        int width = required(prefix + "width").positive();
        return new MaxPool(height, width, isWindow);
    }

    private boolean bias() {
        YamlScalar bias = values.get("bias");
        return bias != null && bias.truth();
    }

    private Crop crop() {
        YamlScalar crop = values.get("crop");
        return crop == null ? Crop.CENTRED : crop.oneOf(Crop.values());
    }

    private YamlScalar required(String field) {
        @Nullable YamlScalar value = values.get(field);
        if (value == null) {
            String example = field.startsWith("window-")
                    ? "max-pool: {window-height: 2, window-width: 2}"
                    : example(kind.name());
            throw yaml.error(
                    kind.place(), "layer " + kind.name() + " needs " + field + ", for instance '" + example + "'");
        }
        return value;
    }
}
