// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.spinglass.network.Cases;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/** Models, images and rows for tests. */
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

    /** A model of rows in units of their own, with a calibration; of a network of one channel. */
    /** Three networks of one architecture that answer together. */
    static Model ensemble(Network network, int height, int width, long seed) {
        ModelCard card = model(new Weights(network), height, width).card();
        List<Weights> members = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            members.add(Cases.weights(network, seed + m));
        }
        return new Model(members, card);
    }

    static Model ofRows(Weights weights, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        List<Float> means = new ArrayList<>();
        List<Float> deviations = new ArrayList<>();
        for (int k = 0; k < weights.network().input().size(); k++) {
            names.add("feature, \"" + k + "\"");
            means.add((float) (random.nextGaussian() * Math.pow(10, random.nextInt(-3, 4))));
            deviations.add((float) Math.pow(10, random.nextDouble(-3, 3)));
        }
        Model images = model(weights, 1, 1);
        ModelCard card = images.card();
        return new Model(
                weights,
                new ModelCard(
                        new ModelCard.Features(names, means, deviations),
                        card.classes(),
                        card.origin(),
                        card.calibration()));
    }

    /** A random network of one channel. */
    static Network oneChannel(long seed) {
        Network network = Cases.any(seed);
        return network.input().channels() == 1 ? network : oneChannel(seed * 0x9e3779b97f4a7c15L + 1);
    }

    /** Random images with values from 0 to 1, or rows within some deviations of the means. */
    static float[] values(Model model, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int length = (int) model.card().input().values();
        float[] values = new float[count * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (model.card().input()) {
                case ModelCard.Images _ -> random.nextInt(256) / 255f;
                case ModelCard.Features features ->
                    features.means().get(i % length)
                            + (float) random.nextGaussian()
                                    * features.deviations().get(i % length);
            };
        }
        return values;
    }

    /** Sides of the array that a batch of images or rows makes. */
    static long[] sides(Model model, int count) {
        return switch (model.card().input()) {
            case ModelCard.Images images -> new long[] {count, images.channels(), images.height(), images.width()};
            case ModelCard.Features features -> new long[] {count, features.values()};
        };
    }
}
