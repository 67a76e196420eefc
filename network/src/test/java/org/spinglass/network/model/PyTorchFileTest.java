// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.network.Cases;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;

/** The text of the module; and, where there is a Python, that it compiles, and with PyTorch, what it computes. */
class PyTorchFileTest {
    /** Goes through all folders; each holds a model, its weights, images, and the scores that they must have. */
    private static final String COMPARE = """
            import glob, importlib.util
            import torch

            def numbers(line):
                return torch.tensor([float(value) for value in line.split()])

            for folder in sorted(glob.glob("case*")):
                spec = importlib.util.spec_from_file_location("model", folder + "/model.py")
                model = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(model)
                network = model.load(folder + "/weights.safetensors")
                shape, images, expected = open(folder + "/images.txt").read().split("\\n")
                shape = [int(side) for side in shape.split()]
                expected = numbers(expected).reshape(shape[0], -1)
                with torch.no_grad():
                    scores = network(numbers(images).reshape(shape))
                assert scores.shape == expected.shape, (folder, scores.shape)
                difference = (scores - expected).abs().max().item() / max(1, expected.abs().max().item())
                assert difference < 1e-5, (folder, difference)
                assert (model.confidences(scores).sum(1) - 1).abs().max().item() < 1e-5, folder
                model.write_safetensors(folder + "/back.safetensors", network.state_dict())
            """;

    @TempDir
    private Path folder;

    @Test
    void theClassIsWhatAReaderExpects() {
        Network network = Network.of(
                "n",
                new Shape(1, 8, 8),
                List.of(
                        new Conv2d(2, 3, true),
                        new LeakyRelu(0.001f),
                        new SpectralPool(4, 5, Crop.AUTHOR),
                        MaxPool.ofWindows(2, 3),
                        new Flatten(),
                        new Linear(3, false),
                        new Conv2d(4, 1, false)));
        String text = PyTorchFile.text(ModelCases.model(new Weights(network), 7, 9));
        assertThat(text)
                .startsWith("\"\"\"The network n for PyTorch, written by Spinglass.\n")
                .endsWith("""

                CLASSES = ["class 0","class 1","class 2","class 3"]
                TEMPERATURE = 0.5
                ORIGIN = {"data":"random","method":"nothing","version":"0.1.0"}


                class Network(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.layer0 = nn.Conv2d(1, 2, 3, bias=True)
                        self.layer1 = nn.Linear(4, 3, bias=False)
                        self.layer2 = nn.Conv2d(3, 4, 1, bias=False)

                    def forward(self, x):
                        x = F.interpolate(x, (8, 8), mode="bilinear", align_corners=False, antialias=True)
                        x = self.layer0(x)
                        x = F.leaky_relu(x, 0.001)
                        x = spectral_pool(x, 4, 5, "author")
                        x = F.max_pool2d(x, (2, 3))
                        x = x.flatten(1)
                        x = self.layer1(x)
                        x = x.reshape(-1, 3, 1, 1)
                        x = self.layer2(x)
                        x = x.flatten(1)
                        return x
                """);
    }

    private static Model rows() {
        Network network = Network.of(
                "n", new Shape(1, 1, 2), List.of(new Linear(3, true), new LeakyRelu(0.5f), new Linear(2, false)));
        Model model = ModelCases.ofRows(new Weights(network), 1);
        return new Model(
                model.weights(),
                new ModelCard(
                        new ModelCard.Features(
                                List.of("length", "'width'"), List.of(5.8f, -3e10f), List.of(0.5f, 1e9f)),
                        model.card().classes(),
                        model.card().origin(),
                        null));
    }

