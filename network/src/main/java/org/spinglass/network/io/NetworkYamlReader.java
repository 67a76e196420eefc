// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LayerSpec;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.WeightLayer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads one architecture token by token, so that each message can name the place. See {@link NetworkYaml}. */
final class NetworkYamlReader {
    private static final String KINDS = "conv2d, linear, spectral-pool, max-pool, leaky-relu or flatten";

    private final String source;
    private final String yaml;
    private final List<Place> classesPlaces = new ArrayList<>();

    NetworkYamlReader(String source, String yaml) {
        this.source = source;
        this.yaml = yaml;
    }

    private record Place(int line, int column) {
        static final Place START = new Place(1, 1);

        static Place of(@Nullable TokenStreamLocation location) {
            return location == null || location.getLineNr() < 1
                    ? START
                    : new Place(location.getLineNr(), Math.max(1, location.getColumnNr()));
        }
    }

    /** A scalar and where it stands. */
    private record Scalar(JsonToken token, String text, Place place) {}

    private NetworkException error(Place place, String message) {
        return new NetworkException(source + ":" + place.line + ":" + place.column + ": " + message);
    }

    NetworkSpec read() {
        try (JsonParser parser = YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), yaml)) {
            NetworkSpec spec = network(parser);
            if (parser.nextToken() != null) {
                throw error(place(parser), "expected nothing after the network");
            }
            return spec;
        } catch (JacksonException e) {
            String reason = Objects.requireNonNullElse(e.getOriginalMessage(), "")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .collect(Collectors.joining(", "));
            throw new NetworkException(
                    error(Place.of(e.getLocation()), "not valid YAML: " + reason)
                            .getMessage(),
                    e);
        }
    }

    private static Place place(JsonParser parser) {
        return Place.of(parser.currentTokenLocation());
    }

    private NetworkSpec network(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw error(place(parser), "expected a mapping with the keys name and layers");
        }
        @Nullable String name = null;
        @Nullable List<LayerSpec> layers = null;
        Place end = place(parser);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Place key = place(parser);
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> {
                    requireFirst(name, field, key);
                    name = name(scalar(parser, field));
                }
                case "layers" -> {
                    requireFirst(layers, field, key);
                    end = key;
                    layers = layers(parser);
                }
                default -> throw error(key, "unknown key '" + field + "'; expected name or layers");
            }
        }
        if (name == null || layers == null) {
            throw error(end, "the key " + (name == null ? "name" : "layers") + " is missing");
        }
        return spec(name, layers, end);
    }

    private void requireFirst(@Nullable Object value, String field, Place key) {
        if (value != null) {
            throw error(key, "the key " + field + " appears twice");
        }
    }

    private String name(Scalar scalar) {
        if (!NetworkSpec.isName(scalar.text)) {
            throw error(scalar.place, "name must be " + NetworkSpec.NAME_RULE + ", not '" + scalar.text + "'");
        }
        return scalar.text;
    }

    private NetworkSpec spec(String name, List<LayerSpec> layers, Place place) {
        boolean seenWeights = false;
        int marked = classesPlaces.size();
        for (LayerSpec layer : layers.reversed()) {
            if (layer instanceof LayerSpec.ToClasses) {
                marked--;
                if (seenWeights) {
                    throw error(
                            classesPlaces.get(marked), "only the last layer with weights may have 'classes' outputs");
                }
            }
            seenWeights |= layer.layer() instanceof WeightLayer;
        }
        try {
            return new NetworkSpec(name, layers);
        } catch (NetworkException e) {
            throw error(place, e.getMessage());
        }
    }

    private List<LayerSpec> layers(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw error(place(parser), "layers must be a list");
        }
        List<LayerSpec> layers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            layers.add(layer(parser));
        }
        return layers;
    }

    private LayerSpec layer(JsonParser parser) {
        Place start = place(parser);
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String kind = parser.getString();
            if (kind.equals("flatten")) {
                return new LayerSpec.Fixed(new Flatten());
            }
            throw error(
                    start,
                    isKind(kind)
                            ? "layer " + kind + " needs its values, for instance '" + example(kind) + "'"
                            : "unknown layer '" + kind + "'; expected " + KINDS);
        }
        if (parser.currentToken() != JsonToken.START_OBJECT || parser.nextToken() != JsonToken.PROPERTY_NAME) {
            throw error(start, "expected a layer: " + KINDS);
        }
        Place place = place(parser);
        String kind = parser.currentName();
        if (kind.equals("flatten")) {
            throw error(place, "layer flatten takes no values; write '- flatten'");
        }
        if (!isKind(kind)) {
            throw error(place, "unknown layer '" + kind + "'; expected " + KINDS);
        }
        parser.nextToken();
        LayerSpec layer = layer(kind, parser, place);
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw error(place(parser), "expected one layer per list item; begin the next with '- '");
        }
        return layer;
    }

    private static boolean isKind(String kind) {
        return Set.of("conv2d", "linear", "spectral-pool", "max-pool", "leaky-relu")
                .contains(kind);
    }

    private static String example(String kind) {
        return switch (kind) {
            case "conv2d" -> "conv2d: {channels: 6, kernel: 5}";
            case "linear" -> "linear: {outputs: 84}";
            case "leaky-relu" -> "leaky-relu: 0.001";
            default -> kind + ": {height: 14, width: 14}";
        };
    }

    private LayerSpec layer(String kind, JsonParser parser, Place place) {
        return switch (kind) {
            case "linear" -> {
                Map<String, Scalar> values = values(parser, kind, "outputs", "bias");
                boolean bias = bias(values);
                yield weights(required(values, "outputs", kind, place), "outputs", n -> new Linear(n, bias));
            }
            case "conv2d" -> {
                Map<String, Scalar> values = values(parser, kind, "channels", "kernel", "bias");
                boolean bias = bias(values);
                int kernel = positive(required(values, "kernel", kind, place), "kernel");
                yield weights(required(values, "channels", kind, place), "channels", n -> new Conv2d(n, kernel, bias));
            }
            case "spectral-pool" -> {
                Map<String, Scalar> values = values(parser, kind, "height", "width", "crop");
                int height = positive(required(values, "height", kind, place), "height");
                int width = positive(required(values, "width", kind, place), "width");
                yield new LayerSpec.Fixed(new SpectralPool(height, width, crop(values)));
            }
            case "max-pool" -> {
                Map<String, Scalar> values = values(parser, kind, "height", "width", "window-height", "window-width");
                yield new LayerSpec.Fixed(maxPool(values, kind, place));
            }
            default -> new LayerSpec.Fixed(new LeakyRelu(slope(scalar(parser, kind))));
        };
    }

    private MaxPool maxPool(Map<String, Scalar> values, String kind, Place place) {
        boolean isWindow = values.containsKey("window-height") || values.containsKey("window-width");
        if (isWindow && (values.containsKey("height") || values.containsKey("width"))) {
            throw error(
                    place, "layer max-pool needs either height and width, or window-height and window-width, not both");
        }
        String prefix = isWindow ? "window-" : "";
        int height = positive(required(values, prefix + "height", kind, place), prefix + "height");
        int width = positive(required(values, prefix + "width", kind, place), prefix + "width");
        return new MaxPool(height, width, isWindow);
    }

    private LayerSpec weights(Scalar outputs, String name, IntFunction<WeightLayer> layer) {
        if (outputs.text.equals("classes")) {
            classesPlaces.add(outputs.place);
            return new LayerSpec.ToClasses(layer.apply(1));
        }
        return new LayerSpec.Fixed(layer.apply(positive(outputs, name)));
    }

    private Map<String, Scalar> values(JsonParser parser, String kind, String... allowed) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw error(place(parser), "layer " + kind + " needs a mapping, for instance '" + example(kind) + "'");
        }
        Map<String, Scalar> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Place key = place(parser);
            String field = parser.currentName();
            if (!List.of(allowed).contains(field)) {
                throw error(
                        key, "layer %s has no '%s'; expected %s".formatted(kind, field, String.join(", ", allowed)));
            }
            parser.nextToken();
            requireFirst(values.put(field, scalar(parser, field)), field, key);
        }
        return values;
    }

    private Scalar scalar(JsonParser parser, String field) {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw error(place(parser), field + " needs a single value");
        }
        return new Scalar(token, parser.getString(), place(parser));
    }

    private Scalar required(Map<String, Scalar> values, String field, String kind, Place place) {
        Scalar scalar = values.get(field);
        if (scalar == null) {
            String example =
                    field.startsWith("window-") ? kind + ": {window-height: 2, window-width: 2}" : example(kind);
            throw error(place, "layer " + kind + " needs " + field + ", for instance '" + example + "'");
        }
        return scalar;
    }

    private int positive(Scalar scalar, String field) {
        try {
            int value = Integer.parseInt(scalar.text);
            if (value >= 1 && scalar.token == JsonToken.VALUE_NUMBER_INT) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for numbers out of range
        }
        boolean orClasses = field.equals("outputs") || field.equals("channels");
        throw error(
                scalar.place,
                "%s must be a whole number of at least 1%s, not '%s'"
                        .formatted(field, orClasses ? ", or 'classes'" : "", scalar.text));
    }

    private float slope(Scalar scalar) {
        try {
            float slope = Float.parseFloat(scalar.text);
            if (scalar.token.isNumeric() && slope >= 0 && slope <= 1) {
                return slope;
            }
        } catch (NumberFormatException e) {
            // told below, as for numbers out of range
        }
        throw error(scalar.place, "the slope of leaky-relu must be a number from 0 to 1, not '" + scalar.text + "'");
    }

    private boolean bias(Map<String, Scalar> values) {
        Scalar scalar = values.get("bias");
        if (scalar == null || scalar.token == JsonToken.VALUE_FALSE) {
            return false;
        }
        if (scalar.token == JsonToken.VALUE_TRUE) {
            return true;
        }
        throw error(scalar.place, "bias must be true or false, not '" + scalar.text + "'");
    }

    private Crop crop(Map<String, Scalar> values) {
        Scalar scalar = values.get("crop");
        if (scalar == null) {
            return Crop.CENTRED;
        }
        return Stream.of(Crop.values())
                .filter(crop -> nameOf(crop).equals(scalar.text))
                .findFirst()
                .orElseThrow(() -> error(
                        scalar.place,
                        "crop must be %s, not '%s'"
                                .formatted(
                                        Stream.of(Crop.values())
                                                .map(NetworkYamlReader::nameOf)
                                                .collect(Collectors.joining(" or ")),
                                        scalar.text)));
    }

    /** The crop's name in YAML. */
    static String nameOf(Crop crop) {
        return crop.name().toLowerCase(Locale.ROOT);
    }
}
