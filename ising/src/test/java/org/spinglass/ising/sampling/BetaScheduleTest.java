// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BetaScheduleTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Supplier<BetaRange> RANGE = () -> new BetaRange(0.5, 8);

    @Test
    void geometricStepsHaveOneRatio() {
        assertThat(BetaSchedule.geometric(2, 32).betas(5, RANGE))
                .containsExactly(new double[] {2, 4, 8, 16, 32}, within(1e-12));
        assertThat(BetaSchedule.geometric(2, 32).betas(1, RANGE)).containsExactly(32);
        assertThat(BetaSchedule.geometric(3, 0.7).betas(2, RANGE)).containsExactly(3, 0.7);
        assertThat(BetaSchedule.geometric(1e-300, 1e300).betas(3, RANGE)[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void linearStepsHaveOneDifference() {
        assertThat(BetaSchedule.linear(1, 3).betas(5, RANGE))
                .containsExactly(new double[] {1, 1.5, 2, 2.5, 3}, within(1e-12));
        assertThat(BetaSchedule.linear(1, 3).betas(1, RANGE)).containsExactly(3);
    }

    @Test
    void coolingFallsToZeroTemperature() {
        assertThat(BetaSchedule.cooling(4).betas(5, RANGE))
                .containsExactly(new double[] {0.25, 1 / 3.0, 0.5, 1, INFINITY}, within(1e-12));
        assertThat(BetaSchedule.cooling(4).betas(1, RANGE)).containsExactly(INFINITY);
        assertThat(BetaSchedule.cooling(0).betas(3, RANGE)).containsExactly(INFINITY, INFINITY, INFINITY);
    }

    @Test
    void anyNumberOfSweepsIsAskedOneByOne() {
        int sweeps = Integer.MAX_VALUE;
        assertThat(BetaSchedule.geometric(2, 8).beta(sweeps, RANGE).applyAsDouble(sweeps / 2))
                .isCloseTo(4, within(1e-8));
        BetaSchedule part = BetaSchedule.linear(1, 3).part(sweeps - 2, sweeps);
        assertThat(part.betas(2, RANGE)).containsExactly(new double[] {3, 3}, within(1e-8));
        assertThat(BetaSchedule.cooling(4).beta(sweeps, RANGE).applyAsDouble(sweeps - 1))
                .isInfinite();
    }

    @Test
    void customValuesAreCopied() {
        double[] values = {0, 1, INFINITY};
        BetaSchedule schedule = BetaSchedule.custom(values);
        values[0] = 7;
        schedule.betas(3, RANGE)[0] = 7;
        ((BetaSchedule.Custom) schedule).values()[0] = 7;
        assertThat(schedule.betas(3, RANGE)).containsExactly(0, 1, INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule.betas(4, RANGE))
                .withMessage("3 betas for 4 sweeps; expected one a sweep");
        assertThat(schedule).isEqualTo(BetaSchedule.custom(0, 1, INFINITY)).hasToString("Custom[0.0, 1.0, Infinity]");
    }

    @Test
    void automaticIsGeometricOverTheMeasuredRange() {
        assertThat(BetaSchedule.automatic().betas(7, RANGE))
                .isEqualTo(BetaSchedule.geometric(0.5, 8).betas(7, RANGE));
    }

    @Test
    void aPartHasTheBetasOfItsSweeps() {
        BetaSchedule whole = BetaSchedule.cooling(4);
        assertThat(whole.part(0, 5).betas(5, RANGE)).isEqualTo(whole.betas(5, RANGE));
        assertThat(whole.part(2, 5).betas(2, RANGE)).containsExactly(0.5, 1);
        assertThat(whole.part(4, 5).betas(1, RANGE)).containsExactly(INFINITY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole.part(2, 5).betas(4, RANGE))
                .withMessage("4 sweeps from sweep 2 of 5; expected at most 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole.part(5, 5))
                .withMessage("a part from sweep 5 of 5; expected one from 0 to 4");
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.geometric(0, 1))
                .withMessage("beta from 0.0 to 1.0; expected finite positive betas");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.geometric(1, INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.linear(1, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.cooling(-1))
                .withMessageStartingWith("temperature is -1.0; expected");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.cooling(INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.custom())
                .withMessage("a schedule has at least one sweep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.custom(1, Double.NaN))
                .withMessage("beta NaN is not 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.custom(-1));
    }
}