    @Test
    void aTableIsScaledFirst() {
        assertThat(PyTorchFile.text(rows())).startsWith("""
                \"""The network n for PyTorch, written by Spinglass.

                    network = load("weights.safetensors")
                    scores = network(features)    # features: float32 [n, 2], as FEATURES names them
                    print(CLASSES[scores[0].argmax()])
                \"""
                """).endsWith("""

                CLASSES = ["class 0","class 1"]
                TEMPERATURE = None
                ORIGIN = {"data":"random","method":"nothing","version":"0.1.0"}
                FEATURES = ["length","'width'"]
                MEANS = [5.8,-3.0E10]
                DEVIATIONS = [0.5,1.0E9]


                class Network(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.register_buffer("means", torch.tensor(MEANS, dtype=torch.float32), persistent=False)
                        self.register_buffer("deviations", torch.tensor(DEVIATIONS, dtype=torch.float32), persistent=False)
                        self.layer0 = nn.Linear(2, 3, bias=True)
                        self.layer1 = nn.Linear(3, 2, bias=False)

                    def forward(self, x):
                        x = (x - self.means) / self.deviations
                        x = self.layer0(x)
                        x = F.leaky_relu(x, 0.5)
                        x = self.layer1(x)
                        return x
                """);
    }

    @Test
    void pythonCompilesIt() throws Exception {
        String python = python("pass");
        for (Networks.BuiltIn builtIn : Networks.all()) {
            Network network = Networks.named(builtIn.name(), new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
            PyTorchFile.write(folder.resolve(builtIn.name() + ".py"), ModelCases.model(new Weights(network), 28, 28));
        }
        PyTorchFile.write(folder.resolve("rows.py"), rows());
        PyTorchFile.write(folder.resolve("three.py"), ModelCases.ensemble(Cases.network(1), 5, 5, 1));
        run(python, "import glob, py_compile; [py_compile.compile(file, doraise=True) for file in glob.glob('*.py')]");
    }

    @Test
    void pyTorchComputesTheSame() throws Exception {
        String python = python("import torch");
        List<Model> models = new ArrayList<>();
        for (Networks.BuiltIn builtIn : Networks.all()) {
            boolean isEven = builtIn.name().length() % 2 == 0;
            Networks.Options options = new Networks.Options(isEven, isEven ? Crop.CENTRED : Crop.AUTHOR);
            Network network = Networks.named(builtIn.name(), new Shape(3, 32, 32), 10, options);
            models.add(ModelCases.model(Cases.weights(network, 1), 28, 40));
        }
        for (long seed = 0; seed < 50; seed++) {
            models.add(ModelCases.model(Cases.weights(Cases.any(seed), seed), 9, 7));
            models.add(ModelCases.ensemble(Cases.any(seed), 7, 9, seed));
            models.add(ModelCases.ofRows(Cases.weights(ModelCases.oneChannel(seed), seed), seed));
        }
        for (int i = 0; i < models.size(); i++) {
            write(folder.resolve("case" + i), models.get(i));
        }
        run(python, COMPARE);
        for (int i = 0; i < models.size(); i++) {
            Weights weights = models.get(i).weights();
            if (models.get(i).members().size() > 1) {
                continue; // its names are not those of one network
            }
            Weights back = WeightsFile.read(folder.resolve("case" + i + "/back.safetensors"), weights.network());
            for (int l = 0; l < weights.network().weightLayers(); l++) {
                assertThat(back.layer(l)).isEqualTo(weights.layer(l));
            }
        }
    }

    private static void write(Path folder, Model model) throws IOException {
        Files.createDirectory(folder);
        PyTorchFile.write(folder.resolve("model.py"), model);
        if (model.members().size() == 1) {
            WeightsFile.write(folder.resolve("weights.safetensors"), model.weights());
        } else {
            WeightsFile.write(folder.resolve("weights.safetensors"), model.members());
        }
        float[] values = ModelCases.values(model, 3, 5);
        String shape = LongStream.of(ModelCases.sides(model, 3))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
        Files.writeString(
                folder.resolve("images.txt"), shape + "\n" + text(values) + "\n" + text(model.outputs(values, 3)));
    }

    private static String text(float[] values) {
        String list = Arrays.toString(values);
        return list.substring(1, list.length() - 1).replace(",", "");
    }

    /** A Python in which a program ends well; without one the test is skipped. */
    private static String python(String program) {
        List<String> found = Stream.of("python3", "/usr/bin/python3")
                .filter(python -> {
                    try {
                        return new ProcessBuilder(python, "-c", program)
                                        .redirectErrorStream(true)
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor()
                                == 0;
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assumeTrue(!found.isEmpty(), "no Python for: " + program);
        return found.getFirst();
    }

    private void run(String python, String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python, "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }
}
