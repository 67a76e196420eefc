// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

class ModelTest {
    private static final Network SMALL = Network.of("small", new Shape(1, 2, 2), List.of(new Linear(3, false)));

    @TempDir
    private Path folder;

    private static Model small() {
        Weights weights = new Weights(SMALL);
        for (int i = 0; i < 3; i++) {
            weights.layer(0)[4 * i + i] = 1;
        }
        return ModelCases.model(weights, 2, 2);
    }

    @Test
    void theLikeliestClassComesFirst() {
        List<Prediction> predictions = small().classify(new float[] {0.25f, 0.75f, 0.5f, 1});
        assertThat(predictions).extracting(Prediction::name).containsExactly("class 1", "class 2", "class 0");
        assertThat(predictions).extracting(Prediction::score).containsExactly(0.75f, 0.5f, 0.25f);
        double sum = Math.exp(1.5) + Math.exp(1) + Math.exp(0.5);
        assertThat(predictions.getFirst().confidence().orElseThrow()).isCloseTo(Math.exp(1.5) / sum, within(1e-9));
        Model plain = new Model(small().weights(), small().card().withCalibration(null));
        assertThat(plain.classify(new float[4]))
                .allMatch(prediction -> prediction.confidence().isEmpty());
        assertThat(plain.classify(new float[4])).extracting(Prediction::index).containsExactly(0, 1, 2);
    }

