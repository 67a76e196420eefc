// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.network.Cases;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;

/** Against ONNX Runtime. */
class OnnxFileTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    private Path folder;

    static List<String> names() {
        return Networks.all().stream().map(Networks.BuiltIn::name).toList();
    }

    /** Grey images of 28 x 28, which are resized, as MNIST's, and colour images of 32 x 32 as CIFAR-10's. */
    @ParameterizedTest
    @MethodSource("names")
    void builtInNetworks(String name) throws OrtException {
        for (boolean colour : new boolean[] {false, true}) {
            Networks.Options options = new Networks.Options(colour, colour ? Crop.AUTHOR : Crop.CENTRED);
            Network network = Networks.named(name, new Shape(colour ? 3 : 1, 32, 32), 10, options);
            int side = colour ? 32 : 28;
            Model model = ModelCases.model(Weights.xavier(network, 7), side, side);
            compare(folder.resolve("m.onnx"), model, 5, 3);
        }
    }

    @Property(tries = 150)
    void anyNetwork(@ForAll long seed) throws IOException, OrtException {
        SplittableRandom random = new SplittableRandom(seed);
        Network network = Cases.any(seed);
        Shape input = network.input();
        boolean isResized = random.nextBoolean();
        int height = isResized ? random.nextInt(1, 25) : input.height();
        int width = isResized ? random.nextInt(1, 25) : input.width();
        Model model = ModelCases.model(Cases.weights(network, seed), height, width);
        Path file = Files.createTempFile("spinglass", ".onnx");
        try {
            compare(file, model, random.nextInt(1, 4), seed);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 40)
    void anyEnsemble(@ForAll long seed) throws IOException, OrtException {
        Network network = Cases.network(seed);
        Model model = ModelCases.ensemble(
                network,
                network.input().height() + (int) Math.floorMod(seed, 2),
                network.input().width(),
                seed);
        Path file = Files.createTempFile("spinglass", ".onnx");
        try {
            compare(file, model, 2, seed);
        } finally {
            Files.delete(file);
        }
    }

    /** Rows of features go in as they are and are scaled in the file. */
    @Property(tries = 60)
    void anyNetworkOfRows(@ForAll long seed) throws IOException, OrtException {
        Network network = ModelCases.oneChannel(seed);
        Model model = ModelCases.ofRows(Cases.weights(network, seed), seed);
        Path file = Files.createTempFile("spinglass", ".onnx");
        try {
            compare(file, model, new SplittableRandom(seed).nextInt(1, 4), seed);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void metadataNameTheFeatures() throws OrtException {
        Network network = Network.of("n", new Shape(1, 1, 2), List.of(new Linear(2, true)));
        OnnxFile.write(folder.resolve("m.onnx"), ModelCases.ofRows(new Weights(network), 1));
        try (OrtSession session = OrtEnvironment.getEnvironment()
                .createSession(folder.resolve("m.onnx").toString())) {
            assertThat(session.getInputNames()).containsExactly("features");
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("features", "[\"feature, \\\"0\\\"\",\"feature, \\\"1\\\"\"]")
                    .doesNotContainKey("images");
        }
    }

    /** Asserts that scores and confidences agree. */
    private static void compare(Path file, Model model, int count, long seed) throws OrtException {
        OnnxFile.write(file, model);
        float[] values = ModelCases.values(model, count, seed);
        float[] expected = model.outputs(values, count);
        long[] shape = ModelCases.sides(model, count);
        String input = model.card().input() instanceof ModelCard.Features ? "features" : "images";
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString());
                OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            float[][] scores = (float[][]) result.get("scores").orElseThrow().getValue();
            float[][] confidences =
                    (float[][]) result.get("confidences").orElseThrow().getValue();
            assertThat(scores).hasDimensions(count, model.network().classes());
            for (int a = 0; a < count; a++) {
                double scale = 1;
                for (Prediction prediction : model.predictions(expected, a)) {
                    scale = Math.max(scale, Math.abs(prediction.score()));
                }
                for (Prediction prediction : model.predictions(expected, a)) {
                    float score = scores[a][prediction.index()];
                    assertThat(score / scale).isCloseTo(prediction.score() / scale, within(TOLERANCE));
                    assertThat((double) confidences[a][prediction.index()])
                            .isCloseTo(prediction.confidence().orElseThrow(), within(1e-4));
                }
            }
        }
    }

    @Test
    void metadataSaysWhatTheModelIs() throws OrtException {
        Network network =
                Network.of("n", new Shape(1, 4, 4), List.of(new SpectralPool(2, 2, Crop.CENTRED), new Linear(2, true)));
        Model model = ModelCases.model(new Weights(network), 5, 6);
        OnnxFile.write(folder.resolve("m.onnx"), model);
        try (OrtSession session = OrtEnvironment.getEnvironment()
                .createSession(folder.resolve("m.onnx").toString())) {
            assertThat(session.getMetadata().getProducerName()).isEqualTo("spinglass");
            assertThat(session.getMetadata().getGraphName()).isEqualTo("n");
            assertThat(session.getMetadata().getDescription()).isEqualTo("network n, trained on random by nothing");
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("classes", "[\"class 0\",\"class 1\"]")
                    .containsEntry("images", "1x5x6, values from 0 to 1")
                    .containsEntry("data", "random")
                    .containsEntry("method", "nothing")
                    .containsEntry("version", "0.1.0")
                    .containsEntry("temperature", "0.5")
                    .containsKey("network");
        }
    }

    /** A model that was not calibrated claims no confidence. */
    @Test
    void withoutCalibrationThereAreOnlyScores() throws OrtException {
        Network network = Network.of("n", new Shape(2, 3, 3), List.of(new Conv2d(2, 3, false)));
        Model model = ModelCases.model(new Weights(network), 3, 3);
        Model plain = new Model(model.weights(), model.card().withCalibration(null));
        OnnxFile.write(folder.resolve("m.onnx"), plain);
        try (OrtSession session = OrtEnvironment.getEnvironment()
                .createSession(folder.resolve("m.onnx").toString())) {
            assertThat(session.getOutputNames()).containsExactly("scores");
        }
    }
}
