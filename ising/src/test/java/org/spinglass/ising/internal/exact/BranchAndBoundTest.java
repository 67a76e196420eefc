// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;

/** Branch and bound against brute force, and its bounds against all states of a box. */
class BranchAndBoundTest {

    @Test
    void findsWhatBruteForceFinds() {
        for (long seed = 1; seed <= 12; seed++) {
            int samples = seed % 3 == 0 ? 2 : 8; // fewer samples than weights: J is singular
            for (EncodedQuadratic model : new EncodedQuadratic[] {
                Models.parts(2, 5, 3, samples, true, seed).dense(),
                Models.parts(2, 7, 2, samples, false, seed).gram(),
                Models.parts(2, 13, 1, samples, false, seed).gram()
            }) {
                for (int instance = 0; instance < 2; instance++) {
                    BranchAndBound search = new BranchAndBound(model, instance);
                    while (!search.isDone()) {
                        search.advance();
                    }
                    double ground = Models.groundEnergy(model, instance);
                    assertThat(search.bestEnergy()).as(model + ", seed " + seed).isCloseTo(ground, within(1e-8));
                    assertThat(model.energy(instance, search.best())).isEqualTo(search.bestEnergy());
                    assertThat(search.lowerBound()).isBetween(ground - 1e-7, ground + 1e-9);
                }
            }
        }
    }

    @Test
    void boundsHoldForEveryStateOfABox() {
        SplittableRandom random = new SplittableRandom(3);
        double tightest = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 60; round++) {
            int n = 4;
            EncodedQuadratic model =
                    Models.parts(1, n, 3, round % 2 == 0 ? 3 : 9, true, round).dense();
            LevelEnergy energy = new LevelEnergy(model, 0);
            int[] lo = new int[n];
            int[] hi = new int[n];
            double[] point = new double[n];
            for (int j = 0; j < n; j++) {
                lo[j] = random.nextInt(8);
                hi[j] = random.nextInt(lo[j], 8);
                point[j] = 8 * random.nextDouble();
            }
            BoxRelaxation relaxation = new BoxRelaxation(energy);
            double bound = relaxation.descend(lo, hi, point, Double.POSITIVE_INFINITY);
            double least = least(energy, lo, hi);
            assertThat(bound).isLessThanOrEqualTo(least + 1e-9);
            tightest = Math.min(tightest, least - bound);
            for (int j = 0; j < n; j++) {
                assertThat(point[j]).isBetween((double) lo[j], (double) hi[j]);
            }
        }
        assertThat(tightest).isLessThan(1e-3);
    }

    private static double least(LevelEnergy energy, int[] lo, int[] hi) {
        double[] levels = new double[4];
        double[] gradient = new double[4];
        double least = Double.POSITIVE_INFINITY;
        for (int state = 0; state < 1 << 12; state++) {
            boolean isInside = true;
            for (int j = 0; j < 4; j++) {
                int level = state >> 3 * j & 7;
                levels[j] = level;
                isInside &= level >= lo[j] && level <= hi[j];
            }
            if (isInside) {
                energy.gradient(levels, gradient);
                least = Math.min(least, energy.energy(levels, gradient));
            }
        }
        return least;
    }

    @Test
    void theEnergyOfLevelsIsTheModels() {
        EncodedQuadratic model = Models.parts(2, 9, 3, 12, false, 4).gram();
        SplittableRandom random = new SplittableRandom(5);
        for (int instance = 0; instance < 2; instance++) {
            LevelEnergy energy = new LevelEnergy(model, instance);
            for (int round = 0; round < 20; round++) {
                int[] levels = new int[9];
                double[] real = new double[9];
                for (int j = 0; j < 9; j++) {
                    levels[j] = random.nextInt(8);
                    real[j] = levels[j];
                }
                double[] gradient = new double[9];
                energy.gradient(real, gradient);
                assertThat(energy.energy(real, gradient))
                        .isCloseTo(model.energy(instance, model.values(instance, levels)), within(1e-9));
            }
        }
    }

    @Test
    void needsAConvexModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BranchAndBound(EncodedQuadratic.of(Models.dense(4, 1, 1)), 0))
                .withMessage("branch and bound needs a J that is known to be convex");
    }
}