    @Property(tries = 50)
    void whatIsWrittenIsReadBack(@ForAll long seed) throws IOException {
        Model model = ModelCases.model(Cases.weights(Cases.network(seed), seed), 5, 9);
        Path temporary = Files.createTempDirectory("spinglass");
        try {
            model.write(temporary.resolve("a/b"));
            Model read = Model.read(temporary.resolve("a/b"));
            assertThat(read.card()).isEqualTo(model.card());
            assertThat(read.network().shapes()).isEqualTo(model.network().shapes());
            float[] pixels = ModelCases.values(model, 3, seed);
            assertThat(read.outputs(pixels, 3)).isEqualTo(model.outputs(pixels, 3));
            assertThat(read.outputs(pixels, 3)).hasSize(3 * model.network().classes());
        } finally {
            try (var files = Files.walk(temporary)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Every number of the scale comes back to the bit, so that answers do. */
    @Property(tries = 50)
    void aModelOfRowsIsReadBack(@ForAll long seed) throws IOException {
        Model model = ModelCases.ofRows(Cases.weights(ModelCases.oneChannel(seed), seed), seed);
        Path temporary = Files.createTempDirectory("spinglass");
        try {
            model.write(temporary);
            Model read = Model.read(temporary);
            assertThat(read.card()).isEqualTo(model.card());
            assertThat(read.network().shapes()).isEqualTo(model.network().shapes());
            float[] rows = ModelCases.values(model, 3, seed);
            assertThat(read.outputs(rows, 3)).isEqualTo(model.outputs(rows, 3));
        } finally {
            for (String file : List.of("model.json", "network.yaml", "weights.safetensors", ".")) {
                Files.delete(temporary.resolve(file).normalize());
            }
        }
    }

    /** {@code (x - mean) / deviation} of (7, 40) is (2, -3); class 0 has the first as it is, class 1 the negative second. */
    private static Model ofTable() {
        Network network = Network.of("small", new Shape(1, 1, 2), List.of(new Linear(2, false)));
        Weights weights = new Weights(network);
        weights.layer(0)[0] = 1;
        weights.layer(0)[3] = -1;
        return new Model(
                weights,
                new ModelCard(
                        new ModelCard.Features(List.of("length", "width"), List.of(5f, 100f), List.of(1f, 20f)),
                        List.of("long", "narrow"),
                        small().card().origin(),
                        null));
    }

    @Test
    void rowsAreScaled() throws IOException {
        List<Prediction> predictions = ofTable().classify(new float[] {7, 40});
        assertThat(predictions).extracting(Prediction::name).containsExactly("narrow", "long");
        assertThat(predictions).extracting(Prediction::score).containsExactly(3f, 2f);
        assertThat(ofTable().outputsOfInputs(new float[] {2, -3}, 1)).containsExactly(2, 3);
        ofTable().write(folder);
        assertThat(Files.readString(folder.resolve("model.json")).replaceAll("\\s", ""))
                .contains(
                        "\"features\":{\"names\":[\"length\",\"width\"],\"means\":[5.0,100.0],\"deviations\":[1.0,20.0]},"
                                + "\"network\":{\"height\":1,\"width\":2}")
                .doesNotContain("images");
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> ofTable().classify(new float[3]))
                .isInstanceOf(NetworkException.class)
                .hasMessage("1 rows of features need 2 values of 2 a row, not 3");
        assertThatThrownBy(() -> ofTable().outputs(new float[] {0, 0, 0, Float.NaN}, 2))
                .isInstanceOf(NetworkException.class)
                .hasMessage("width of row 1 is NaN; expected a finite number, also when it is scaled");
        ModelCard.Features fine = new ModelCard.Features(List.of("a"), List.of(0f), List.of(1e-3f));
        assertThat(fine.scaled(new float[] {1e35f})).containsExactly(1e35f / 1e-3f);
        assertThatThrownBy(() -> fine.scaled(new float[] {1e36f}))
                .isInstanceOf(NetworkException.class)
                .hasMessage("a is 1.0E36; expected a finite number, also when it is scaled");
        assertThatThrownBy(() -> ofTable().classify(new float[4], 2, 2))
                .isInstanceOf(NetworkException.class)
                .hasMessage("the model takes rows of 2 features, not images");
        ModelCard card = ofTable().card();
        assertThatThrownBy(() -> new Model(small().weights(), card))
                .isInstanceOf(NetworkException.class)
                .hasMessage("network small takes 1x2x2 and has 3 classes, but the model has 2 features and 2 classes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "width"    | "length"              | features must have distinct names that are not blank, but 'length' is there twice
            "width"    | " "                   | features must have distinct names that are not blank, but ' ' is blank
            "width"    | null                  | features.names: Invalid null value encountered for property "names"
            100.0      | 100.0, 3              | features have 2 names, 3 means and 2 deviations; expected as many of each
            20.0       | 0                     | feature 'width' has mean 100.0 and deviation 0.0; expected a finite and a positive number
            100.0      | 1e60                  | feature 'width' has mean Infinity and deviation 20.0; expected a finite and a positive number
            "means"    | "centres"             | features need names, means and deviations
            "network"  | "images" : {"channels" : 1, "height" : 1, "width" : 2}, "network" | the keys 'images' and 'features' are both there; expected one of them
            "features" | "columns"             | the key 'images', or 'features' for tables, is missing
            """)
    void aFaultyCardOfATableIsToldWithItsPlace(String old, String changed, String message) throws IOException {
        ofTable().write(folder);
        Path file = folder.resolve("model.json");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replaceFirst(Pattern.quote(old), changed));
        assertThatThrownBy(() -> Model.read(folder))
                .isInstanceOf(NetworkException.class)
                .message()
                .matches("(?s)\\Q" + file + "\\E:\\d+:\\d+: .*")
                .endsWith(": " + message)
                .hasLineCount(1);
    }

    @Test
    void manyImagesAndManyThreadsGiveWhatOneImageGives() throws Exception {
        Model model = ModelCases.model(
                Weights.xavier(Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT), 3), 28, 28);
        float[] pixels = ModelCases.values(model, 60, 4);
        float[] all = model.outputs(pixels, 60);
        List<Callable<List<Prediction>>> tasks = new ArrayList<>();
        for (int a = 0; a < 60; a++) {
            float[] one = Arrays.copyOfRange(pixels, a * 784, (a + 1) * 784);
            tasks.add(() -> model.classify(one));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<Prediction>>> answers = threads.invokeAll(tasks);
            for (int a = 0; a < 60; a++) {
                List<Prediction> expected = model.predictions(all, a);
                List<Prediction> actual = answers.get(a).get();
                for (int k = 0; k < 10; k++) {
                    assertThat(actual.get(k).name()).isEqualTo(expected.get(k).name());
                    assertThat(actual.get(k).score()).isCloseTo(expected.get(k).score(), within(1e-5f));
                }
            }
        }
    }

    /** One plane of two rows and four columns: each output pixel of the half-sized image sees six or eight. */
    @Test
    void otherSizesAreResizedToThatOfTheTraining() {
        float[] wide = {0, 0, 1, 1, 0, 0, 1, 1};
        List<Prediction> predictions = small().classify(wide, 2, 4);
        // antialiased: columns 0..2 with weights 3/8 (twice), 1/4 ... : 0.25 / 1.75 and its mirror image
        assertThat(predictions.getFirst().index()).isEqualTo(1);
        assertThat(predictions.get(2).score())
                .isCloseTo(1 - predictions.getFirst().score(), within(1e-6f));
        assertThat(predictions.get(2).score()).isCloseTo(0.25f / 1.75f, within(1e-6f));
        assertThat(small().classify(new float[] {0.25f, 0.75f, 0.5f, 1}, 2, 2))
                .isEqualTo(small().classify(new float[] {0.25f, 0.75f, 0.5f, 1}));
    }

    @Test
    void calibrationIsFittedOnTheModelsOutputs() {
        float[] inputs = new float[8 * 4];
        for (int a = 0; a < 8; a++) {
            inputs[4 * a + 2] = 1;
        }
        int[] labels = IntStream.generate(() -> 2).limit(8).toArray();
        Model model = small().calibrated(inputs, labels);
        assertThat(model.classify(new float[] {0, 0, 1, 0})
                        .getFirst()
                        .confidence()
                        .orElseThrow())
                .isCloseTo(9 / 11.0, within(1e-6));
    }

    @Test
    void pixelsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> small().classify(new float[5]))
                .isInstanceOf(NetworkException.class)
                .hasMessage("1 images of 1 channels need 4 values of 4 an image, not 5");
        assertThatThrownBy(() -> small().classify(new float[] {0, 255, 0, 0}))
                .isInstanceOf(NetworkException.class)
                .hasMessage("value 1 of the pixels is 255.0; expected values from 0 to 1 (pixel / 255)");
        assertThatThrownBy(() -> small().classify(new float[] {0, Float.NaN}, 1, 2))
                .isInstanceOf(NetworkException.class)
                .hasMessage("value 1 of the pixels is NaN; expected values from 0 to 1 (pixel / 255)");
        assertThatThrownBy(() -> small().classify(new float[4], 0, 4))
                .isInstanceOf(NetworkException.class)
                .hasMessage("height must be at least 1, not 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "formatVersion" : 1   | "formatVersion" : 2      | format and formatVersion are 'spinglass-model' and 2; expected 'spinglass-model' and 1
            "channels" : 1        | "channels" : 0           | images must have channels, height and width of at least 1, not 0, 2 and 2
            "channels" : 1        | "channels" : 1.5         | images.channels: Cannot coerce Floating-point value (1.5) to int value
            "class 1"             | "class 0"                | classes must have distinct names that are not blank, but 'class 0' is there twice
            "class 1"             | null                     | classes: Invalid null value encountered for property "classes"
            "classes"             | "names"                  | the key 'classes' is missing
            "temperature" : 0.5   | "temperature" : -1       | temperature must be positive, not -1.0
            "method" : "nothing"  | "method" : null          | an origin needs data, method and version
            ]                     | }                        | classes: Unexpected close marker '}': expected ']'
            "width" : 2           | "width" : 2, "width" : 2 | images: Duplicate Object property "width"
            """)
    void aFaultyCardIsToldWithItsPlace(String old, String changed, String message) throws IOException {
        small().write(folder);
        Path file = folder.resolve("model.json");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, changed));
        assertThatThrownBy(() -> Model.read(folder))
                .isInstanceOf(NetworkException.class)
                .message()
                .matches("(?s)\\Q" + file + "\\E:\\d+:\\d+: .*")
                .endsWith(": " + message)
                .hasLineCount(1);
    }

    /** Any damage to a card leads to a model or to one message that names the file. */
    @Property(tries = 300)
    void damagedCardsFailClearly(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path temporary = Files.createTempDirectory("spinglass");
        Path file = temporary.resolve("model.json");
        try {
            small().write(temporary);
            StringBuilder text = new StringBuilder(Files.readString(file));
            for (int i = 0; i < 3; i++) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        at + random.nextInt(2),
                        "x-:{}[],0 \n\"null1.5".substring(random.nextInt(16)).substring(0, 1));
            }
            Files.writeString(file, text);
            Model.read(temporary);
        } catch (NetworkException e) {
            assertThat(e.getMessage()).startsWith(temporary.toString()).hasLineCount(1);
        } finally {
            for (String name : List.of("model.json", "network.yaml", "weights.safetensors", "")) {
                Files.delete(temporary.resolve(name));
            }
        }
    }

    @Test
    void filesThatDoNotFitEachOtherAreRefused() throws IOException {
        assertThatThrownBy(() -> Model.read(folder))
                .isInstanceOf(NetworkException.class)
                .hasMessage(folder.resolve("model.json") + ": no such file; expected the folder of a trained model");
        Files.writeString(folder.resolve("model.json"), "null");
        assertThatThrownBy(() -> Model.read(folder))
                .isInstanceOf(NetworkException.class)
                .hasMessage(folder.resolve("model.json") + ": holds nothing; expected a model's description");
        small().write(folder);
        Files.writeString(folder.resolve("network.yaml"), "name: other\nlayers:\n  - linear: {outputs: 2}\n");
        assertThatThrownBy(() -> Model.read(folder))
                .isInstanceOf(NetworkException.class)
                .hasMessage(folder.resolve("model.json") + ", " + folder.resolve("network.yaml")
                        + ": network other: the output 2x1x1 has 2 values, expected one for each of the 3 classes");
        Files.writeString(folder.resolve("network.yaml"), "name: n\nlayers:\n  - linear: {outputs: 3, bias: true}\n");
        assertThatThrownBy(() -> Model.read(folder))
                .isInstanceOf(NetworkException.class)
                .message()
                .startsWith(folder.resolve("weights.safetensors") + ": no tensor layer0.bias, which n: 1x2x2");
        assertThatThrownBy(() -> new Model(
                        new Weights(SMALL),
                        new ModelCard(
                                new ModelCard.Images(3, 2, 2),
                                List.of("a", "b", "c"),
                                small().card().origin(),
                                null)))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "network small takes 1 channels and has 3 classes, but the model has images of 3 channels and 3"
                                + " classes");
    }
}
