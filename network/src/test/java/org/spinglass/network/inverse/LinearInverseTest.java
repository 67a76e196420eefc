// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.network.NetworkException;
import org.spinglass.network.Penrose;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Shape;

class LinearInverseTest {
    @Property(tries = 100)
    void satisfiesPenrosesConditionsWhateverTheBias(
            @ForAll @IntRange(min = 1, max = 20) int outputs,
            @ForAll @IntRange(min = 1, max = 20) int inputs,
            @ForAll boolean bias,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int columns = inputs + (bias ? 1 : 0);
        float[] weights = new float[outputs * columns];
        double[] matrix = new double[outputs * inputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
            if (i % columns < inputs) {
                matrix[i / columns * inputs + i % columns] = weights[i];
            }
        }
        float[] inverse = LinearInverse.matrix(new Linear(outputs, bias), new Shape(inputs, 1, 1), weights);
        Penrose.assertInverse(outputs, inputs, matrix, inverse, 1e-5);
    }

    @Test
    void equalNeuronsShareTheirTarget() {
        float[] weights = {3, 4, 3, 4};
        float[] inverse = LinearInverse.matrix(new Linear(2, false), Shape.vector(2), weights);
        assertThat(inverse).containsExactly(new float[] {0.06f, 0.08f, 0.06f, 0.08f}, within(1e-7f));
    }

    @Test
    void weightsThatHaveNoInverseAreRefused() {
        Linear layer = new Linear(2, true);
        assertThatThrownBy(() -> LinearInverse.matrix(layer, Shape.vector(2), new float[4]))
                .isInstanceOf(NetworkException.class)
                .hasMessage("linear to 2 has 2 x 3 weights, not 4");
        assertThatThrownBy(() -> LinearInverse.matrix(
                        layer, Shape.vector(2), new float[] {0, 0, 0, 1, Float.POSITIVE_INFINITY, 0}))
                .isInstanceOf(NetworkException.class)
                .hasMessage("weight Infinity in row 1, column 1 is not finite");
    }
}
