// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.data.DataStore;
import org.spinglass.lab.plot.PanelPlot;
import org.spinglass.lab.run.MachineInfo;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExperimentPlotTest {
    static SeedRecord run(Experiment experiment, Curve curve, long seed, double... accuracies) {
        List<Double> values = Arrays.stream(accuracies).boxed().toList();
        return new SeedRecord(
                "f",
                experiment.figure(),
                curve.name(),
                curve.method(),
                experiment.networkOf(curve),
                experiment.data(),
                experiment.samples(),
                2000,
                seed,
                values,
                values.getLast(),
                values,
                2,
                seed,
                Map.of(),
                "0",
                MachineInfo.current(),
                Map.of());
    }

    private static List<CurveOutcome> outcomes(Experiment experiment, int runs, double accuracy) {
        List<CurveOutcome> outcomes = new ArrayList<>();
        for (Curve curve : experiment.curves()) {
            boolean isFailed = curve == experiment.curves().getLast()
                    && experiment.curves().size() > 2;
            List<SeedRecord> records = LongStream.range(0, isFailed ? 0 : runs)
                    .mapToObj(seed -> run(
                            experiment,
                            curve,
                            seed,
                            Collections.nCopies(experiment.epochs(), accuracy + 0.01 * seed).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray()))
                    .toList();
            outcomes.add(new CurveOutcome(experiment, experiment, curve, records, isFailed ? "no such thing" : null));
        }
        return outcomes;
    }

    @ParameterizedTest
    @CsvSource({"6a, 1, 1, 0.9", "1b, 2, 3, 0", "5a, 3, 1, 0.98", "6c, 20, 2, 0.3", "4b, 33, 2, 0.6", "2a, 5000, 1, 0.8"
    })
    void everyPanelCanBeDrawn(String figure, int epochs, int runs, double accuracy) throws IOException {
        Experiment experiment = Experiments.figure(figure).with(epochs, null);
        byte[] png = PanelPlot.png(ExperimentPanel.of(experiment, outcomes(experiment, runs, accuracy)));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1640);
    }

    @Test
    void standardErrorsAreOfBothMeansTogether() {
        Experiment experiment = Experiments.figure("1a").with(1, null);
        Curve curve = experiment.curves().getFirst(); // published 0.828 with 0.004 over 7 runs
        List<SeedRecord> runs = List.of(run(experiment, curve, 0, 0.80), run(experiment, curve, 1, 0.82));
        CurveResult result = new CurveOutcome(experiment, experiment, curve, runs, null).result();
        assertThat(result.meanFinal()).isEqualTo(0.81);
        assertThat(result.sdFinal()).isCloseTo(Math.sqrt(2e-4), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(result.standardErrors())
                .isCloseTo(-0.018 / Math.sqrt(2e-4 / 2 + 1.6e-5 / 7), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(result.seconds()).isEqualTo(4);
        Experiment elsewhere = experiment.with(null, DataStore.DEFAULT_NAME);
        assertThat(new CurveOutcome(elsewhere, experiment, curve, runs, null)
                        .result()
                        .standardErrors())
                .isNull();
        assertThat(new CurveOutcome(experiment, experiment, curve, List.of(), "no")
                        .result()
                        .meanFinal())
                .isNull();
    }

    @Test
    void aViewHasWhatCameOfTheCurvesAndWhatIsOnlyShown() {
        Experiment experiment = Experiments.parse("own.yaml", """
                figure: own
                title: Own
                network: linear
                data: digits
                samples: 10
                validation: 10
                epochs: 2
                runs: 1
                curves:
                  - {name: ours, label: ours, method: response}
                references:
                  - {label: measured elsewhere, published: {mean: 0.7, runs: 1}}
                """, Path.of(""));
        Curve curve = experiment.curves().getFirst();
        CurveOutcome failed = new CurveOutcome(experiment, experiment, curve, List.of(), "out of luck");
        ReproductionView view = ReproductionView.of(List.of(experiment), List.of(failed));
        ReproductionView.Panel panel = view.panels().getFirst();
        assertThat(panel.about()).isEqualTo("10 training samples of digits, 10 held-out images, 2 epochs.");
        assertThat(panel.references()).extracting(Curve.Reference::label).containsExactly("measured elsewhere");
        assertThat(panel.curves().getFirst().result().failure()).isEqualTo("out of luck");
        assertThat(panel.curves().getFirst().validation().means()).isEmpty();
    }
}
