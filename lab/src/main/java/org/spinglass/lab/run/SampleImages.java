// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.jspecify.annotations.Nullable;
import org.spinglass.data.Samples;
import org.spinglass.lab.plot.Thumbnail;
import org.spinglass.network.model.Model;

/**
 * Samples as an evaluation shows them, by their numbers from 0.
 *
 * @param model gave the outputs
 * @param samples in the order of the outputs
 * @param outputs of the model's network
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
record SampleImages(Model model, Samples samples, float[] outputs) implements Evaluation.Images {
    @Override
    public String name(int image) {
        return "image " + image;
    }

    @Override
    public String address(int image) {
        return Thumbnail.address(samples, image);
    }

    @Override
    public @Nullable Double confidence(int image) {
        return confidence(model, outputs, image);
    }

    /** The confidence of the likeliest class; null of a model that has none. */
    static @Nullable Double confidence(Model model, float[] outputs, int sample) {
        var first = model.predictions(outputs, sample).getFirst().confidence();
        return first.isPresent() ? first.getAsDouble() : null;
    }
}
