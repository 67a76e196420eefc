// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;

/** The way from what a model takes to what its network takes: images are resized, features scaled. */
final class Preparation {
    private final ModelCard.Input taken;
    private final @Nullable BilinearResize resize;

    /**
     * The way to a network.
     *
     * @throws NetworkException when the card has another number of channels, features or classes than the network
     */
    Preparation(ModelCard card, Network network) {
        this.taken = card.input();
        Shape input = network.input();
        boolean fits = switch (taken) {
            case ModelCard.Images images -> images.channels() == input.channels();
            case ModelCard.Features features -> input.channels() == 1 && features.values() == input.size();
        };
        if (!fits || card.classes().size() != network.classes()) {
            boolean isImages = taken instanceof ModelCard.Images;
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "network %s takes %s and has %d classes, but the model has %s and %d classes",
                    network.name(),
                    isImages ? input.channels() + " channels" : input,
                    network.classes(),
                    isImages ? "images of " + taken.channels() + " channels" : taken.values() + " features",
                    card.classes().size()));
        }
        this.resize = taken instanceof ModelCard.Images images
                ? resize(images.height(), images.width(), input.height(), input.width())
                : null;
    }

    private static @Nullable BilinearResize resize(int fromHeight, int fromWidth, int toHeight, int toWidth) {
        return fromHeight == toHeight && fromWidth == toWidth
                ? null
                : new BilinearResize(fromHeight, fromWidth, toHeight, toWidth);
    }

    /** Between sizes of images; null where both are the same, and of features. */
    @Nullable
    BilinearResize resize() {
        return resize;
    }

    /**
     * What the network takes.
     *
     * @param values images or rows as the model takes them, one after the other
     * @throws NetworkException when the values do not fit the count, or one is out of its range
     */
    float[] apply(float[] values, int count) {
        requireLength(values.length, count, taken.values());
        return switch (taken) {
            case ModelCard.Images _ -> {
                requirePixels(values);
                yield resize == null ? values : resize.apply(values);
            }
            case ModelCard.Features features -> features.scaled(values);
        };
    }

    /**
     * An image of another size in the size that the model takes.
     *
     * @throws NetworkException when the model takes no images, the values do not fit, or one is out of its range
     */
    float[] resized(float[] pixels, int height, int width) {
        if (!(taken instanceof ModelCard.Images images)) {
            throw new NetworkException("the model takes rows of " + taken.values() + " features, not images");
        }
        Checks.atLeastOne("height", height);
        Checks.atLeastOne("width", width);
        requireLength(pixels.length, 1, (double) images.channels() * height * width);
        BilinearResize first = resize(height, width, images.height(), images.width());
        requirePixels(pixels);
        return first == null ? pixels : first.apply(pixels);
    }

    private static void requirePixels(float[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            if (!(pixels[i] >= 0 && pixels[i] <= 1)) {
                throw new NetworkException("value " + i + " of the pixels is " + pixels[i]
                        + "; expected values from 0 to 1 (pixel / 255)");
            }
        }
    }

    /**
     * Checks a number of values.
     *
     * @param each values of one image or row
     * @throws NetworkException when it is another than that of so many
     */
    void requireLength(int length, int count, double each) {
        if (length == count * each) {
            return;
        }
        boolean isImages = taken instanceof ModelCard.Images;
        throw new NetworkException(String.format(
                Locale.ROOT,
                "%d %s need %.0f values of %.0f %s, not %d",
                count,
                isImages ? "images of " + taken.channels() + " channels" : "rows of features",
                count * each,
                each,
                isImages ? "an image" : "a row",
                length));
    }
}
