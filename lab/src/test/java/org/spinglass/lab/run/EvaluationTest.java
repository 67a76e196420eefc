// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Evaluation.Images PLAIN = new Evaluation.Images() {
        @Override
        public String name(int image) {
            return "number " + image;
        }

        @Override
        public @Nullable String address(int image) {
            return null;
        }

        @Override
        public Double confidence(int image) {
            return 0.5;
        }
    };

    @Test
    void sharesAreCountedByHand() {
        float[] outputs = {
            0.9f, 0.1f, 0, // a, right
            0.2f, 0.8f, 0, // a, answered b by 0.6
            0, 1, 0, // b, right
            0.5f, 0.1f, 0.4f, // b, answered a by 0.4
            0.3f, 0.3f, 0.3f, // a, right, as the first of equal ones is the answer
        };
        int[] labels = {0, 0, 1, 1, 0};

        Evaluation evaluation = Evaluation.of("five", outputs, labels, NAMES, PLAIN);

        assertThat(evaluation.accuracy()).isEqualTo(0.6);
        assertThat(evaluation.standardError()).isCloseTo(Math.sqrt(0.6 * 0.4 / 5), within(1e-15));
        assertThat(evaluation.confusion()).isEqualTo(List.of(List.of(2, 1, 0), List.of(1, 1, 0), List.of(0, 0, 0)));
        assertThat(evaluation.classes().get(0)).isEqualTo(new Evaluation.ClassScore("a", 3, 2.0 / 3, 2.0 / 3));
        assertThat(evaluation.classes().get(1)).isEqualTo(new Evaluation.ClassScore("b", 2, 0.5, 0.5));
        assertThat(evaluation.classes().get(2)).isEqualTo(new Evaluation.ClassScore("c", 0, null, null));
        assertThat(evaluation.mostWrong())
                .containsExactly(
                        new Evaluation.WrongImage("number 1", null, "a", "b", 0.5),
                        new Evaluation.WrongImage("number 3", null, "b", "a", 0.5));
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Evaluation.of("none", new float[0], new int[0], NAMES, PLAIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Evaluation.of("short", new float[5], new int[2], NAMES, PLAIN))
                .hasMessage("5 outputs of 2 images in 3 classes");
    }
}
