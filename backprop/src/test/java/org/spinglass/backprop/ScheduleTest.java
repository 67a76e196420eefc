// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({"0, 1e-3", "9.999, 1e-3", "10, 1e-4", "14.999, 1e-4", "15, 1e-5", "19.999, 1e-5"})
    void thePaperDividesByTenAfterEpochsTenAndFifteen(double epoch, double rate) {
        BackpropSettings paper = BackpropSettings.paper();
        assertThat(paper.learningRate() * paper.schedule().factor(epoch, 20)).isCloseTo(rate, within(1e-12));
    }

    @Test
    void stepsDoNotStretchWithTheRun() {
        assertThat(new Schedule.Steps(List.of(10, 15)).factor(12, 100)).isCloseTo(0.1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "50, 0.5", "100, 0", "25, 0.853553390593"})
    void cosineFallsToZeroOverTheRun(double epoch, double factor) {
        assertThat(new Schedule.Cosine().factor(epoch, 100)).isCloseTo(factor, within(1e-9));
    }

    @Test
    void constantStays() {
        assertThat(new Schedule.Constant().factor(99, 100)).isEqualTo(1);
    }

    @Test
    void stepsMustAscendFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Steps(List.of(10, 10)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Steps(List.of(0, 10)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Steps(List.of()));
    }
}
