package org.spinglass.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinglass.ising.SimulatedAnnealing;
import org.spinglass.network.NetworkSpec;
import org.spinglass.network.Shape;
import org.spinglass.training.PseudoinverseSettings;
import org.spinglass.training.PseudoinverseTrainer;

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
            int channels = experiment.data().equals("cifar-10") ? 3 : 1;
            assertThat(spec.on(new Shape(channels, 32, 32), 10).classes()).isEqualTo(10);
            assertThat(spec.name()).isEqualTo(experiment.networkOf(curve));
            if (curve.method().equals("pseudoinverse")) {
                assertThat(((AnnealingPlan) experiment.planOf(curve)).settings())
                        .isEqualTo(PseudoinverseSettings.forNetwork(experiment.networkOf(curve)));
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
        Experiment experiment = Experiments.parse("own.yaml", OWN);
        PseudoinverseTrainer trainer;
        try (OpenTrainer open =
                experiment.planOf(experiment.curves().getFirst()).open()) {
            trainer = (PseudoinverseTrainer) open.trainer();
        }
        PseudoinverseSettings usual = PseudoinverseSettings.forNetwork("small-cnn");
        assertThat(trainer.settings().sweeps()).isEqualTo(7);
        assertThat(trainer.settings().firstBeta()).isEqualTo(5000);
        assertThat(trainer.settings().amplification()).containsExactly(1f, 3f);
        assertThat(trainer.settings().inverse().name()).isEqualTo("EXACT");
        assertThat(trainer.settings().lastBeta()).isEqualTo(usual.lastBeta());
        assertThat(trainer.sampler())
                .isEqualTo(new GlassSampler(
                        TrainingSampler.SA,
                        new SimulatedAnnealing(
                                SimulatedAnnealing.Move.HEAT_BATH,
                                SimulatedAnnealing.Order.RANDOM,
                                SimulatedAnnealing.Keep.LAST),
                        1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: One | titel: One | unknown key 'titel'; expected figure, title | 2:1",
                "samples: 100 | samples: 0 | samples is 0; expected at least 1 |",
                "samples: 100 | samples: many | samples | 6",
                "epochs: 3 | epochs: 3.5 | epochs | 8",
                "validation: 50 | validation: 0 | validation is '0'; expected a whole number of images | 7",
                "validation: 50 | validation: 100% | validation is '100%'; expected a whole number of images | 7",
                "validation: 50 | validation: 2.5 | validation | 7",
                "validation: 50 | validation: all | validation is 'all'; expected a whole number of images, at least 1 | 7",
                "crop: centred | crop: middle | crop is 'middle'; expected centred or author |",
                "data: digits | data: mnits | data is 'mnits' |",
                "network: small-cnn | network: lenent | network is 'lenent' |",
                "method: pseudoinverse | method: magic | method is 'magic'; expected response |",
                "name: slow | name: Slow/er | names files |",
                "name: slow | nam: slow | unknown key 'nam' | 11:5:",
                "mean: 0.5 | mean: 50 | mean is 50.0; expected a fraction |",
                "sd: 0.1 | sdd: 0.1 | unknown key 'sdd' | 20:28:",
                "sd: 0.1 | best: 0.1 | best is 0.1; expected at least the mean |",
                "sweeps: 7 | sweps: 7 | unknown setting 'sweps'; there are bits | 15:",
                "sweeps: 7 | sweeps: 0 | sweeps is 0; expected at least 1 | 15:",
                "sweeps: 7 | sweeps: some | sweeps is 'some'; expected a whole number | 15:",
                "inverse: exact | inverse: nearly | inverse is 'nearly'; expected fourier or exact | 17:",
                "inverse: exact | inverse: 1 | inverse is '1'; expected fourier or exact | 17:",
                "amplification: [1, 3] | amplification: [1, x] | amplification is '1,x'; expected numbers with commas | 18:",
                "move: heat-bath | move: jump | move is 'jump'; expected single-spin or heat-bath | 19:",
                "runs: 2 | runs: [ | own.yaml |"
            })
    void whatIsWrongIsNamedWithItsPlace(String from, String to, String message, String place) {
        assertThat(OWN).contains(from);
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN.replace(from, to)))
                .isInstanceOf(LabException.class)
                .message()
                .matches("own.yaml:" + (place == null ? "" : place.strip()) + ".*")
                .contains(message.strip())
                .matches("own.yaml:\\d+:\\d+: .*");
    }

    @Test
    void aKeyTwiceOrMissingIsRefused() {
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN + "runs: 3\n"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("runs");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", OWN.replace("runs: 2\n", "")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("runs");
        assertThatThrownBy(() -> Experiments.parse("own.yaml", "")).hasMessageStartingWith("own.yaml: ");
    }
}
