// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

class ScoreTest {
    @Test
    void lossIsTheSquaredDistanceToTheOneHotTarget() {
        float[] outputs = {1, 0, 0, 0.5f, 0.25f, -1, 9};
        Score score = Score.of(outputs, new int[] {2, 0, 1}, 1, 2, 3);
        assertThat(score.loss()).isCloseTo((0 + 0.25 + 0.5625 + 1) / 2, within(1e-12));
        assertThat(score.accuracy()).isEqualTo(0.5);
    }

    @Test
    void tiesGoToTheFirstAndNaNIsNeverRight() {
        assertThat(Score.of(new float[] {3, 3}, new int[] {0}, 0, 1, 2).accuracy())
                .isEqualTo(1);
        assertThat(Score.of(new float[] {3, 3}, new int[] {1}, 0, 1, 2).accuracy())
                .isEqualTo(0);
        assertThat(Score.largest(new float[] {Float.NaN, -1, 2}, 0, 3)).isEqualTo(2);
        float nan = Float.NaN;
        assertThat(Score.of(new float[] {nan, nan}, new int[] {0}, 0, 1, 2).accuracy())
                .isEqualTo(0);
    }

    @Test
    void manySamplesGoThroughTheNetworkPartByPart() {
        Network network = Network.of("n", new Shape(2, 1, 1), List.of(new Linear(2, false)));
        Weights weights = Cases.weights(network, 3);
        float[] samples = Cases.samples(network, 11, 3);
        int[] labels = {0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1};
        ForwardPass whole = new ForwardPass(network, 11, Workers.of(1));
        whole.run(samples, 11, weights);
        Score expected = Score.of(whole.outputs(), labels, 0, 11, 2);
        ForwardPass.Inputs inputs = (sample, out, at) -> System.arraycopy(samples, 2 * sample, out, at, 2);
        Score actual = Score.of(new ForwardPass(network, 4, Workers.of(1)), inputs, labels, weights);
        assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
        assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-6));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Score.of(new float[4], new int[] {0, 2}, 0, 2, 2))
                .isInstanceOf(NetworkException.class)
                .hasMessage("label 2 of sample 1 is not a class from 0 to 1");
        assertThatThrownBy(() -> Score.of(new float[3], new int[] {0, 1}, 0, 2, 2))
                .isInstanceOf(NetworkException.class)
                .hasMessage("2 samples of 2 classes do not fit 3 outputs and 2 labels from 0 on");
        Network network = Network.of("n", new Shape(2, 1, 1), List.of(new Linear(2, false)));
        ForwardPass pass = new ForwardPass(network, 4, Workers.of(1));
        assertThatThrownBy(() -> Score.of(pass, (sample, out, at) -> {}, new int[0], new Weights(network)))
                .isInstanceOf(NetworkException.class)
                .hasMessage("there are no samples to score; expected at least one");
    }
}
