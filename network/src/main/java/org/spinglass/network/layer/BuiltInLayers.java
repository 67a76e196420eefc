// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The layers of the architectures that come with the program, by their names. */
final class BuiltInLayers {
    /** The slope of the paper's activations. */
    private static final float SLOPE = 0.001f;

    private static final float TABLE_SLOPE = 0.1f;

    private static final LayerSpec FLATTEN = fixed(new Flatten());
    private static final LayerSpec LINEAR_TO_CLASSES = new LayerSpec.ToClasses(new Linear(1, false));

    private static final Map<String, List<LayerSpec>> PLAIN = Map.of(
            "linear",
            List.of(FLATTEN, LINEAR_TO_CLASSES),
            "spectral-linear",
            List.of(pool(4, 2), FLATTEN, LINEAR_TO_CLASSES),
            "mlp",
            List.of(pool(8, 8), FLATTEN, linear(128), linear(64), LINEAR_TO_CLASSES),
            "maxpool-mlp",
            List.of(fixed(MaxPool.ofWindows(8, 12)), FLATTEN, linear(8), LINEAR_TO_CLASSES),
            "spectral-conv",
            List.of(pool(8, 8), convToClasses(8), FLATTEN),
            "cnn",
            List.of(conv(10, 5), pool(14, 14), conv(30, 5), pool(5, 5), convToClasses(5), FLATTEN),
            "small-spectral-conv",
            List.of(pool(4, 4), convToClasses(4), FLATTEN),
            "small-cnn",
            List.of(pool(4, 4), conv(4, 3), convToClasses(2), FLATTEN),
            "lenet",
            activated(lenet(16, 120, 84)),
            "small-lenet",
            activated(lenet(12, 24, 18)));

    private static final List<LayerSpec> TABLE = List.of(
            FLATTEN,
            linear(64),
            fixed(new LeakyRelu(TABLE_SLOPE)),
            linear(32),
            fixed(new LeakyRelu(TABLE_SLOPE)),
            LINEAR_TO_CLASSES);

    private BuiltInLayers() {}

    /** The architecture of a name that {@link Networks#all} has. */
    static NetworkSpec spec(String name) {
        String plain = name.replace("-activated", "");
        List<LayerSpec> layers = switch (name) {
            case Networks.TABLE -> TABLE;
            case "small-vgg" -> DeepLayers.vgg(SLOPE);
            case "resnet-8" -> DeepLayers.residual(1, SLOPE);
            case "resnet-20" -> DeepLayers.residual(3, SLOPE);
            default -> PLAIN.get(plain);
        };
        if (layers == null) {
            throw new IllegalStateException("the program lacks its network " + name);
        }
        return new NetworkSpec(name, plain.equals(name) ? layers : activated(layers));
    }

    /** The layers with an activation after each that has weights. */
    private static List<LayerSpec> activated(List<LayerSpec> layers) {
        return layers.stream()
                .flatMap(spec -> spec.layer() instanceof WeightLayer
                        ? Stream.of(spec, fixed(new LeakyRelu(SLOPE)))
                        : Stream.of(spec))
                .toList();
    }

    private static List<LayerSpec> lenet(int second, int third, int linear) {
        return List.of(
                conv(6, 5),
                pool(14, 14),
                conv(second, 5),
                pool(5, 5),
                conv(third, 5),
                FLATTEN,
                linear(linear),
                LINEAR_TO_CLASSES);
    }

    private static LayerSpec fixed(Layer layer) {
        return new LayerSpec.Fixed(layer);
    }

    private static LayerSpec conv(int channels, int kernel) {
        return fixed(new Conv2d(channels, kernel, false));
    }

    private static LayerSpec convToClasses(int kernel) {
        return new LayerSpec.ToClasses(new Conv2d(1, kernel, false));
    }

    private static LayerSpec linear(int outputs) {
        return fixed(new Linear(outputs, false));
    }

    private static LayerSpec pool(int height, int width) {
        return fixed(new SpectralPool(height, width, Crop.CENTRED));
    }
}
