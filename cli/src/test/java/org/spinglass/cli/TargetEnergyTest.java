// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.formats.Problem;
import org.spinglass.ising.model.DenseIsing;

class TargetEnergyTest {
    private static Problem cut(float weight, float other) {
        return Problem.maxCut(
                DenseIsing.of(new float[] {0, weight, other, weight, 0, 1, other, 1, 0}, new float[3], 0));
    }

    @Test
    void aCutIsReachedByTheEnergiesOfThatCutAndBetterOnes() {
        Problem whole = cut(1 << 20, -3);
        assertThat(TargetEnergy.of(whole, 1 << 20)).isEqualTo(whole.energy(1 << 20));
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 1000; trial++) {
            Problem problem = cut((float) random.nextGaussian() * 1e3f, (float) random.nextGaussian());
            double value = random.nextDouble() * 100;
            double energy = TargetEnergy.of(problem, value);
            assertThat(problem.value(energy)).isGreaterThanOrEqualTo(value);
            double step = Math.ulp(problem.totalWeight()) * 4 + Math.ulp(energy) * 4;
            assertThat(problem.value(energy + step)).isLessThan(value);
        }
    }

    @Test
    void anIsingEnergyIsItsOwnTarget() {
        Problem problem = Problem.of(DenseIsing.of(new float[] {0, 1, 1, 0}, new float[2], 0));
        assertThat(TargetEnergy.of(problem, -3.52)).isEqualTo(-3.52);
        assertThat(TargetEnergy.of(problem, 0)).isBetween(0.0, Double.MIN_VALUE);
    }
}
