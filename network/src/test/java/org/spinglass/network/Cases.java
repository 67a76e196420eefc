// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

/** Random small networks, weights and samples, each fixed by a seed. */
public final class Cases {
    private Cases() {}

    /** One to six layers of any kind that fit each other, then a linear layer and sometimes an activation. */
    public static Network network(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape input = new Shape(random.nextInt(1, 4), random.nextInt(1, 13), random.nextInt(1, 13));
        List<Layer> layers = new ArrayList<>();
        Shape shape = input;
        int depth = random.nextInt(1, 7);
        for (int i = 0; i < depth; i++) {
            Layer layer = layer(shape, random);
            layers.add(layer);
            shape = layer.output(shape);
        }
        layers.add(new Linear(random.nextInt(1, 5), random.nextBoolean()));
        if (random.nextBoolean()) {
            layers.add(new LeakyRelu(0.1f));
        }
        if (random.nextInt(4) == 0) {
            layers.add(new Flatten());
        }
        return Network.of("case " + Long.toUnsignedString(seed), input, layers);
    }

    /** A chain, or as often a graph. */
    public static Network any(long seed) {
        return seed % 2 == 0 ? network(seed) : graph(seed);
    }

    /**
     * Layers of any kind, some points with names, and branches that part and meet there; at the end as
     * {@link #network}.
     */
    public static Network graph(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape input = new Shape(random.nextInt(1, 4), random.nextInt(1, 9), random.nextInt(1, 9));
        List<Layer> layers = new ArrayList<>(List.of(new Point("p0")));
        Map<String, Shape> points = new LinkedHashMap<>(Map.of("p0", input));
        Shape shape = input;
        int depth = random.nextInt(3, 12);
        for (int i = 0; i < depth; i++) {
            Shape present = shape;
            List<Link> links = new ArrayList<>();
            points.forEach((name, named) -> {
                if (named.equals(present)) {
                    links.add(new Link.Add(name));
                }
                if (named.height() == present.height() && named.width() == present.width()) {
                    links.add(new Link.Concat(name));
                }
            });
            if (!links.isEmpty() && random.nextInt(2) == 0) {
                Link link = links.get(random.nextInt(links.size()));
                layers.add(link);
                shape = link.output(shape, Objects.requireNonNull(points.get(link.name())));
            } else if (random.nextInt(3) == 0) {
                String name = "p" + points.size();
                layers.add(new Point(name));
                points.put(name, shape);
            } else {
                Layer layer = switch (random.nextInt(10)) {
                    case 0, 1 -> depthwise(shape, random);
                    case 2, 3 -> new BatchNorm();
                    case 4 -> new Dropout(0.25f * random.nextInt(4));
                    default -> layer(shape, random);
                };
                layers.add(layer);
                shape = layer.output(shape);
            }
        }
        if (random.nextBoolean()) {
            // a branch of its own, back to where the others are
            List<String> names = List.copyOf(points.keySet());
            String begin = names.get(random.nextInt(names.size()));
            Shape from = Objects.requireNonNull(points.get(begin));
            layers.add(new Point("main"));
            layers.add(new Link.From(begin));
            layers.add(new Conv2d(random.nextInt(1, 4), 3, 1, 1, true, false));
            layers.add(new LeakyRelu(0.5f));
            layers.add(new AveragePool(Windows.tiling(1, 1)));
            layers.add(new Point("branch" + from.channels()));
            layers.add(new Link.From("main"));
            layers.add(AveragePool.global());
            layers.add(new Link.Concat("branch" + from.channels()));
        }
        layers.add(new Linear(random.nextInt(1, 5), random.nextBoolean()));
        if (random.nextBoolean()) {
            layers.add(new LeakyRelu(0.1f));
        }
        if (random.nextInt(4) == 0) {
            layers.add(new Point("end"));
        }
        return Network.of("graph " + Long.toUnsignedString(seed), input, layers);
    }

    private static Layer layer(Shape shape, SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> new Linear(random.nextInt(1, 8), random.nextBoolean(), random.nextInt(4) == 0);
            case 1 -> conv(shape, random);
            case 2 ->
                new SpectralPool(
                        random.nextInt(1, shape.height() + 1),
                        random.nextInt(1, shape.width() + 1),
                        random.nextBoolean() ? Crop.CENTRED : Crop.AUTHOR);
            case 3 -> new MaxPool(windows(shape, random));
            case 4 -> new AveragePool(windows(shape, random));
            case 5 -> random.nextInt(3) == 0 ? new Flatten() : LeakyRelu.relu();
            default -> new LeakyRelu(0.25f);
        };
    }

    /** Valid half of the time, else with padding and stride. */
    private static Conv2d conv(Shape shape, SplittableRandom random) {
        int shorter = Math.min(shape.height(), shape.width());
        int channels = random.nextInt(1, 5);
        boolean bias = random.nextBoolean();
        if (random.nextBoolean()) {
            return new Conv2d(channels, random.nextInt(1, shorter + 1), bias);
        }
        int kernel = random.nextInt(1, 6);
        int padding = Math.max(random.nextInt(kernel), (kernel - shorter + 1) / 2);
        return new Conv2d(channels, kernel, random.nextInt(1, 4), padding, bias, random.nextInt(4) == 0);
    }

    private static DepthwiseConv2d depthwise(Shape shape, SplittableRandom random) {
        Conv2d conv = conv(shape, random);
        return new DepthwiseConv2d(
                shape.channels(), conv.kernel(), conv.stride(), conv.padding(), conv.bias(), conv.frozen());
    }

    private static Windows windows(Shape shape, SplittableRandom random) {
        int height = random.nextInt(1, shape.height() + 1);
        int width = random.nextInt(1, shape.width() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> Windows.tiling(divisor(shape.height(), random), divisor(shape.width(), random));
            case 1 -> Windows.of(height, width);
            default ->
                new Windows(height, width, true, random.nextInt(1, 4), random.nextInt(Math.min(height, width) / 2 + 1));
        };
    }

    private static int divisor(int n, SplittableRandom random) {
        int m = random.nextInt(1, n + 1);
        while (n % m != 0) {
            m--;
        }
        return m;
    }

    /**
     * Weights and biases, uniform in -1..1 divided by the square root of the fan-in; batch normalisations with any
     * scale and shift.
     */
    public static Weights weights(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x9e3779b97f4a7c15L);
        Weights weights = new Weights(network);
        for (int l = 0; l < network.weightLayers(); l++) {
            float[] layer = weights.layer(l);
            for (int i = 0; i < layer.length; i++) {
                layer[i] = (float) (random.nextDouble(-1, 1) / Math.sqrt(network.columns(l)));
            }
        }
        for (int n = 0; n < network.norms(); n++) {
            float[] numbers = weights.norm(n);
            int variances = 3 * network.normChannels(n);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (i < variances ? random.nextDouble(-1.5, 1.5) : random.nextDouble(0.3, 2));
            }
        }
        return weights;
    }

    public static float[] samples(Network network, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 17);
        float[] samples = new float[count * network.input().size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextDouble(-1, 1);
        }
        return samples;
    }

    public static double[] sample(float[] samples, int index, int size) {
        double[] sample = new double[size];
        for (int i = 0; i < size; i++) {
            sample[i] = samples[index * size + i];
        }
        return sample;
    }
}
