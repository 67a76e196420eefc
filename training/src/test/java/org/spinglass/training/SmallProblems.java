// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.spinglass.compute.Workers;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

/** Layers' problems of small networks of random weights, samples and labels. Used by one thread. */
final class SmallProblems {
    static final int SAMPLES = 6;

    /** Seed of the values that are dropped. */
    private static final long DROPPED = 11;

    private final Workers workers = Workers.of(1);

    /** Settings of trainings in shards, with an omega that is not 1. */
    static ResponseSettings sharded(int batch, int refresh, ResponseSettings.Neurons neurons, int shards) {
        return ChangedSettings.of(
                ResponseSettings.forSamples(300),
                Map.of(
                        "batch",
                        batch,
                        "convolutionSamples",
                        20,
                        "refresh",
                        refresh,
                        "relaxation",
                        0.5,
                        "neurons",
                        neurons,
                        "shards",
                        shards));
    }

    static Network network(boolean bias, float slope) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv2d(2, 3, bias));
        layers.add(new LeakyRelu(slope));
        layers.add(new SpectralPool(3, 3, Crop.CENTRED));
        layers.add(new Conv2d(4, 3, bias));
        layers.add(new LeakyRelu(slope));
        layers.add(new Linear(5, bias));
        layers.add(new LeakyRelu(slope));
        layers.add(new Linear(3, bias));
        layers.add(new LeakyRelu(slope));
        return Network.of("small", new Shape(1, 8, 8), layers);
    }

    /** What the paper's networks have not; the last convolution has one site and does not see all of its input. */
    static Network otherLayers(boolean bias, float slope) {
        return Network.of(
                "others",
                new Shape(1, 8, 8),
                List.of(
                        new Conv2d(2, 3, 2, 1, bias, false),
                        new LeakyRelu(slope),
                        new AveragePool(new Windows(3, 3, true, 1, 1)),
                        new Point("a"),
                        new Conv2d(2, 3, 1, 1, bias, false),
                        new LeakyRelu(slope),
                        new Link.Add("a"),
                        new Point("b"),
                        new Link.From("a"),
                        new DepthwiseConv2d(2, 3, 1, 1, bias, false),
                        new Conv2d(3, 1, bias),
                        new Link.Concat("b"),
                        new Conv2d(4, 3, 2, 0, bias, false),
                        new Linear(3, bias)));
    }

    /** What a step measures and drops is held fixed. */
    static Network normalised(boolean bias, float slope) {
        return Network.of(
                "normalised",
                new Shape(1, 8, 8),
                List.of(
                        new Dropout(0.1f),
                        new Conv2d(2, 3, bias),
                        new BatchNorm(),
                        new LeakyRelu(slope),
                        new Dropout(0.3f),
                        new Point("a"),
                        new Conv2d(2, 3, 1, 1, bias, false),
                        new BatchNorm(),
                        new Link.Add("a"),
                        new LeakyRelu(slope),
                        new Linear(5, bias),
                        new BatchNorm(),
                        new LeakyRelu(slope),
                        new Dropout(0.3f),
                        new Linear(3, bias)));
    }

    record Setting(Network network, Weights weights, float[] inputs, int[] labels, ForwardPass pass) {}

    Setting setting(boolean bias, float slope, long seed) {
        return setting(network(bias, slope), seed);
    }

    Setting setting(Network network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Weights weights = Weights.xavier(network, seed);
        for (int l = 0; l < network.weightLayers(); l++) {
            float[] matrix = weights.layer(l);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] += (float) random.nextDouble(-0.05, 0.05);
            }
        }
        float[] inputs = new float[SAMPLES * 64];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        int[] labels = new int[SAMPLES];
        for (int a = 0; a < SAMPLES; a++) {
            labels[a] = random.nextInt(3);
        }
        ForwardPass pass = new ForwardPass(network, SAMPLES, workers);
        pass.drop(DROPPED);
        pass.measure((a, out, at) -> System.arraycopy(inputs, a * 64, out, at, 64), 0, SAMPLES, weights);
        return new Setting(network, weights, inputs, labels, pass);
    }

    /** The same samples with other weights. */
    Setting moved(Setting setting, Weights weights) {
        ForwardPass pass = new ForwardPass(setting.network(), SAMPLES, workers);
        pass.run(setting.inputs(), SAMPLES, weights);
        return new Setting(setting.network(), weights, setting.inputs(), setting.labels(), pass);
    }

    ResponseProblem.Here problem(
            Setting setting, int layer, ResponseSettings.Neurons order, ResponseProblem.Scale scale, float[] matrix) {
        return problem(setting, layer, settings(order, 0), scale, matrix, 0);
    }

    static ResponseSettings settings(ResponseSettings.Neurons order, int sketches) {
        return settings(order, sketches, 0);
    }

    /** The usual ones for few samples with so many shards. */
    static ResponseSettings sharded(int shards) {
        return settings(ResponseSettings.Neurons.IN_TURN, 2, shards).withBits(4);
    }

    private static ResponseSettings settings(ResponseSettings.Neurons order, int sketches, int shards) {
        return ChangedSettings.of(
                ResponseSettings.forSamples(300),
                Map.of(
                        "bits",
                        8,
                        "batch",
                        SAMPLES,
                        "convolutionSamples",
                        SAMPLES,
                        "sketches",
                        sketches,
                        "sweeps",
                        4,
                        "neurons",
                        order,
                        "shards",
                        shards));
    }

    ResponseProblem.Here problem(
            Setting setting,
            int layer,
            ResponseSettings settings,
            ResponseProblem.Scale scale,
            float[] matrix,
            long seed) {
        Responses responses = new Responses(setting.network(), workers);
        return ResponseProblem.of(source(setting, layer, responses, matrix), settings, scale, new LayerMemory(), seed);
    }

    private ResponseProblem.Source source(Setting setting, int layer, Responses responses, float[] matrix) {
        return new ResponseProblem.Source(
                setting.network(),
                layer,
                setting.pass(),
                responses,
                SAMPLES,
                setting.labels(),
                setting.weights(),
                matrix,
                workers);
    }

    /** Layers with several output sites as one. */
    GroupProblem group(
            Setting setting, List<Integer> layers, List<ResponseProblem.Scale> scales, Weights moved, long seed) {
        Responses responses = new Responses(setting.network(), workers);
        return GroupProblem.of(
                layers.stream()
                        .map(l -> source(setting, l, responses, moved.layer(l)))
                        .toList(),
                scales,
                ResponseForm.of(
                        setting.network(), layers.getFirst(), settings(ResponseSettings.Neurons.IN_TURN, 2), SAMPLES),
                new ColumnWindow(),
                seed);
    }

    ResponseProblem.Here problem(Setting setting, int layer, ResponseProblem.Scale scale, float[] matrix) {
        return problem(setting, layer, ResponseSettings.Neurons.IN_TURN, scale, matrix);
    }

    double loss(Setting setting, Weights weights) {
        ForwardPass pass = new ForwardPass(setting.network(), SAMPLES, workers);
        pass.drop(DROPPED);
        pass.run(setting.inputs(), SAMPLES, weights);
        return Score.of(pass.beforeLastActivation(), setting.labels(), 0, SAMPLES, 3)
                .loss();
    }
}
