// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.samplers.SimulatedAnnealing;

class LowerBoundTest {
    private static final int[] SWEEPS = {0, 1, 2, 8, 2000};

    @Property(tries = 60, seed = "42")
    void isNeverAboveTheGroundState(
            @ForAll @IntRange(min = 1, max = 5) int weights,
            @ForAll @IntRange(min = 1, max = 2) int bits,
            @ForAll boolean isShared,
            @ForAll long seed) {
        Models.Parts parts = Models.parts(2, weights, bits, 1 + (int) Math.floorMod(seed, 9L), isShared, seed);
        double[] start = start(parts, 1, seed);
        for (EncodedQuadratic model : new EncodedQuadratic[] {parts.gram(), parts.dense()}) {
            double ground = Models.groundEnergy(model, 1);
            double first = LowerBound.of(model, 1, start, 0).orElseThrow();
            for (int sweeps : SWEEPS) {
                double bound = LowerBound.of(model, 1, start, sweeps).orElseThrow();
                assertThat(bound).isLessThanOrEqualTo(ground);
                assertThat(bound).isGreaterThanOrEqualTo(first);
            }
        }
    }

    @Property(tries = 60, seed = "42")
    void reachesTheMinimumOverRealWeights(
            @ForAll @IntRange(min = 1, max = 30) int weights, @ForAll boolean isShared, @ForAll long seed) {
        Models.Parts parts = Models.parts(2, weights, 4, 20, isShared, seed);
        double minimum = projectedGradient(parts, 1);
        double scale = 1e-4 * (1 + Math.abs(minimum));
        for (EncodedQuadratic model : new EncodedQuadratic[] {parts.gram(), parts.dense()}) {
            double bound = LowerBound.of(model, 1, start(parts, 1, seed), 5000).orElseThrow();
            assertThat(bound).isCloseTo(minimum, within(scale));
            for (int sweeps : SWEEPS) {
                assertThat(LowerBound.of(model, 1, start(parts, 1, seed + 1), sweeps)
                                .orElseThrow())
                        .isLessThanOrEqualTo(minimum + 1e-5 * (1 + Math.abs(minimum)));
            }
        }
    }

    /**
     * J of rank one whose rounding to single precision takes an eigenvalue below zero: real weights go below the bare
     * minimum.
     */
    @Test
    void holdsWhereRoundingMadeJIndefinite() {
        SplittableRandom random = new SplittableRandom(4);
        for (int trial = 0; trial < 200; trial++) {
            int n = random.nextInt(2, 6);
            double[] factor = random.doubles(n, -1, 1).toArray();
            float[] matrix = new float[n * n];
            for (int e = 0; e < matrix.length; e++) {
                matrix[e] = (float) (factor[e / n] * factor[e % n]);
            }
            float[] fields = new float[n];
            float[] ranges = new float[n];
            Arrays.fill(ranges, 1000);
            EncodedQuadratic model = new EncodedQuadratic(
                    2, new Coupling.Dense(n, matrix, true, true), fields, new float[n], ranges, new double[1]);
            double bound = LowerBound.of(model, 0, new double[n], 100).orElseThrow();
            assertThat(bound).isLessThanOrEqualTo(Models.groundEnergy(model, 0));
        }
    }

    @Test
    void isEmptyWhereJIsSaidToBeConvexAndIsNot() {
        EncodedQuadratic model = new EncodedQuadratic(
                2,
                new Coupling.Dense(2, new float[] {1, 2, 2, 1}, true, true),
                new float[2],
                new float[2],
                new float[] {1, 1},
                new double[1]);
        assertThat(LowerBound.of(model, 0, new double[2], 10)).isEmpty();
    }

    /** A weight without curvature belongs at the end to which its field points; everything is known by hand. */
    @Test
    void weightsWithoutCurvatureGoToAnEnd() {
        EncodedQuadratic model = new EncodedQuadratic(
                3,
                new Coupling.Dense(3, new float[] {0, 0, 0, 0, 2, 0, 0, 0, 0}, true, true),
                new float[] {3, -4, -5},
                new float[] {1, 0, 0},
                new float[] {2, 0.5f, 1},
                new double[] {10});
        // 3 (-1) + [2 (1/2)^2 - 4 (1/2)] - 5 (1) + 10
        assertThat(LowerBound.of(model, 0, new double[3], 1).orElseThrow()).isCloseTo(0.5, within(1e-9));
        assertThat(LowerBound.of(model, 0, new double[] {9, 9, 9}, 0).orElseThrow())
                .isLessThanOrEqualTo(0.5);
    }

    @Test
    void isEmptyWithoutConvexityAndForPlainSpins() {
        EncodedQuadratic model = EncodedQuadratic.of(Models.dense(4, 1, 1));
        assertThat(LowerBound.of(model, 0, new double[4], 10)).isEmpty();
        SampleSet samples = SimulatedAnnealing.singleSpin().sample(Models.dense(4, 1, 1), SamplingRequest.of(10, 1));
        assertThat(samples.lowerBound(0)).isEmpty();
        assertThat(samples.gap(0)).isEmpty();
    }

    @Test
    void badInputIsNamed() {
        EncodedQuadratic model = Models.parts(2, 3, 2, 4, true, 1).gram();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowerBound.of(model, 2, new double[3], 1))
                .withMessage("instance 2, 3 weights and 1 sweeps for a model of 2 instances with 3 weights");
        assertThatIllegalArgumentException().isThrownBy(() -> LowerBound.of(model, 0, new double[2], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> LowerBound.of(model, 0, new double[3], -1));
    }

    private static double[] start(Models.Parts parts, int instance, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] start = new double[parts.weights()];
        for (int j = 0; j < start.length; j++) {
            start[j] =
                    parts.centres()[instance * parts.weights() + j] + parts.ranges()[j] * (2 * random.nextDouble() - 1);
        }
        return start;
    }

    /** Accelerated projected gradient descent (Nesterov) in double precision, from the middle of the box. */
    private static double projectedGradient(Models.Parts parts, int instance) {
        int n = parts.weights();
        int q = parts.samples();
        int own = parts.isShared() ? 0 : instance * q;
        double trace = 1e-9;
        for (int j = 0; j < n; j++) {
            trace += parts.diagonal()[j];
            for (int a = 0; a < q; a++) {
                double factor = parts.factors()[j * q + a];
                trace += parts.sampleWeights()[own + a] * factor * factor;
            }
        }
        double[] x = new double[n];
        double[] y = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = parts.centres()[instance * n + j];
            y[j] = x[j];
        }
        double momentum = 1;
        for (int step = 0; step < 4000; step++) {
            double[] projected = new double[q];
            for (int j = 0; j < n; j++) {
                for (int a = 0; a < q; a++) {
                    projected[a] += parts.factors()[j * q + a] * y[j];
                }
            }
            double nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double push = (momentum - 1) / nextMomentum;
            momentum = nextMomentum;
            for (int j = 0; j < n; j++) {
                double gradient = parts.fields()[instance * n + j] + 2 * parts.diagonal()[j] * y[j];
                for (int a = 0; a < q; a++) {
                    gradient += 2 * parts.sampleWeights()[own + a] * projected[a] * parts.factors()[j * q + a];
                }
                double centre = parts.centres()[instance * n + j];
                double range = parts.ranges()[j];
                double next = Math.clamp(y[j] - gradient / (2 * trace), centre - range, centre + range);
                y[j] = next + push * (next - x[j]);
                x[j] = next;
            }
        }
        return parts.energy(instance, x);
    }
}
