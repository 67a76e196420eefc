// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.spinglass.network.layer.Weights;

/** Models and images for tests. */
final class ModelCases {
    private ModelCases() {}

    /** A model on images of this size, with a calibration. */
    static Model model(Weights weights, int height, int width) {
        return new Model(
                weights,
                new ModelCard(
                        new ModelCard.Images(weights.network().input().channels(), height, width),
                        IntStream.range(0, weights.network().classes())
                                .mapToObj(k -> "class " + k)
                                .toList(),
                        new ModelCard.Origin("random", "nothing", "0.1.0"),
                        new Calibration(0.5, 10, 1, 0.1)));
    }

    static float[] pixels(Model model, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ModelCard.Images images = model.card().images();
        float[] pixels = new float[count * images.channels() * images.height() * images.width()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256) / 255f;
        }
        return pixels;
    }
}
