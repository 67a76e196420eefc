// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.spinglass.network.NetworkException;

/**
 * An architecture, before the shape of its input and the number of classes are known; {@link #on} makes it a
 * {@link Network}. Written and read as YAML by {@link org.spinglass.network.io.NetworkYaml}.
 *
 * @param name a name for messages and files
 * @param layers the layers from input to output, at least one of them with weights
 */
public record NetworkSpec(String name, List<LayerSpec> layers) {
    /** What {@link #isName} asks for, in words. */
    public static final String NAME_RULE =
            "up to 100 letters, digits, blanks and . _ + ( ) -, beginning with a letter or digit";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+()-]{0,99}");

    /**
     * Copies the list and checks it.
     *
     * @throws NetworkException when the name is not {@link #isName fit}, no layer has weights, all that have are frozen,
     *     or a {@link Link} takes a point that is not there before it
     */
    public NetworkSpec {
        layers = List.copyOf(layers);
        if (!isName(name)) {
            throw new NetworkException("name must be " + NAME_RULE + ", not '" + name + "'");
        }
        if (layers.stream().noneMatch(spec -> spec.layer() instanceof WeightLayer)) {
            throw new NetworkException("network " + name + " needs at least one linear or conv2d layer");
        }
        if (layers.stream().allMatch(spec -> !(spec.layer() instanceof WeightLayer weights) || weights.frozen())) {
            throw new NetworkException(
                    "network " + name + " needs at least one linear or conv2d layer that is not frozen");
        }
        Graph.sources(name, layers.stream().map(LayerSpec::layer).toList());
    }

    /** Whether a network may have this name: up to 100 letters, digits, blanks and {@code . _ + ( ) -}. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A specification of complete layers. */
    public static NetworkSpec of(String name, List<Layer> layers) {
        return new NetworkSpec(
                name, layers.stream().<LayerSpec>map(LayerSpec.Fixed::new).toList());
    }

    /**
     * The network for inputs of this shape and so many classes.
     *
     * @throws NetworkException when a layer does not fit its input, or the last one the number of classes
     */
    public Network on(Shape input, int classes) {
        return new Network(this, input, classes);
    }

    /** The same architecture with a bias in every weight layer, or in none. */
    public NetworkSpec withBias(boolean bias) {
        return map(layer -> layer instanceof WeightLayer weights ? weights.withBias(bias) : layer);
    }

    /** The same architecture with this crop in every spectral pool. */
    public NetworkSpec withCrop(Crop crop) {
        return map(layer -> layer instanceof SpectralPool pool ? pool.withCrop(crop) : layer);
    }

    /**
     * The same architecture with this slope in every {@link LeakyRelu}.
     *
     * @throws NetworkException when the slope lies outside 0..1
     */
    public NetworkSpec withSlope(float slope) {
        return map(layer -> layer instanceof LeakyRelu ? new LeakyRelu(slope) : layer);
    }

    /** Whether there is a {@link LeakyRelu}, and so a slope. */
    public boolean hasSlope() {
        return layers.stream().anyMatch(spec -> spec.layer() instanceof LeakyRelu);
    }

    /** Number of layers with weights. */
    public int weightLayers() {
        return (int) layers.stream()
                .filter(spec -> spec.layer() instanceof WeightLayer)
                .count();
    }

    /** Whether there is a {@link Link.Add}, a residual connection. */
    public boolean isResidual() {
        return layers.stream().anyMatch(spec -> spec.layer() instanceof Link.Add);
    }

    /** Whether there is a {@link BatchNorm}. */
    public boolean isNormalised() {
        return layers.stream().anyMatch(spec -> spec.layer() instanceof BatchNorm);
    }

    private NetworkSpec map(UnaryOperator<Layer> change) {
        return new NetworkSpec(
                name,
                layers.stream()
                        .<LayerSpec>map(spec -> switch (spec) {
                            case LayerSpec.Fixed(Layer layer) -> new LayerSpec.Fixed(change.apply(layer));
                            case LayerSpec.ToClasses(WeightLayer layer) ->
                                new LayerSpec.ToClasses((WeightLayer) change.apply(layer));
                        })
                        .toList());
    }
}
