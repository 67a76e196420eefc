// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.ChiSquared;

/** The draw of a weight's level against its exact distribution, in every regime that the draw treats apart. */
class HeatBathMoveTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** One conditional distribution: {@code p(k) ~ exp(-beta (slope t + curvature t^2))}, t = k - level. */
    private record Regime(int top, int level, double slope, double curvature, double beta) {
        double[] probabilities() {
            double[] exponents = new double[top + 1];
            double least = INFINITY;
            for (int k = 0; k <= top; k++) {
                double t = k - level;
                exponents[k] = beta * (slope * t + curvature * t * t);
                least = Math.min(least, exponents[k]);
            }
            double total = 0;
            for (int k = 0; k <= top; k++) {
                exponents[k] = Math.exp(least - exponents[k]);
                total += exponents[k];
            }
            for (int k = 0; k <= top; k++) {
                exponents[k] /= total;
            }
            return exponents;
        }
    }

    /**
     * Regimes over n = 1 to 10 bits, widths from narrower than a level to wider than the range, either sign of the
     * curvature, and modes inside, at an end, and outside by a little or a lot.
     */
    private static List<Regime> regimes() {
        return regimes(1, 10, 1e-20, 1e-12, 1e-3, 0.3, 1, 2.9, 3.1, 10, 30, 100, 1e3, 1e4, 1e5, 1e6);
    }

    private static List<Regime> regimes(int fewestBits, int mostBits, double... widths) {
        SplittableRandom random = new SplittableRandom(3);
        List<Regime> regimes = new ArrayList<>();
        for (int bits = fewestBits; bits <= mostBits; bits++) {
            int top = (1 << bits) - 1;
            for (double width : widths) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double s = sign * width / ((top + 1.0) * (top + 1.0));
                    double spread = Math.sqrt(0.5 / Math.abs(s));
                    double[] modes = {
                        top * random.nextDouble(),
                        Math.floor(top * random.nextDouble()) + 0.5,
                        0,
                        top,
                        -0.9 * spread,
                        top + 0.9 * spread,
                        -1.1 * spread,
                        top + 3 * spread,
                        -20 * spread
                    };
                    for (double mode : modes) {
                        double curvature = Math.exp(10 * random.nextGaussian());
                        int level = random.nextInt(top + 1);
                        regimes.add(new Regime(
                                top,
                                level,
                                2 * Math.copySign(curvature, s) * (level - mode),
                                Math.copySign(curvature, s),
                                Math.abs(s) / curvature));
                    }
                }
            }
            for (double tilt : new double[] {0, 1e-16, 0.1, 3, 50, -0.01, -1, -20}) {
                regimes.add(new Regime(top, random.nextInt(top + 1), tilt / (top + 1), 0, 1));
            }
            regimes.add(new Regime(top, random.nextInt(top + 1), 3, 2, 0));
            regimes.add(new Regime(top, random.nextInt(top + 1), -3, -2, 0));
        }
        return regimes;
    }

    @Test
    void levelsFollowTheExactDistribution() {
        HeatBathMove move = new HeatBathMove();
        RandomStream random = new RandomStream(7, VectorOps.best());
        int draws = 10_000;
        int tested = 0;
        int[] unlikely = new int[3];
        for (Regime regime : regimes()) {
            long[] counts = new long[regime.top() + 1];
            for (int i = 0; i < draws; i++) {
                counts[
                        move.next(
                                regime.level(),
                                regime.top(),
                                regime.slope(),
                                regime.curvature(),
                                regime.beta(),
                                random)]++;
            }
            double p = ChiSquared.pValue(counts, regime.probabilities());
            assertThat(p).as(regime.toString()).isGreaterThan(1e-6);
            tested++;
            unlikely[0] += p < 0.1 ? 1 : 0;
            unlikely[1] += p < 0.01 ? 1 : 0;
            unlikely[2] += p < 0.001 ? 1 : 0;
        }
        // A small error in every regime would show as too many small p-values.
        assertThat(tested).isGreaterThan(2000);
        assertThat(unlikely[0]).isLessThan((int) (0.1 * tested + 4 * Math.sqrt(0.1 * tested)));
        assertThat(unlikely[1]).isLessThan((int) (0.01 * tested + 4 * Math.sqrt(0.01 * tested)));
        assertThat(unlikely[2]).isLessThan((int) (0.001 * tested + 4 * Math.sqrt(0.001 * tested) + 1));
    }

    /** Of the most bits levels are counted in bins: a million levels are more than draws. */
    @Test
    void levelsOfTheMostBitsFollowTheExactDistribution() {
        HeatBathMove move = new HeatBathMove();
        RandomStream random = new RandomStream(8, VectorOps.best());
        int bits = EncodedQuadratic.MAXIMUM_BITS;
        int bin = 1 << bits - 6;
        for (Regime regime : regimes(bits, bits, 1e-20, 1, 30, 1e3)) {
            long[] counts = new long[64];
            for (int i = 0; i < 5000; i++) {
                int level = move.next(
                        regime.level(), regime.top(), regime.slope(), regime.curvature(), regime.beta(), random);
                counts[level / bin]++;
            }
            double[] each = regime.probabilities();
            double[] probabilities = new double[counts.length];
            for (int k = 0; k < each.length; k++) {
                probabilities[k / bin] += each[k];
            }
            assertThat(ChiSquared.pValue(counts, probabilities))
                    .as(regime.toString())
                    .isGreaterThan(1e-6);
        }
    }

    /** No rejection loop may be slow: at an acceptance of 5% the normal one takes 80 numbers a draw. */
    @Test
    void everyDrawTakesFewRandomNumbers() {
        HeatBathMove move = new HeatBathMove();
        for (Regime regime : regimes()) {
            AtomicLong drawn = new AtomicLong();
            VectorOps ops = counting(drawn);
            RandomStream random = new RandomStream(9, ops);
            int draws = 5000;
            for (int i = 0; i < draws; i++) {
                move.next(regime.level(), regime.top(), regime.slope(), regime.curvature(), regime.beta(), random);
            }
            double numbers = (double) drawn.get() / draws;
            assertThat(numbers).as(regime.toString()).isLessThan(25);
        }
    }

    @Test
    void atInfiniteBetaTheBestLevelIsTaken() {
        HeatBathMove move = new HeatBathMove();
        RandomStream random = new RandomStream(1, VectorOps.best());
        SplittableRandom source = new SplittableRandom(2);
        for (int trial = 0; trial < 20_000; trial++) {
            int top = (1 << (1 + source.nextInt(8))) - 1;
            int level = source.nextInt(top + 1);
            // Small whole numbers make ties, which must rest.
            double slope = source.nextInt(-60, 61);
            double curvature = source.nextInt(-3, 4);
            int found = move.next(level, top, slope, curvature, INFINITY, random);
            double energy = (found - level) * (slope + curvature * (found - level));
            double least = 0;
            for (int k = 0; k <= top; k++) {
                least = Math.min(least, (k - level) * (slope + curvature * (k - level)));
            }
            assertThat(energy).isEqualTo(least);
            if (least == 0) {
                assertThat(found).isEqualTo(level);
            }
        }
    }

    @Property(tries = 20_000, seed = "42")
    void staysInRangeWhateverTheNumbers(
            @ForAll @IntRange(min = 1, max = 20) int bits,
            @ForAll("extremes") double slope,
            @ForAll("extremes") double curvature,
            @ForAll("betas") double beta,
            @ForAll long seed) {
        HeatBathMove move = new HeatBathMove();
        RandomStream random = new RandomStream(seed, VectorOps.scalar());
        int top = (1 << bits) - 1;
        int level = (int) Math.floorMod(seed, top + 1L);
        for (int i = 0; i < 3; i++) {
            assertThat(move.next(level, top, slope, curvature, beta, random)).isBetween(0, top);
        }
    }

    @Provide
    Arbitrary<Double> extremes() {
        Arbitrary<Double> sizes =
                Arbitraries.doubles().between(-30, 30).ofScale(3).map(e -> Math.pow(10, e));
        return Arbitraries.oneOf(sizes, sizes.map(x -> -x), Arbitraries.of(0.0, -0.0, 1e300, -1e300, Double.MIN_VALUE));
    }

    @Provide
    Arbitrary<Double> betas() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(-30, 30).ofScale(3).map(e -> Math.pow(10, e)),
                Arbitraries.of(0.0, INFINITY, 1e300));
    }

    @Test
    void refusesWhatIsNotANumber() {
        HeatBathMove move = new HeatBathMove();
        RandomStream random = new RandomStream(1, VectorOps.best());
        assertThatThrownBy(() -> move.next(1, 3, Double.NaN, 1, 1, random))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("slope NaN");
        assertThatThrownBy(() -> move.next(1, 3, 1, Double.NaN, 1, random))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("curvature NaN");
    }

    /** Plain operations, which count the random numbers that it fills in. */
    private static VectorOps counting(AtomicLong numbers) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("random")) {
                numbers.addAndGet(((long[]) arguments[1]).length);
            }
            return method.invoke(VectorOps.scalar(), arguments);
        };
        return (VectorOps)
                Proxy.newProxyInstance(VectorOps.class.getClassLoader(), new Class<?>[] {VectorOps.class}, handler);
    }
}
