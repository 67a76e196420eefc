// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.samplers.QuantumSchedule.Strengths;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;

class QuantumScheduleTest {
    private static final DenseIsing MODEL = Models.dense(12, 0.5, 1);

    private static List<Strengths> all(QuantumSchedule schedule, IsingModel model, BetaSchedule betas, int sweeps) {
        return IntStream.range(0, sweeps)
                .mapToObj(schedule.strengths(model, betas, sweeps))
                .toList();
    }

    @Test
    void aTableIsInterpolatedOverTheSweeps() {
        QuantumSchedule table =
                new StrengthTable(new double[] {0, 0.5, 1}, new double[] {8, 2, 0}, new double[] {0, 1, 5});
        assertThat(all(table, MODEL, BetaSchedule.automatic(), 5))
                .containsExactly(
                        new Strengths(8, 0),
                        new Strengths(5, 0.5),
                        new Strengths(2, 1),
                        new Strengths(1, 3),
                        new Strengths(0, 5));
        assertThat(all(table, MODEL, BetaSchedule.automatic(), 1)).containsExactly(new Strengths(0, 5));
    }

    /** Reverse annealing with a pause: down to s = 1/2, a rest there, and back. */
    @Test
    void aProgrammeGoesItsOwnWayThroughTheTable() {
        StrengthTable table = new StrengthTable(new double[] {0, 1}, new double[] {4, 0}, new double[] {0, 2});
        QuantumSchedule reverse = table.programmed(new double[] {0, 10, 20, 30}, new double[] {1, 0.5, 0.5, 1});
        assertThat(all(reverse, MODEL, BetaSchedule.automatic(), 7))
                .containsExactly(
                        new Strengths(0, 2),
                        new Strengths(1, 1.5),
                        new Strengths(2, 1),
                        new Strengths(2, 1),
                        new Strengths(2, 1),
                        new Strengths(1, 1.5),
                        new Strengths(0, 2));
    }

    /** 1 GHz is 47.9924 mK; at 12 mK, A = 6 GHz is a transverse field of 6 47.9924 / 24. */
    @Test
    void anAnnealersTableIsInGigahertzAndMillikelvin() {
        StrengthTable table =
                StrengthTable.ofAnnealer(new double[] {0, 1}, new double[] {6, 0}, new double[] {0.5, 12}, 12);
        assertThat(table.at(0).transverse()).isCloseTo(11.998108, within(1e-5));
        assertThat(table.at(0).beta()).isCloseTo(0.999842, within(1e-5));
        assertThat(table.at(1)).isEqualTo(new Strengths(0, table.betas()[1]));
        assertThat(table.at(1).beta()).isCloseTo(23.996215, within(1e-5));
    }

    @Test
    void theAutomaticScheduleFollowsTheModelsScale() {
        BetaRange range = SimulatedAnnealing.measuredRange(MODEL);
        List<Strengths> all = all(QuantumSchedule.automatic(), MODEL, BetaSchedule.automatic(), 11);
        assertThat(all).hasSize(11);
        assertThat(all.getFirst().beta()).isCloseTo(0.4 * range.last(), within(1e-12));
        assertThat(all.getFirst().transverse()).isCloseTo(0.5 * range.last() / range.first(), within(1e-12));
        assertThat(all.getLast()).isEqualTo(new Strengths(0, 1.2 * range.last()));
        List<Strengths> stated = all(QuantumSchedule.automatic(), MODEL, BetaSchedule.cooling(0.5), 3);
        assertThat(stated).extracting(Strengths::beta).containsExactly(2.0, 4.0, Double.POSITIVE_INFINITY);
        assertThat(stated.get(1).transverse()).isCloseTo(4 * 0.5 * 1.25 / range.first(), within(1e-12));
        assertThat(stated.get(2).transverse()).isZero();
    }

    /** Couplings over five decades would make the first sweeps turn every path thousands of times. */
    @Test
    void theAutomaticTransverseFieldIsBounded() {
        float[] couplings = new float[400];
        for (int i = 1; i < 20; i++) {
            float value = (float) Math.pow(10, -i / 4.0) * ((i & 1) == 0 ? 1 : -1);
            couplings[i * 20 + i - 1] = value;
            couplings[(i - 1) * 20 + i] = value;
        }
        DenseIsing model = DenseIsing.of(couplings, new float[20], 0);
        assertThat(all(QuantumSchedule.automatic(), model, BetaSchedule.automatic(), 50))
                .allSatisfy(strengths -> assertThat(strengths.transverse()).isBetween(0.0, 50.0));
    }

    @Test
    void tablesAreValues() {
        StrengthTable one = new StrengthTable(new double[] {0, 1}, new double[] {3, 0}, new double[] {0, 2});
        StrengthTable other = new StrengthTable(new double[] {0, 1}, new double[] {3, 0}, new double[] {0, 2});
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(QuantumSchedule.constant(3, 2));
        assertThat(one.programmed(new double[] {0, 1}, new double[] {1, 1}))
                .isEqualTo(other.programmed(new double[] {0, 1}, new double[] {1, 1}))
                .isNotEqualTo(other.programmed(new double[] {0, 1}, new double[] {1, 0}));
        one.betas()[0] = 7;
        assertThat(one.at(0).beta()).isZero();
        assertThat(one.toString())
                .isEqualTo("StrengthTable[positions [0.0, 1.0], transverse [3.0, 0.0], betas [0.0, 2.0]]");
    }

    @Test
    void badInputIsNamed() {
        double[] ends = {0, 1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrengthTable(new double[] {0, 0.5}, ends, ends))
                .withMessage("the last position is 0.5; expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrengthTable(new double[] {0, 0, 1}, new double[3], new double[3]))
                .withMessage("position 0.0 follows 0.0; expected ascending finite numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrengthTable(ends, new double[3], ends))
                .withMessage("3 transverse fields and 2 betas at 2 positions; expected one of each at each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrengthTable(ends, new double[] {-1, 0}, ends))
                .withMessage("transverse field -1.0, beta 0.0; expected a transverse field of 0 to 10000 and a beta"
                        + " of 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrengthTable(ends, ends, new double[] {1, Double.POSITIVE_INFINITY}))
                .withMessage("beta at position 1.0 is infinite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrengthTable.ofAnnealer(ends, ends, ends, 0))
                .withMessage("temperature is 0.0 mK; expected a positive number");
        StrengthTable table = new StrengthTable(ends, ends, ends);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.programmed(new double[] {0, 5}, new double[] {0, 1.5}))
                .withMessage("position 1.5 is not from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.programmed(new double[] {1, 5}, ends))
                .withMessage("times are [1.0, 5.0]; expected at least two, from 0 on");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.strengths(MODEL, BetaSchedule.linear(1, 2), 3))
                .withMessage("the table of strengths states beta, and so does Linear[first=1.0, last=2.0];"
                        + " expected BetaSchedule.automatic()");
    }
}
