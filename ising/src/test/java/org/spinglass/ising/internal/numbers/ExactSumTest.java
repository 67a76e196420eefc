// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactSumTest {

    private static Total sum(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.total();
    }

    @Test
    void nothingIsLostToCancellation() {
        assertThat(sum(1e300, 1, -1e300)).isEqualTo(new Total(1, 0));
        assertThat(sum(1e16, 1, -1e16, 1e-300)).isEqualTo(new Total(1, 1e-300));
        assertThat(sum(Double.MIN_VALUE, -1, Double.MIN_VALUE, 1)).isEqualTo(new Total(2 * Double.MIN_VALUE, 0));
        assertThat(sum(1e16, 1)).isEqualTo(new Total(1e16, 1));
        assertThat(sum()).isEqualTo(Total.ZERO);
        assertThat(sum(-0x1.0p-1022, 0x1.0p-1074)).isEqualTo(new Total(-0x1.0p-1022 + 0x1.0p-1074, 0));
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE).high()).isInfinite();
    }

    @Test
    void sumsOfAllMagnitudesAreThoseOfExactArithmetic() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 2000; trial++) {
            int range = random.nextInt(1, 600);
            double[] values = new double[random.nextInt(1, 60)];
            BigDecimal exact = BigDecimal.ZERO;
            for (int k = 0; k < values.length; k++) {
                values[k] = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-range, range));
                exact = exact.add(new BigDecimal(values[k]));
            }
            Total total = sum(values);
            assertThat(total.high()).isEqualTo(exact.doubleValue());
            BigDecimal rest = exact.subtract(new BigDecimal(total.high()));
            assertThat(total.low()).isEqualTo(rest.doubleValue());
        }
    }

    @Test
    void totalsAreInTheOrderOfTheirSums() {
        assertThat(sum(1e17, 3)).isGreaterThan(sum(1e17, 2)).isLessThan(sum(1e17, 5));
        assertThat(sum(-1e17, -3)).isLessThan(sum(-1e17, -2));
        assertThat(sum(-0.0)).isEqualByComparingTo(sum(0.0));
    }

    @Test
    void quotientsAreRoundedOnce() {
        assertThat(new Total(-352, 0).over(2, 1)).isEqualTo(-3.52);
        assertThat(Total.of(999_999_999_999_900.0, 0.5).over(15, 1)).isEqualTo(0.9999999999999005);
        assertThat(sum(9_007_199_254_740_992.0, 1).over(1, 1)).isEqualTo(900_719_925_474_099.3);
        assertThat(new Total(7, 0).over(1, 2)).isEqualTo(0.35);
    }
}
