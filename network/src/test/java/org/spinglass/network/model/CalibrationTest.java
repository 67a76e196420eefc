// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.network.NetworkException;

class CalibrationTest {
    /** Labels drawn from the softmax of outputs at a known temperature give that temperature back, and a small error. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 2, 40})
    void theTemperatureThatMadeTheLabelsIsFound(double temperature) {
        SplittableRandom random = new SplittableRandom(5);
        int count = 20_000;
        int classes = 4;
        float[] outputs = new float[count * classes];
        int[] labels = new int[count];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) (random.nextGaussian() * 1.5 * temperature);
        }
        Calibration truth = new Calibration(temperature, 1, 0, 0);
        for (int a = 0; a < count; a++) {
            double left = random.nextDouble();
            double[] p = truth.confidences(outputs, a * classes, classes);
            while (labels[a] < classes - 1 && (left -= p[labels[a]]) > 0) {
                labels[a]++;
            }
        }
        Calibration fitted = Calibration.fit(outputs, labels, classes);
        assertThat(fitted.temperature() / temperature).isCloseTo(1, within(0.04));
        assertThat(fitted.images()).isEqualTo(count);
        assertThat(fitted.expectedCalibrationError()).isLessThan(0.02);
        assertThat(fitted.negativeLogLikelihood()).isLessThan(Math.log(classes));
    }

    /** Of two classes with outputs (1, 0), n = 8 of them right: the smoothed label is 9/10, so T = 1 / ln 9. */
    @Test
    void fewImagesThatAreAllRightLeaveDoubt() {
        float[] outputs = new float[16];
        for (int a = 0; a < 8; a++) {
            outputs[2 * a] = 1;
        }
        Calibration fitted = Calibration.fit(outputs, new int[8], 2);
        assertThat(fitted.temperature()).isCloseTo(1 / Math.log(9), within(1e-9));
        assertThat(fitted.confidences(outputs, 0, 2)).containsExactly(new double[] {0.9, 0.1}, within(1e-9));
        assertThat(fitted.negativeLogLikelihood()).isCloseTo(-Math.log(0.9), within(1e-9));
        assertThat(fitted.expectedCalibrationError()).isCloseTo(0.1, within(1e-9));
    }

    /** The confidence of nine in ten on eight other images, of which six are right. */
    @Test
    void otherImagesAreMeasuredAtTheSameTemperature() {
        float[] outputs = new float[16];
        for (int a = 0; a < 8; a++) {
            outputs[2 * a] = 1;
        }
        Calibration fitted = Calibration.fit(outputs, new int[8], 2);
        Calibration other = fitted.on(outputs, new int[] {0, 0, 1, 0, 0, 1, 0, 0}, 2);
        assertThat(other.temperature()).isEqualTo(fitted.temperature());
        assertThat(other.images()).isEqualTo(8);
        assertThat(other.expectedCalibrationError()).isCloseTo(0.9 - 0.75, within(1e-9));
        assertThat(other.negativeLogLikelihood()).isCloseTo(-(6 * Math.log(0.9) + 2 * Math.log(0.1)) / 8, within(1e-9));
        assertThatThrownBy(() -> fitted.on(outputs, new int[0], 2)).hasMessageContaining("at least one label");
    }

    @Test
    void outputsThatSayNothingGiveEqualConfidences() {
        SplittableRandom random = new SplittableRandom(1);
        float[] outputs = new float[3000];
        int[] labels = new int[1000];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) random.nextDouble();
        }
        for (int a = 0; a < labels.length; a++) {
            // never the largest: the likeliest confidences are equal ones
            labels[a] = (org.spinglass.network.forward.Score.largest(outputs, 3 * a, 3) + 1) % 3;
        }
        double[] p = Calibration.fit(outputs, labels, 3).confidences(outputs, 0, 3);
        assertThat(p).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-4));
        Calibration equal = Calibration.fit(new float[6], new int[] {0, 1}, 3);
        assertThat(equal.temperature()).isEqualTo(1);
    }

    @Test
    void confidencesAddUpToOneHoweverLargeOutputsAre() {
        double[] p = new Calibration(1e-3, 1, 0, 0).confidences(new float[] {9, 3e38f, -3e38f, 3e38f}, 0, 4);
        assertThat(p).containsExactly(0, 0.5, 0, 0.5);
        assertThat(DoubleStream.of(p).sum()).isEqualTo(1);
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        assertThatThrownBy(() -> Calibration.fit(new float[0], new int[0], 3))
                .isInstanceOf(NetworkException.class)
                .hasMessage("a calibration needs at least one label and 3 outputs for each; there are 0 labels and 0"
                        + " outputs");
        assertThatThrownBy(() -> Calibration.fit(new float[3], new int[] {3}, 3))
                .isInstanceOf(NetworkException.class)
                .hasMessage("label 3 of image 0 is not a class from 0 to 2");
        assertThatThrownBy(() -> Calibration.fit(new float[] {1, Float.NaN}, new int[] {1}, 2))
                .isInstanceOf(NetworkException.class)
                .hasMessage("output 1 of image 0 is NaN; a calibration needs finite outputs");
    }
}
