// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;

final class ResponseCostTest {
    private static final Network RESNET =
            Networks.named("resnet-8", new Shape(1, 28, 28), 10, Networks.Options.DEFAULT);
    private static final ResponseSettings SETTINGS = ResponseSettings.forSamples(1000);
    private static final Network LENET = Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);

    @Test
    void aStepReplacesAPartOfWhatIsKept() {
        ResponseSettings remembering = SETTINGS.withWindow(4);
        ResponseForm form = ResponseForm.of(LENET, 0, remembering, 100);
        assertThat(form.renewed()).isEqualTo(13);
        assertThat(form.drawn(10)).isEqualTo(13 + 37.0 / 10);
        ResponseForm large = ResponseForm.of(LENET, 1, remembering.withBatch(20_000, 20_000), 20_000);
        assertThat(large.renewed()).isEqualTo(large.modelled()).isEqualTo(20_000);
    }

    @Test
    void layersAreTakenAsTheirShapesAndTheSettingsSay() {
        assertThat(ResponseForm.of(LENET, 0, SETTINGS, 100))
                .isEqualTo(new ResponseForm(ResponseForm.Kind.SKETCHES, 100, 50, 2));
        assertThat(ResponseForm.of(LENET, 2, SETTINGS, 100))
                .isEqualTo(new ResponseForm(ResponseForm.Kind.IN_TURN, 100, 100, 10));
        assertThat(ResponseForm.of(LENET, 0, SETTINGS, 30).modelled()).isEqualTo(30);
        assertThat(ResponseForm.of(LENET, 0, SETTINGS, 100).width()).isEqualTo(112);
    }

    /** Counted by hand: the last layer has 10 neurons of 84 weights, 100 samples in rows of 112. */
    @Test
    void operationsAreThoseOfTheShapes() {
        List<ResponseCost> step = ResponseCost.ofStep(LENET, SETTINGS, 100, 10);
        assertThat(step).hasSize(5);
        ResponseCost last = step.get(4);
        assertThat(last.subproblems()).isEqualTo(10);
        assertThat(last.weights()).isEqualTo(84);
        assertThat(last.visits()).isEqualTo(2 * 840);
        assertThat(last.operations(ResponseCost.Stage.RESPONSES)).isZero();
        assertThat(last.operations(ResponseCost.Stage.PRODUCTS)).isEqualTo(4.0 * 840 * 112);
        assertThat(last.operations(ResponseCost.Stage.ANNEAL)).isEqualTo((5.0 * 2 + 3) * 840 * 112);
        assertThat(last.operations(ResponseCost.Stage.FORWARD)).isEqualTo(100 * 2.0 * (120 * 84 + 84 * 10));
        assertThat(last.storedBytes()).isEqualTo(4.0 * 84 * 84);
        assertThat(step.get(3).operations(ResponseCost.Stage.RESPONSES))
                .as("copies of the last layer's weights")
                .isZero();
        assertThat(step.get(2).operations(ResponseCost.Stage.RESPONSES)).isEqualTo(100 * 10 * 2.0 * 120 * 84);
    }

    /** A frozen layer is not visited; each channel of a depthwise one has a window of its own. */
    @Test
    void frozenLayersCostNothingAndDepthwiseOnesHaveNoWindows() {
        Network network = Network.of(
                "n",
                new Shape(2, 6, 6),
                List.of(
                        new Conv2d(3, 3, false).withFrozen(true),
                        new DepthwiseConv2d(3, 2, 1, 0, false, false),
                        new Linear(2, false)));
        List<ResponseCost> step = ResponseCost.ofStep(network, SETTINGS, 40, 10);
        assertThat(step).extracting(ResponseCost::layer).containsExactly(1, 2);
        assertThat(step.getFirst().isOfWindows(network)).isFalse();
        assertThat(step.getFirst().operations(ResponseCost.Stage.FORWARD)).isPositive();
    }

    /** One pass, and the responses down to the first of them, are for the whole group; what is above them is not. */
    @Test
    void layersOfAGroupShareThePassesOfTheFirst() {
        ResponseSettings alone = SETTINGS.withWindow(4);
        List<ResponseCost> apart = ResponseCost.ofStep(RESNET, alone, 100, 10);
        List<ResponseCost> together = ResponseCost.ofStep(RESNET, alone.withTogether(5), 100, 10);
        assertThat(together).extracting(cost -> cost.group().first()).containsExactly(0, 0, 0, 0, 0, 5, 5, 5, 5, 9);
        for (int l = 0; l < apart.size(); l++) {
            boolean isFirst = l == 0 || l == 5 || l == 9;
            for (ResponseCost.Stage stage : List.of(ResponseCost.Stage.FORWARD, ResponseCost.Stage.RESPONSES)) {
                double own = apart.get(l).operations(stage);
                assertThat(together.get(l).operations(stage)).satisfies(found -> {
                    if (isFirst) {
                        assertThat(found).isGreaterThanOrEqualTo(own);
                    } else {
                        assertThat(found).isZero();
                    }
                });
            }
            assertThat(together.get(l).operations(ResponseCost.Stage.ANNEAL))
                    .isEqualTo(apart.get(l).operations(ResponseCost.Stage.ANNEAL));
        }
    }

    @Test
    void secondsFollowTheRates() {
        ResponseCost last = ResponseCost.ofStep(LENET, SETTINGS, 100, 10).get(4);
        MachineRates rates = new MachineRates(1e9, 1e9, 1e9, 2e9, 4e9, 1e9, 1e-7, 0);
        assertThat(rates.seconds(last, ResponseCost.Stage.ANNEAL))
                .isEqualTo(1680 * 1e-7 + last.operations(ResponseCost.Stage.ANNEAL) / 4e9);
        assertThat(rates.seconds(last)).isGreaterThan(rates.seconds(last, ResponseCost.Stage.ANNEAL));
    }

    @Test
    void measuredRatesArePositive() {
        MachineRates rates = MachineRates.measure(0.01);
        assertThat(List.of(
                        rates.product(),
                        rates.correlation(),
                        rates.window(),
                        rates.vector(),
                        rates.column(),
                        rates.copy()))
                .allMatch(rate -> rate > 0 && rate < 1e15);
        assertThat(rates.visit()).isNotNegative().isLessThan(1);
    }
}
