// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.WeightLayer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/** Reads one architecture. See {@link NetworkYaml}. */
final class NetworkYamlReader {
    private static final String KINDS = "conv2d, depthwise-conv2d, linear, spectral-pool, max-pool, average-pool,"
            + " global-average-pool, leaky-relu, relu, batchnorm, dropout, flatten, point, from, add or concat";

    /** The layers that have no values. */
    private static final Map<String, Layer> PLAIN = Map.of(
            "flatten",
            new Flatten(),
            "relu",
            LeakyRelu.relu(),
            "batchnorm",
            new BatchNorm(),
            "global-average-pool",
            AveragePool.global());

    /** The layers that name a point. */
    private static final Map<String, Function<String, Layer>> NAMING =
            Map.of("point", Point::new, "from", Link.From::new, "add", Link.Add::new, "concat", Link.Concat::new);

    private final YamlText yaml;
    private final Set<String> points = new LinkedHashSet<>();
    private final List<YamlText.Place> classesPlaces = new ArrayList<>();
    private @Nullable String name;
    private @Nullable List<LayerSpec> layers;
    private YamlText.Place end = YamlText.Place.START;

    private NetworkYamlReader(YamlText yaml) {
        this.yaml = yaml;
    }

    static NetworkSpec read(String source, String text) {
        try (YamlText yaml = new YamlText(source, text)) {
            NetworkSpec spec = new NetworkYamlReader(yaml).network();
            if (yaml.next() != null) {
                throw yaml.error("expected nothing after the network");
            }
            return spec;
        } catch (JacksonException e) {
            throw YamlText.invalid(source, e);
        }
    }

    private NetworkSpec network() {
        if (yaml.next() != JsonToken.START_OBJECT) {
            throw yaml.error("expected a mapping with the keys name and layers");
        }
        end = yaml.place();
        yaml.mapping(key -> {
            switch (key.name()) {
                case "name" -> {
                    YamlScalar scalar = yaml.scalar(key.name());
                    if (!NetworkSpec.isName(scalar.text())) {
                        throw scalar.unexpected(NetworkSpec.NAME_RULE);
                    }
                    name = scalar.text();
                }
                case "layers" -> {
                    end = key.place();
                    layers = layers();
                }
                default -> throw yaml.error(key.place(), "unknown key '" + key.name() + "'; expected name or layers");
            }
        });
        if (name == null || layers == null) {
            throw yaml.error(end, "the key " + (name == null ? "name" : "layers") + " is missing");
        }
        return spec(name, layers);
    }

    private NetworkSpec spec(String name, List<LayerSpec> layers) {
        boolean seenWeights = false;
        int marked = classesPlaces.size();
        for (LayerSpec layer : layers.reversed()) {
            if (layer instanceof LayerSpec.ToClasses) {
                marked--;
                if (seenWeights) {
                    throw yaml.error(
                            classesPlaces.get(marked), "only the last layer with weights may have 'classes' outputs");
                }
            }
            seenWeights |= layer.layer() instanceof WeightLayer;
        }
        try {
            return new NetworkSpec(name, layers);
        } catch (NetworkException e) {
            throw yaml.error(end, e.getMessage());
        }
    }

    private List<LayerSpec> layers() {
        if (!yaml.isAt(JsonToken.START_ARRAY)) {
            throw yaml.error("layers must be a list");
        }
        List<LayerSpec> read = new ArrayList<>();
        while (yaml.next() != JsonToken.END_ARRAY) {
            read.add(yaml.isAt(JsonToken.VALUE_STRING) ? withoutValues(yaml.text()) : withValues());
        }
        return read;
    }

    private LayerSpec withoutValues(String kind) {
        Layer plain = PLAIN.get(kind);
        if (plain != null) {
            return new LayerSpec.Fixed(plain);
        }
        if (NAMING.containsKey(kind)) {
            throw yaml.error("layer " + kind + " needs the name of a point, for instance '" + kind + ": a'");
        }
        throw yaml.error(
                LayerYaml.isKind(kind)
                        ? "layer " + kind + " needs its values, for instance '" + LayerYaml.example(kind) + "'"
                        : "unknown layer '" + kind + "'; expected " + KINDS);
    }

    private LayerSpec withValues() {
        YamlText.Place start = yaml.place();
        if (!yaml.isAt(JsonToken.START_OBJECT) || yaml.next() != JsonToken.PROPERTY_NAME) {
            throw yaml.error(start, "expected a layer: " + KINDS);
        }
        YamlText.Key kind = yaml.key();
        if (PLAIN.containsKey(kind.name())) {
            throw yaml.error(kind.place(), "layer " + kind.name() + " takes no values; write '- " + kind.name() + "'");
        }
        if (!LayerYaml.isKind(kind.name()) && !NAMING.containsKey(kind.name())) {
            throw yaml.error(kind.place(), "unknown layer '" + kind.name() + "'; expected " + KINDS);
        }
        LayerSpec layer =
                NAMING.containsKey(kind.name()) ? naming(kind) : LayerYaml.read(yaml, kind, classesPlaces::add);
        if (yaml.next() != JsonToken.END_OBJECT) {
            throw yaml.error("expected one layer per list item; begin the next with '- '");
        }
        return layer;
    }

    private LayerSpec naming(YamlText.Key kind) {
        YamlScalar name = yaml.scalar(kind.name());
        String text = name.text();
        if (!Point.isName(text)) {
            throw name.unexpected("the name of a point: " + Point.NAME_RULE);
        }
        if (kind.name().equals("point")) {
            if (!points.add(text)) {
                throw yaml.error(name.place(), "there is a point '" + text + "' before; expected another name");
            }
        } else if (!points.contains(text)) {
            String known = points.isEmpty() ? "there is none" : "there are: " + String.join(", ", points);
            throw yaml.error(name.place(), "no layer before is the point '" + text + "'; " + known);
        }
        return new LayerSpec.Fixed(
                Objects.requireNonNull(NAMING.get(kind.name())).apply(text));
    }
}
