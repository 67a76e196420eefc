// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DenseIsingTest {
    @Test
    void theEnergyIsItsDefinition() {
        DenseIsing model = DenseIsing.of(new float[] {0, 2, 3, 2, 0, 5, 3, 5, 0}, new float[] {7, 11, 13}, 17);
        // sigma = +, -, +: -2 + 3 - 5 + 7 - 11 + 13 + 17
        assertThat(model.energy(0, Spins.of((byte) 1, (byte) -1, (byte) 1))).isEqualTo(22);
        assertThat(model.instances()).isEqualTo(1);
        assertThat(model.spins()).isEqualTo(3);
        assertThat(model.coupling(2, 1)).isEqualTo(5);
        assertThat(model.field(1)).isEqualTo(11);
        assertThat(model.offset()).isEqualTo(17);
    }

    @Test
    void modelsOfTheSameNumbersAreEqual() {
        DenseIsing model = Models.dense(5, 1, 1);
        assertThat(model).isEqualTo(Models.dense(5, 1, 1)).hasSameHashCodeAs(Models.dense(5, 1, 1));
        assertThat(model).isNotEqualTo(Models.dense(5, 1, 2)).isNotEqualTo(Models.dense(4, 1, 1));
    }

    @Test
    void badInputIsNamed() {
        assertRefused("3 couplings for 2 spins; expected spins^2, of at least one spin", new float[3], new float[2], 0);
        assertRefused("0 couplings for 0 spins; expected spins^2, of at least one spin", new float[0], new float[0], 0);
        assertRefused("offset is NaN; it must be finite", new float[1], new float[1], Double.NaN);
        assertRefused("field 1 is NaN; it must be finite", new float[4], new float[] {0, Float.NaN}, 0);
        assertRefused(
                "coupling of spin 1 with itself is 2.0; it must be zero", new float[] {0, 0, 0, 2}, new float[2], 0);
        assertRefused(
                "coupling of spins 1 and 0 is Infinity; it must be finite",
                new float[] {0, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, 0},
                new float[2],
                0);
        assertRefused(
                "coupling of spins 1 and 0 is 2.0 one way and 1.0 the other; the matrix must be symmetric",
                new float[] {0, 1, 2, 0},
                new float[2],
                0);
        DenseIsing model = Models.dense(3, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.energy(0, Spins.of((byte) 1)))
                .withMessage("instance 0 with 1 spins, of a model of 1 instance with 3 spins");
        assertThatIllegalArgumentException().isThrownBy(() -> model.energy(1, Models.state(3, 0)));
    }

    private static void assertRefused(String message, float[] couplings, float[] fields, double offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DenseIsing.of(couplings, fields, offset))
                .withMessage(message);
    }
}
