// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.files.UnlabelledFiles;
import org.spinglass.data.files.UnlabelledSamples;
import org.spinglass.network.NetworkException;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;
import org.spinglass.network.model.Prediction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run's model thinks of a picture that somebody has drawn or dropped. Few pictures are decoded at a time, as each may
 * be large. Safe for any number of threads.
 */
final class PictureTrial {
    /** A larger file is refused. */
    static final int LONGEST = 8 << 20;

    private static final int AT_A_TIME = 2;
    private static final String CARD = "model.json";

    private final Semaphore places = new Semaphore(AT_A_TIME);

    /** Whether a run has a model, and one that takes pictures; one that cannot be read is not offered. */
    static boolean isFor(Path run) {
        RunFiles files = new RunFiles(run);
        try {
            byte[] card = files.bytes(CARD);
            return card != null
                    && Tree.json(files.describe(CARD), card).path("images").isObject();
        } catch (WebException e) {
            return false;
        }
    }

    /**
     * Classifies a picture with the model in a run's folder.
     *
     * @param picture PNG, JPEG, GIF, BMP or WebP
     * @return {@code predictions}, a list of {@code name}, {@code score} and, where it is known, {@code confidence}, the
     *     likeliest first
     * @throws WebException when there is no model, or the picture cannot be read
     */
    ObjectNode classify(Path run, byte[] picture) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebException("the program is ending", e);
        }
        try {
            return answer(Model.read(run), picture);
        } catch (NetworkException e) {
            throw new WebException(String.valueOf(e.getMessage()), e);
        } finally {
            places.release();
        }
    }

    private static ObjectNode answer(Model model, byte[] picture) {
        if (!(model.card().input() instanceof ModelCard.Images images)) {
            throw new WebException("the model takes rows of a table, not pictures");
        }
        Only only = new Only();
        new UnlabelledFiles(images.channels(), new ImageSize(images.height(), images.width()), false, only)
                .read("the picture", new ByteArrayInputStream(picture));
        float[] pixels = only.pixels;
        if (pixels == null) {
            throw new WebException(String.valueOf(only.fault));
        }
        ObjectNode answer = Tree.object();
        ArrayNode list = answer.putArray("predictions");
        List<Prediction> predictions = model.classify(pixels);
        for (Prediction prediction : predictions) {
            ObjectNode one = list.addObject().put("name", prediction.name()).put("score", prediction.score());
            prediction.confidence().ifPresent(confidence -> one.put("confidence", confidence));
        }
        return answer;
    }

    /** The one picture that was sent, or what is wrong with it. */
    private static final class Only implements UnlabelledSamples.Sink {
        private float @Nullable [] pixels;
        private @Nullable String fault;

        @Override
        public void sample(String name, float[] values) {
            pixels = values;
        }

        @Override
        public void failed(String reason) {
            fault = reason;
        }
    }
}
