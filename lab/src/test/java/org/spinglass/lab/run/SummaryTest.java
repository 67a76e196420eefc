// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.EpochReport;

final class SummaryTest {
    private static final Network NETWORK = Runs.spec().on(new Shape(1, 32, 32), 10);

    private static EpochReport epoch(int number, double training, double validation) {
        return new EpochReport(number, number, 0.5, training, validation, List.of());
    }

    private static Summary summary(int validation, EpochReport... epochs) {
        return summary(new ProcessUsage(0, 0), validation, epochs);
    }

    private static Summary summary(ProcessUsage before, int validation, EpochReport... epochs) {
        RunRecord run = RunRecord.begin(Runs.plan(Runs.asked(5, 1, validation)), "digest");
        return Summary.of(run, NETWORK, List.of(epochs), Double.NaN, null, null, before);
    }

    @Test
    void theBestEpochIsTheFirstOfTheBest() {
        Summary summary = summary(50, epoch(1, 0.9, 0.5), epoch(2, 0.1, 0.8), epoch(3, 0.2, 0.8), epoch(4, 0.3, 0.7));
        assertThat(summary.bestEpoch()).isEqualTo(2);
        assertThat(summary.bestValidationAccuracy()).isEqualTo(0.8);
        assertThat(summary.validationAccuracy()).isEqualTo(0.7);
        assertThat(summary.isInterrupted()).isTrue();
    }

    @Test
    void epochsThatWereNotValidatedAreNotTheBest() {
        Summary summary = summary(50, epoch(1, 0.9, Double.NaN), epoch(2, 0.1, 0.6), epoch(3, 0.95, Double.NaN));
        assertThat(summary.bestEpoch()).isEqualTo(2);
        assertThat(summary.bestValidationAccuracy()).isEqualTo(0.6);
        assertThat(summary.validationAccuracy()).isNull();
        assertThat(summary(50, epoch(1, 0.9, Double.NaN)).bestEpoch()).isEqualTo(1);
    }

    @Test
    void withoutValidationTheTrainingAccuracyDecides() {
        Summary summary = summary(0, epoch(1, 0.9, Double.NaN), epoch(2, 0.3, Double.NaN));
        assertThat(summary.bestEpoch()).isEqualTo(1);
        assertThat(summary.toJson()).contains("\"validationAccuracy\":null", "\"testAccuracy\":null");
    }

    @Test
    void aLossThatIsNoNumberIsNull() {
        EpochReport broken = new EpochReport(1, 1, Double.NaN, 0.1, 0.1, List.of());
        assertThat(summary(50, broken).toJson()).contains("\"trainLoss\":null").doesNotContain("NaN");
    }

    @Test
    void processorTimeIsThatOfTheRun() {
        double before = ProcessUsage.now().cpuSeconds();
        Double told =
                summary(new ProcessUsage(before - 5, 0), 50, epoch(1, 0.9, 0.5)).cpuSeconds();
        assertThat(told).isBetween(5.0, 5 + ProcessUsage.now().cpuSeconds() - before);
    }

    @Test
    void usageIsThatOfThisProcess() {
        ProcessUsage usage = ProcessUsage.now();
        assertThat(usage.cpuSeconds()).isPositive();
        assertThat(usage.peakMemoryBytes()).isBetween(10_000_000L, 1L << 40);
    }
}
