// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

class MeasuredRangeTest {
    @Test
    void scalesWithTheEnergies() {
        DenseIsing model = Models.dense(30, 0.5, 3);
        float[] couplings = new float[900];
        float[] fields = new float[30];
        for (int i = 0; i < 30; i++) {
            fields[i] = (float) (1024 * model.field(i));
            for (int j = 0; j < 30; j++) {
                couplings[i * 30 + j] = (float) (1024 * model.coupling(i, j));
            }
        }
        BetaRange range = MeasuredRange.of(model);
        BetaRange large = MeasuredRange.of(DenseIsing.of(couplings, fields, 7));
        assertThat(large.first() * 1024).isCloseTo(range.first(), within(1e-9 * range.first()));
        assertThat(large.last() * 1024).isCloseTo(range.last(), within(1e-9 * range.last()));
    }

    @Test
    void startsAtTheMedianLocalFieldInEitherForm() {
        DenseIsing model = Models.dense(31, 0.5, 3);
        double[] sizes = new double[31];
        for (int i = 0; i < 31; i++) {
            sizes[i] = (double) model.field(i) * model.field(i);
            for (int j = 0; j < 31; j++) {
                sizes[i] += (double) model.coupling(i, j) * model.coupling(i, j);
            }
        }
        Arrays.sort(sizes);
        double first = 1 / Math.sqrt(sizes[15]);
        BetaRange plain = MeasuredRange.of(model);
        BetaRange encoded = MeasuredRange.of(EncodedQuadratic.of(model));
        assertThat(plain.first()).isCloseTo(first, within(1e-6 * first));
        assertThat(encoded.first()).isCloseTo(first, within(1e-6 * first));
        assertThat(encoded.last() / plain.last()).isBetween(0.3, 3.0);
        assertThat(plain.last()).isGreaterThan(2 * first);
    }

    @Test
    void convexWeightsGoFromTheirRangeToTheirRounding() {
        EncodedQuadratic model = new EncodedQuadratic(
                2,
                new Coupling.Dense(2, new float[] {4, 1, 1, 2}, true, true),
                new float[2],
                new float[2],
                new float[] {3, 3},
                new double[1]);
        BetaRange range = MeasuredRange.of(model);
        // The stiffest weight: J L^2 = 36. The spacing is 2; J d^2 / 4 is 4 and 2, the mean 3, a twentieth of it 0.15.
        assertThat(range.first()).isCloseTo(1 / 36.0, within(1e-12));
        assertThat(range.last()).isCloseTo(1 / 0.15, within(1e-9));
    }

    @Test
    void withoutAnyEnergyAnyTemperatureWillDo() {
        assertThat(MeasuredRange.of(DenseIsing.of(new float[9], new float[3], 5)))
                .isEqualTo(new BetaRange(1, 1));
        assertThat(MeasuredRange.of(EncodedQuadratic.of(DenseIsing.of(new float[9], new float[3], 5))))
                .isEqualTo(new BetaRange(1, 1));
    }

    /** The example of the package's documentation. */
    @Test
    void theExampleSaysWhatItFinds() {
        float[] couplings = {0, 1, 1, 1, 0, -1, 1, -1, 0};
        DenseIsing model = DenseIsing.of(couplings, new float[] {0.5f, 0, 0}, 0);
        SampleSet found = SimulatedAnnealing.singleSpin()
                .sample(model, SamplingRequest.of(100, 42).withReads(10));
        assertThat(found.best().energy() + " " + found.best().spins()).isEqualTo("-3.5 -++");
    }
}
