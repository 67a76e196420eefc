// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;

/** What ends an anneal before its last sweep, and who is told of every sweep. */
final class EndOfAnnealTest {
    @Test
    void aCancelledCallReturnsItsBestSoFarAndSaysSo() {
        for (IsingModel model : SimulatedAnnealingTest.models(9)) {
            List<Double> best = new ArrayList<>();
            SampleSet found = SimulatedAnnealing.singleSpin()
                    .withSchedule(BetaSchedule.linear(0.5, 1))
                    .sample(model, SamplingRequest.of(1000, 1).withReads(5).withProgress(progress -> {
                        best.add(progress.bestEnergy());
                        return progress.sweep() < 10; // a sweep that lasts is told of several times
                    }));
            assertThat(found.provenance().cancelled()).isTrue();
            assertThat(found.provenance().sweeps()).isEqualTo(10);
            int reads = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int instance = 0; instance < model.instances(); instance++) {
                reads += found.samples(instance).stream()
                        .mapToInt(Sample::occurrences)
                        .sum();
                least = Math.min(least, found.best(instance).energy());
            }
            // of one instance, reads of groups that were not begun are left out
            assertThat(reads).isBetween(model.instances() == 1 ? 1 : 5 * model.instances(), 5 * model.instances());
            assertThat(least).isLessThanOrEqualTo(best.getLast() + 1e-5);
        }
    }

    @Test
    void aListenerHearsOfEverySweep() {
        List<Progress> heard = new ArrayList<>();
        DenseIsing model = Models.dense(10, 1, 2);
        SampleSet found = SimulatedAnnealing.singleSpin()
                .withSchedule(BetaSchedule.linear(1, 6))
                .sample(model, SamplingRequest.of(6, 1).withProgress(heard::add));
        assertThat(heard.stream().map(Progress::sweep).distinct()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(heard.stream().map(Progress::beta).distinct()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(heard).extracting(Progress::sweeps).containsOnly(6);
        assertThat(heard).extracting(Progress::acceptance).allMatch(a -> a >= 0 && a <= 1);
        assertThat(heard).extracting(Progress::bestEnergy).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(heard.getLast().bestEnergy()).isCloseTo(found.best().energy(), within(1e-5));
        assertThat(found.provenance().cancelled()).isFalse();
        assertThat(found.provenance().moves()).isEqualTo(60);
    }

    @Test
    void stopRulesEndAnAnneal() {
        DenseIsing model = Models.dense(10, 0.5, 1);
        double ground = Models.groundEnergy(model, 0);
        assertThat(sweepsUntil(model, StopRule.never())).isEqualTo(500);
        assertThat(sweepsUntil(model, StopRule.sweeps(7))).isEqualTo(7);
        assertThat(sweepsUntil(model, StopRule.after(Duration.ZERO))).isEqualTo(1);
        assertThat(sweepsUntil(model, StopRule.after(Duration.ofDays(1)))).isEqualTo(500);
        int toGround = sweepsUntil(model, StopRule.energy(ground + 1e-4));
        assertThat(toGround).isBetween(1, 499);
        int[] still = {0, 0};
        double[] best = {Double.POSITIVE_INFINITY};
        SimulatedAnnealing.singleSpin()
                .withSchedule(BetaSchedule.linear(0.3, 3))
                .sample(model, SamplingRequest.of(500, 3).withProgress(progress -> {
                    still[0] = progress.bestEnergy() < best[0] ? 0 : still[0] + 1;
                    best[0] = progress.bestEnergy();
                    still[1] = still[1] == 0 && still[0] == 20 ? progress.sweep() : still[1];
                    return true;
                }));
        assertThat(still[1]).isPositive();
        assertThat(sweepsUntil(model, StopRule.noImprovement(20))).isBetween(still[1], still[1] + 1);
        assertThat(sweepsUntil(model, StopRule.energy(ground - 1).or(StopRule.sweeps(9))))
                .isEqualTo(9);
        assertThat(sweepsUntil(model, StopRule.sweeps(3).and(StopRule.energy(ground + 1e-4))))
                .isEqualTo(Math.max(3, toGround));
    }

    private static int sweepsUntil(DenseIsing model, StopRule rule) {
        SamplingRequest request = SamplingRequest.of(500, 3).withStop(rule);
        return SimulatedAnnealing.singleSpin()
                .withSchedule(BetaSchedule.linear(0.3, 3))
                .sample(model, request)
                .provenance()
                .sweeps();
    }
}
