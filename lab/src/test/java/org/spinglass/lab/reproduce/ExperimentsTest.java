// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.lab.run.OpenTrainer;
import org.spinglass.lab.run.Runs;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SettingEffect;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.PseudoinverseSettings;
import org.spinglass.training.PseudoinverseTrainer;
import org.spinglass.training.TrainerOptions;

final class ExperimentsTest {
    private static final String OWN = """
            figure: own
            title: One of my own
            network: small-cnn
            crop: centred
            data: digits
            samples: 100
            validation: 50
            epochs: 3
            runs: 2
            curves:
              - name: slow
                label: with more sweeps
                method: pseudoinverse
                settings:
                  sweeps: 7
                  firstBeta: 5e3
                  inverse: exact
                  amplification: [1, 3]
                  move: heat-bath
                published: {mean: 0.5, sd: 0.1}
            """;

    private static final String NEEDED = "figure, title, network, data, samples, validation, epochs, runs, curves";

    @TempDir
    private Path temp;

    static Stream<String> figures() {
        return Experiments.figures().stream();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyPanelResolves(String figure) {
        Experiment experiment = Experiments.figure(figure);
        assertThat(experiment.figure()).isEqualTo(figure);
        assertThat(experiment.crop()).isEqualTo("author");
        for (Curve curve : experiment.curves()) {
            NetworkSpec spec = experiment.specOf(curve);
            boolean isLater = figure.startsWith("later-");
            int channels = experiment.data().equals("cifar-10") ? 3 : 1;
            assertThat(spec.on(new Shape(channels, 32, 32), 10).classes()).isEqualTo(10);
            assertThat(spec.name()).isEqualTo(experiment.networkOf(curve));
            if (curve.method().equals("pseudoinverse") && isLater) {
                assertThat(String.valueOf(curve.changes().value("preset"))).isEqualTo("2025");
                experiment.planOf(curve).requireFits(spec);
            } else if (curve.method().equals("pseudoinverse")) {
                SamplerKind kind = SamplerKind.ofTraining(String.valueOf(curve.sampler()));
                Map<String, Object> usual =
                        TrainerOptions.of(kind.text(), PseudoinverseSettings.forNetwork(experiment.networkOf(curve)));
                usual.keySet().removeAll(SettingEffect.none(kind));
                assertThat(experiment.planOf(curve).options()).containsAllEntriesOf(usual);
            }
        }
    }

    @Test
    void figure6HasOurTrainersBesideThePapersTwo() {
        for (String figure : List.of("6a", "6b", "6c", "6d")) {
            assertThat(Experiments.figure(figure).curves())
                    .extracting(Curve::method)
                    .containsExactly("pseudoinverse", "backprop", "response", "difference");
        }
        assertThat(Experiments.figure("6c").curves().getFirst().published())
                .isEqualTo(new Published(0.139, 0.027, 0.328, 10, false));
    }

    @Test
    void settingsReplaceDefaults() {
        Experiment experiment = Experiments.parse("own.yaml", OWN, Path.of(""));
        PseudoinverseTrainer trainer;
        try (OpenTrainer open =
                experiment.planOf(experiment.curves().getFirst()).open(1)) {
            trainer = (PseudoinverseTrainer) open.trainer();
        }
        PseudoinverseSettings usual = PseudoinverseSettings.forNetwork("small-cnn");
        assertThat(trainer.settings().sweeps()).isEqualTo(7);
        assertThat(trainer.settings().firstBeta()).isEqualTo(5000);
        assertThat(trainer.settings().amplification()).containsExactly(1f, 3f);
        assertThat(trainer.settings().inverse().name()).isEqualTo("EXACT");
        assertThat(trainer.settings().lastBeta()).isEqualTo(usual.lastBeta());
        assertThat(trainer.sampler())
                .hasToString("SubproblemSampler[kind=SA, sampler=%s, reads=1]"
                        .formatted(new SimulatedAnnealing(
                                SimulatedAnnealing.Move.HEAT_BATH,
                                SimulatedAnnealing.Order.RANDOM,
                                SimulatedAnnealing.Keep.LAST)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: One | titel: One | unknown key 'titel'; expected figure, title | 2:1",
                "samples: 100 | samples: 0 | samples is 0; expected at least 1 | 6:1:",
                "samples: 100 | samples: many | samples is 'many'; expected a whole number | 6:10:",
                "samples: 100 | samples: 3000000000 | samples is '3000000000'; expected a whole number | 6:10:",
                "samples: 100 | samples: [1] | samples: expected a whole number | 6:",
                "title: One of my own | title: {a: b} | title: expected a single value | 2:8:",
                "title: One | title: a: One | not valid YAML: mapping values are not allowed here | 2:",
                "epochs: 3 | epochs: 3.5 | epochs is '3.5'; expected a whole number | 8:9:",
                "validation: 50 | validation: 0 | validation is '0'; expected a whole number of images | 7",
                "validation: 50 | validation: 100% | validation is '100%'; expected a whole number of images | 7",
                "validation: 50 | validation: 2.5 | validation | 7",
                "validation: 50 | validation: all | validation is 'all'; expected a whole number of images, at least 1 | 7",
                "crop: centred | crop: middle | crop is 'middle'; expected centred or author | 4:1:",
                "crop: centred | slope: 2 | slope is 2.0; expected a number from 0 to 1 | 4:1:",
                "crop: centred | slope: 1e-2 | slope is 0.01; network small-cnn has no leaky-relu | 4:1:",
                "crop: centred | slope: much | slope is 'much'; expected a number | 4:",
                "crop: centred | data-dir: nowhere | data-dir: there is no folder nowhere | 4:",
                "crop: centred | network: lenet | the key network appears twice | 4:1:",
                "data: digits | data: mnits | data is 'mnits' | 5:1:",
                "network: small-cnn | network: lenent | unknown network 'lenent'; did you mean lenet? | 3:1:",
                "method: pseudoinverse | method: magic | method is 'magic'; expected response | 13:5:",
                "name: slow | name: Slow/er | names files | 11:5:",
                "name: slow | nam: slow | unknown key 'nam' | 11:5:",
                "mean: 0.5 | mean: 50 | mean is 50.0; expected a fraction | 20:17:",
                "mean: 0.5 | mean: half | curves[0].published.mean is 'half'; expected a number | 20:23:",
                "published: {mean: 0.5, sd: 0.1} | published: 0.5 | is '0.5'; expected a mapping with the keys mean | 20:16:",
                "sd: 0.1 | sdd: 0.1 | unknown key 'sdd' | 20:28:",
                "sd: 0.1 | best: 0.1 | best is 0.1; expected at least the mean | 20:28:",
                "sweeps: 7 | sweps: 7 | unknown setting 'sweps'; there are bits | 15:",
                "sweeps: 7 | sweeps: 0 | sweeps is '0'; expected a whole number of at least 1 | 15:",
                "sweeps: 7 | sweeps: some | sweeps is 'some'; expected a whole number | 15:",
                "inverse: exact | inverse: nearly | inverse is 'nearly'; expected fourier or exact | 17:",
                "inverse: exact | inverse: 1 | inverse is '1'; expected fourier or exact | 17:",
                "amplification: [1, 3] | amplification: [1, x] | amplification is '1,x'; expected numbers with commas | 18:",
                "amplification: [1, 3] | amplification: [1, 3, 1] | has 3 factors; expected 2, one for each weight layer of network small-cnn | 18:",
                "move: heat-bath | move: jump | move is 'jump'; expected single-spin or heat-bath | 19:",
                "runs: 2 | runs: [ | own.yaml |"
            })
    void whatIsWrongIsNamedWithItsPlace(String from, String to, String message, String place) {
        assertThat(OWN).contains(from);
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN.replace(from, to), Path.of("")))
                .isInstanceOf(LabException.class)
                .message()
                .matches("own.yaml:" + (place == null ? "" : place.strip()) + ".*")
                .contains(message.strip())
                .matches("own.yaml:\\d+:\\d+: .*");
    }

