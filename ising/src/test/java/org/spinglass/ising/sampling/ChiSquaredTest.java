// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The tool that the other tests trust. Reference values: R, {@code pchisq(x, df, lower.tail = FALSE)}. */
class ChiSquaredTest {
    @Test
    void tailsAreThoseOfTheTables() {
        assertThat(new ChiSquared.Statistic(3.841459, 1).pValue()).isCloseTo(0.05, within(1e-7));
        assertThat(new ChiSquared.Statistic(18.30704, 10).pValue()).isCloseTo(0.05, within(1e-6));
        assertThat(new ChiSquared.Statistic(2.0, 2).pValue()).isCloseTo(Math.exp(-1), within(1e-12));
        assertThat(new ChiSquared.Statistic(293.2478, 255).pValue()).isCloseTo(0.05, within(1e-5));
    }

    @Test
    void countsThatFitPassAndOthersDoNot() {
        double[] even = {1, 1, 1, 1};
        assertThat(ChiSquared.pValue(new long[] {100, 100, 100, 100}, even)).isEqualTo(1);
        assertThat(ChiSquared.pValue(new long[] {160, 80, 80, 80}, even)).isLessThan(1e-6);
        assertThat(ChiSquared.pValue(new long[] {100, 1}, new double[] {1, 0})).isZero();
    }
}
