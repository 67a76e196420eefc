// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Point;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseSettings;

/** What is chosen where nobody names it, and what is told of it. */
class ChosenSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "response, 1, 32, 1000, lenet",
        "response, 1, 32, 60000, lenet",
        "response, 3, 32, 100, lenet",
        "response, 3, 32, 500, small-vgg",
        "response, 1, 64, 1000, small-vgg",
        "backprop, 3, 32, 5000, small-vgg",
        "pseudoinverse, 3, 32, 5000, lenet",
        "difference, 3, 64, 5000, lenet"
    })
    void theNetworkFollowsTheImages(String method, int channels, int side, int samples, String network) {
        byte[] pixels = new byte[channels * 16];
        LabelledImages one = LabelledImages.of(channels, new ImageSize(4, 4), 10, pixels, new byte[1]);
        RunData data = new RunData(DataSet.of("some", one, null, null), new ImageSize(side, side), null);
        NetworkProposal proposal = NetworkProposal.of(method, data, samples);
        assertThat(proposal.network()).isEqualTo(network);
        assertThat(proposal.reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "lenet, 1000, 100, 50, 0.03, CURVATURE",
        "lenet, 60000, 500, 100, 0.001, CURVATURE",
        "small-vgg, 300, 75, 75, 0.03, LOSS",
        "small-vgg, 2500, 250, 100, 0.03, LOSS",
        "small-vgg, 60000, 500, 100, 0.03, LOSS",
        "resnet-8, 100, 25, 25, 0.003, LOSS",
        "resnet-8, 1000, 50, 50, 0.003, LOSS",
        "resnet-8, 60000, 50, 50, 0.003, LOSS",
        "resnet-20, 60000, 50, 50, 0.003, LOSS"
    })
    void theSettingsFollowSamplesAndDepth(
            String network, int samples, int batch, int modelled, double decay, ResponseSettings.DecayOf of) {
        TrainerPlan plan = plan(network, samples, Map.of()).trainer();
        ResponseSettings settings = Objects.requireNonNull(plan.responseSettings());
        assertThat(settings.batch()).isEqualTo(batch);
        assertThat(settings.convolutionSamples()).isEqualTo(modelled);
        assertThat(settings.decay()).isEqualTo(decay);
        assertThat(settings.decayOf()).isEqualTo(of);
        assertThat(plan.reasons()).containsKeys("batch", "convolutionSamples", "firstRange", "decay");
    }

    /** Defaults are of layers that are annealed as one only where they are. */
    @ParameterizedTest
    @CsvSource({
        "'', 50, 10, 0.5",
        "relaxation=1, 50, 10, 1",
        "together=3, 50, 3, 0.5",
        "together=1, 100, 1, 0.3",
        "sketches=0, 100, 1, 0.3",
        "refresh=1, 100, 1, 0.3"
    })
    void layersAreAnnealedAsOneUnlessOtherSettingsForbid(String given, int batch, int together, double relaxation) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!given.isEmpty()) {
            settings.put(given.split("=")[0], given.split("=")[1]);
        }
        TrainerPlan plan = plan("resnet-8", 20_000, settings).trainer();
        ResponseSettings bound = Objects.requireNonNull(plan.responseSettings());
        assertThat(bound.batch()).isEqualTo(batch);
        assertThat(bound.annealedTogether()).isEqualTo(together);
        assertThat(bound.relaxation()).isEqualTo(relaxation);
        assertThat(plan.reasons().containsKey("together")).isEqualTo(together == 10);
    }

    @Test
    void otherSamplersAndNetworksOfOneConvolutionHaveNothingToAnnealAsOne() {
        assertThat(ResponseDefaults.of(Networks.spec("resnet-8"), 20_000, GivenSettings.NONE, false))
                .isEqualTo(ResponseChoice.of(20_000, 10, true));
        NetworkSpec single = NetworkSpec.of(
                "n",
                List.of(
                        new Conv2d(2, 3, 1, 0, false, false),
                        new Linear(8, false),
                        new Point("a"),
                        new Linear(8, false),
                        new Linear(8, false),
                        new Link.Add("a"),
                        new Linear(8, false),
                        new Linear(10, false)));
        assertThat(ResponseDefaults.of(single, 20_000, GivenSettings.NONE, true).settings())
                .isEqualTo(ResponseChoice.of(20_000, 6, true).settings());
    }

    /** As one they learn far less (docs/experiments.md, "Layers as one"). */
    @Test
    void layersOfNormalisedNetworksFollowEachOther() {
        NetworkSpec residual = Networks.spec("resnet-8");
        List<Layer> layers = new ArrayList<>();
        residual.layers().forEach(one -> {
            layers.add(one.layer());
            if (one.layer() instanceof Conv2d) {
                layers.add(new BatchNorm());
            }
        });
        NetworkSpec normalised = NetworkSpec.of("n", layers);
        assertThat(normalised.isNormalised()).isTrue();
        for (int samples : new int[] {1000, 20_000}) {
            assertThat(ResponseDefaults.of(residual, samples, GivenSettings.NONE, true)
                            .settings()
                            .together())
                    .isEqualTo(10);
            assertThat(ResponseDefaults.of(normalised, samples, GivenSettings.NONE, true))
                    .isEqualTo(ResponseChoice.of(samples, 10, true));
        }
    }

    @Test
    void whatWasGivenHasNoReason() {
        RunPlan plan = plan("small-vgg", 1000, Map.of("batch", "40"));
        assertThat(plan.reasons()).doesNotContainKey("batch").containsKey("decay");
        RunRecord record = RunRecord.begin(plan.with(new NetworkProposal("small-vgg", "why")), "digest");
        assertThat(record.reasons()).containsEntry("network", "why").containsKey("decay");
    }

    @Test
    void theRangeOfDeformedSamplesShrinksOverTheWholeRun() {
        assertThat(range("lenet", 100, 60, "signs", Map.of())).isEqualTo(0.311);
        assertThat(range("lenet", 100, 20, "signs", Map.of())).isEqualTo(0.03);
        assertThat(range("lenet", 100, 60, null, Map.of())).isEqualTo(0.03);
        assertThat(range("lenet", 100, 60, "signs", Map.of("rangeDecay", "0.1")))
                .isEqualTo(0.1);
    }

    @Test
    void theRangeOfManySmallStepsShrinksOverTheWholeRun() {
        assertThat(range("resnet-8", 58_000, 10, null, Map.of())).isEqualTo(0.01);
        assertThat(range("resnet-8", 58_000, 6, null, Map.of())).isEqualTo(0.000464);
        assertThat(range("resnet-8", 58_000, 6, null, Map.of("together", "1"))).isEqualTo(8.39e-6);
        assertThat(range("resnet-8", 58_000, 20, null, Map.of())).isEqualTo(0.1);
        assertThat(range("resnet-8", 58_000, 40, null, Map.of())).isEqualTo(0.316);
        assertThat(range("resnet-8", 58_000, 6, null, Map.of("rangeDecay", "0.1")))
                .isEqualTo(0.1);
        assertThat(range("resnet-8", 5_000, 6, null, Map.of())).isEqualTo(0.000464);
        assertThat(range("resnet-8", 5_000, 6, null, Map.of("together", "1"))).isEqualTo(0.03);
        assertThat(range("small-vgg", 58_000, 6, null, Map.of())).isEqualTo(0.03);
        assertThat(range("resnet-20", 58_000, 6, null, Map.of())).isEqualTo(0.000464);
    }

    private static double range(
            String network, int samples, int epochs, @Nullable String augment, Map<String, String> settings) {
        RunConfiguration asked = asked(network, samples, epochs, augment, settings);
        RunPlan plan = Runs.plan(asked).withRangeOfRun(Networks.spec(network));
        RunPlan again = Runs.plan(plan.configuration().continued(2 * epochs, 1, null));
        ResponseSettings bound = plan.trainer().responseSettings();
        assertThat(again.trainer().responseSettings()).isEqualTo(bound); // goes on with what it was begun with
        return bound == null ? 0 : bound.rangeDecay();
    }

    @Test
    void oneNetworkOnAClusterHasShards() {
        RunPlan plan = plan("lenet", 1000, Map.of()).withShards(Networks.spec("lenet"));
        assertThat(plan.reasons()).containsKeys("shards", "batch");
        assertThat(plan.trainer().options()).containsEntry("shards", 16);
        RunPlan again = Runs.plan(plan.configuration().continued(40, 1, null));
        assertThat(again.trainer().fingerprint()).isEqualTo(plan.trainer().fingerprint());
        RunPlan usual = plan("lenet", 1000, Map.of());
        assertThat(usual.trainer().options()).doesNotContainKey("shards");
        assertThat(usual.trainer().fingerprint()).isNotEqualTo(plan.trainer().fingerprint());
    }

    @Test
    void shardsThatWereGivenOrCannotBeStayAsTheyAre() {
        RunPlan given = plan("lenet", 1000, Map.of("shards", "0"));
        assertThat(given.withShards(Networks.spec("lenet"))).isEqualTo(given);
        NetworkSpec normalised = NetworkSpec.of("n", List.of(new Conv2d(6, 5, 3, 0, false, false), new BatchNorm()));
        RunPlan usual = plan("lenet", 1000, Map.of());
        assertThat(usual.withShards(normalised)).isEqualTo(usual);
        RunPlan few = plan("lenet", 1000, Map.of("batch", "5")).withShards(Networks.spec("lenet"));
        assertThat(few.trainer().options()).containsEntry("shards", 5);
    }

    private static RunPlan plan(String network, int samples, Map<String, String> settings) {
        return Runs.plan(asked(network, samples, 20, null, settings));
    }

    private static RunConfiguration asked(
            String network, int samples, int epochs, @Nullable String augment, Map<String, String> settings) {
        return new RunConfiguration(
                network,
                "digits",
                null,
                samples,
                50,
                "response",
                "sa",
                "single-spin",
                4,
                epochs,
                7,
                1,
                false,
                "centred",
                null,
                false,
                null,
                null,
                augment,
                null,
                null,
                null,
                settings);
    }
}