    @Test
    void aKeyTwiceOrMissingIsRefused() {
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN + "runs: 3\n", Path.of("")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("runs");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN.replace("runs: 2\n", ""), Path.of("")))
                .isInstanceOf(LabException.class)
                .hasMessage("own.yaml: missing key: runs; an experiment needs " + NEEDED);
        assertThatThrownBy(() -> Experiments.parse("own.yaml", "", Path.of(""))).hasMessageStartingWith("own.yaml: ");
    }

    @Test
    void allThatIsMissingOrUnknownIsToldAtOnce() {
        String some = OWN.replaceAll("(?m)^(title|samples):.*\n", "").replaceAll("(?m)^ +label:.*\n", "");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", some, temp))
                .isInstanceOf(LabException.class)
                .hasMessage("own.yaml: missing keys: curves[0].label, title, samples; each of curves needs name, label,"
                        + " method; an experiment needs " + NEEDED);
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN.replace("runs: 2", "runs:"), temp))
                .hasMessageStartingWith("own.yaml: missing key: runs;");
        String wrong = OWN.replace("title:", "titel:").replace("label:", "lable:");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", wrong, temp))
                .message()
                .startsWith(
                        "own.yaml:2:1: unknown keys 'titel' (2:1), 'curves[0].lable' (12:5); expected figure, title")
                .endsWith("; missing keys: curves[0].label, title");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", "- 3\n", temp))
                .hasMessageStartingWith("own.yaml:1:1: the whole: expected a mapping with the keys figure, title");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", "# nothing\n", temp))
                .hasMessage("own.yaml: is empty; expected an experiment");
    }

    @Test
    void networksAndDataOfFilesAreTakenFromTheFolderOfTheExperiment() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("experiments"));
        Files.createDirectory(temp.resolve("copies"));
        String net = "name: mine\nlayers:\n  - flatten\n  - linear: {outputs: classes}\n  - leaky-relu: 0.5\n";
        Files.writeString(temp.resolve("mine.yaml"), net);
        String own = OWN.replace("network: small-cnn", "network: ../mine.yaml\nslope: 1e-1")
                .replace("crop: centred", "data-dir: ../copies")
                .replace("data: digits", "data: mnist")
                .replace("label: with", "slope: 0\n    label: with")
                .replace("[1, 3]", "[1]");
        Path file = Files.writeString(folder.resolve("own.yaml"), own);
        Experiment experiment = Experiments.read(file);
        Curve curve = experiment.curves().getFirst();
        assertThat(experiment.dataPath()).isEqualTo(folder.resolve("../copies"));
        assertThat(experiment.networkOf(curve)).isEqualTo("../mine.yaml");
        assertThat(experiment.describedNetworkOf(curve)).isEqualTo("../mine.yaml, slope 0.0");
        assertThat(experiment.specOf(curve)).isEqualTo(NetworkYaml.parse("mine", net.replace("0.5", "0")));
        assertThat(experiment.with(null, "digits").dataPath()).isNull();

        Files.writeString(file, own.replace("    slope: 0\n", ""));
        assertThat(Experiments.read(file).specOf(Experiments.read(file).curves().getFirst()))
                .isEqualTo(NetworkYaml.parse("mine", net.replace("0.5", "0.1")));

        Files.writeString(temp.resolve("mine.yaml"), net.replace("linear:", "linaer:"));
        assertThatThrownBy(() -> Experiments.read(file))
                .isInstanceOf(LabException.class)
                .message()
                .matches(".*own.yaml:3:1: network: .*mine.yaml:4:5: .*");
        Files.delete(temp.resolve("mine.yaml"));
        assertThatThrownBy(() -> Experiments.read(file)).hasMessageContaining("mine.yaml: no such file");
    }

    @Test
    void pathsInSettingsAreTakenFromTheFolderToo() throws IOException {
        Files.writeString(temp.resolve("a.csv"), "0,6,0\n1,0,12\n");
        String own = OWN.replace("move: heat-bath", "sampler: emulator\n      qpu.schedule: a.csv")
                .replaceAll("(?m)^ +(sweeps|firstBeta):.*\n", "");
        Experiment experiment = Experiments.read(Files.writeString(temp.resolve("own.yaml"), own));
        Object used =
                experiment.planOf(experiment.curves().getFirst()).options().get("qpu.schedule");
        assertThat(used).asString().startsWith("sha256 ");
        Files.writeString(temp.resolve("a.csv"), "0,6,0\n1,0,13\n");
        Experiment other = Experiments.read(temp.resolve("own.yaml"));
        assertThat(other.planOf(other.curves().getFirst()).options().get("qpu.schedule"))
                .isNotEqualTo(used);
        assertThatThrownBy(() -> Experiments.parse("own.yaml", own, temp.resolve("elsewhere")))
                .isInstanceOf(LabException.class)
                .message()
                .startsWith("own.yaml:")
                .contains("a.csv: cannot be read: no such file");
    }

    @Test
    void whatDoesNotFitTheDataIsToldBeforeTraining() {
        Experiment exact = Experiments.parse(
                "own.yaml",
                OWN.replace("inverse: exact", "bits: 8")
                        .replace("move: heat-bath", "sampler: schroedinger")
                        .replaceAll("(?m)^ +(sweeps|firstBeta):.*\n", ""),
                temp);
        assertThatThrownBy(() -> Experiments.requireFits("own.yaml", exact, Runs.DIGITS))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith("own.yaml:15:7: --sampler schroedinger takes subproblems of up to 16 spins");
        Experiment many = Experiments.parse("own.yaml", OWN.replace("samples: 100", "samples: 5000"), temp);
        assertThatThrownBy(() -> Experiments.requireFits("own.yaml", many, Runs.DIGITS))
                .hasMessage("own.yaml: samples: 5000, but digits has 2000 training images");
    }

    @Test
    void aSlopeIsOfAnActivation() {
        String own = OWN.replace("    label:", "    slope: 0.1\n    label:");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", own, temp))
                .hasMessage("own.yaml:12:5: curves[0].slope is 0.1; network small-cnn has no leaky-relu to have it");
    }

    @Test
    void anInverseIsNotDividedBySlopeZero() {
        String own = OWN.replace("network: small-cnn", "network: lenet\nslope: 0")
                .replace("inverse: exact", "activation: sign");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", own.replace("[1, 3]", "[1, 3, 1, 1, 1]"), temp))
                .hasMessageStartingWith(
                        "own.yaml:18:7: activation is 'sign', which divides by the slopes of network lenet");
        assertThat(Experiments.parse(
                        "own.yaml", own.replace("[1, 3]", "[1, 3, 1, 1, 1]").replace("sign", "none"), temp))
                .isNotNull();
    }
}
