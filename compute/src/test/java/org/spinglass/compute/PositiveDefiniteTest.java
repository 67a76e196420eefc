// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveDefiniteTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 33})
    void solvesWhatWasMultiplied(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] factor = random.doubles((long) n * n, -1, 1).toArray();
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] a = new double[n * n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = i == j ? 0.1 : 0;
                for (int k = 0; k < n; k++) {
                    a[i * n + j] += factor[i * n + k] * factor[j * n + k];
                }
                b[i] += a[i * n + j] * x[j];
            }
        }
        PositiveDefinite.solve(n, a, b);
        assertThat(b).containsExactly(x, within(1e-9));
    }

    @Test
    void anIndefiniteMatrixIsRefused() {
        assertThatThrownBy(() -> PositiveDefinite.solve(2, new double[] {1, 2, 2, 1}, new double[2]))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not positive definite");
    }
}
