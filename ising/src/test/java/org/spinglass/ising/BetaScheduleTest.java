package org.spinglass.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaScheduleTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final DenseIsing MODEL = Models.dense(6, 1, 1);

    @Test
    void geometricStepsHaveOneRatio() {
        assertThat(BetaSchedule.geometric(2, 32, 5).betas(MODEL))
                .containsExactly(new double[] {2, 4, 8, 16, 32}, within(1e-12));
        assertThat(BetaSchedule.geometric(2, 32, 1).betas(MODEL)).containsExactly(32);
        assertThat(BetaSchedule.geometric(3, 0.7, 2).betas(MODEL)).containsExactly(3, 0.7);
        assertThat(BetaSchedule.geometric(1e-300, 1e300, 3).betas(MODEL)[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void linearStepsHaveOneDifference() {
        assertThat(BetaSchedule.linear(1, 3, 5).betas(MODEL))
                .containsExactly(new double[] {1, 1.5, 2, 2.5, 3}, within(1e-12));
        assertThat(BetaSchedule.linear(1, 3, 1).betas(MODEL)).containsExactly(3);
    }

    @Test
    void coolingFallsToZeroTemperature() {
        assertThat(BetaSchedule.cooling(4, 5).betas(MODEL))
                .containsExactly(new double[] {0.25, 1 / 3.0, 0.5, 1, INFINITY}, within(1e-12));
        assertThat(BetaSchedule.cooling(4, 1).betas(MODEL)).containsExactly(INFINITY);
        assertThat(BetaSchedule.cooling(0, 3).betas(MODEL)).containsExactly(INFINITY, INFINITY, INFINITY);
    }

    @Test
    void customValuesAreCopied() {
        double[] values = {0, 1, INFINITY};
        BetaSchedule schedule = BetaSchedule.custom(values);
        values[0] = 7;
        schedule.betas(MODEL)[0] = 7;
        ((BetaSchedule.Custom) schedule).values()[0] = 7;
        assertThat(schedule.betas(MODEL)).containsExactly(0, 1, INFINITY);
        assertThat(schedule.sweeps()).isEqualTo(3);
        assertThat(schedule).isEqualTo(BetaSchedule.custom(0, 1, INFINITY)).hasToString("Custom[0.0, 1.0, Infinity]");
    }

    @Test
    void automaticIsGeometricOverTheMeasuredRange() {
        BetaRange range = BetaRange.of(MODEL);
        assertThat(range.first()).isPositive();
        assertThat(range.last()).isGreaterThanOrEqualTo(range.first());
        assertThat(BetaSchedule.automatic(7).betas(MODEL))
                .isEqualTo(
                        BetaSchedule.geometric(range.first(), range.last(), 7).betas(MODEL));
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.geometric(0, 1, 1))
                .withMessage("beta from 0.0 to 1.0 in 1 sweeps; expected finite positive betas and at least 1 sweep");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.geometric(1, INFINITY, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.linear(1, Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.linear(1, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.automatic(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.cooling(-1, 2))
                .withMessageStartingWith("temperature -1.0, sweeps 2; expected");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.cooling(INFINITY, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.custom())
                .withMessage("a schedule has at least one sweep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaSchedule.custom(1, Double.NaN))
                .withMessage("beta NaN is not 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaSchedule.custom(-1));
    }
}
