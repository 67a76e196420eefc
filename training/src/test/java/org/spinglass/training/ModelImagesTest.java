// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** A model sees images just as its network saw them in training. */
class ModelImagesTest {
    @ParameterizedTest
    @CsvSource({"28, 28, 32, 32", "32, 32, 32, 32", "9, 17, 5, 6", "6, 5, 4, 11", "1, 3, 2, 2"})
    void modelsResizeAsTrainingDoes(int height, int width, int toHeight, int toWidth) {
        SplittableRandom random = new SplittableRandom(height);
        byte[] bytes = new byte[2 * height * width];
        random.nextBytes(bytes);
        LabelledImages images = LabelledImages.of(2, new ImageSize(height, width), 1, bytes, new byte[1]);
        Samples samples = Samples.of(images, new int[] {0}, new ImageSize(toHeight, toWidth));
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[i] & 0xff) / 255f;
        }
        assertThat(passThrough(height, width, new Shape(2, toHeight, toWidth)).outputs(pixels, 1))
                .isEqualTo(samples.values());
    }

    /** A model whose outputs are the values that its network takes. */
    private static Model passThrough(int height, int width, Shape input) {
        int size = input.size();
        Network network = Network.of("same", input, List.of(new Linear(size, false)));
        Weights weights = new Weights(network);
        for (int i = 0; i < size; i++) {
            weights.layer(0)[i * size + i] = 1;
        }
        List<String> names =
                IntStream.range(0, size).mapToObj(Integer::toString).toList();
        ModelCard.Origin origin = new ModelCard.Origin("none", "none", "none");
        return new Model(
                weights, new ModelCard(new ModelCard.Images(input.channels(), height, width), names, origin, null));
    }
}
