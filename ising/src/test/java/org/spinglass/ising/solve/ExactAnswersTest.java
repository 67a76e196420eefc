// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;

/** Answers are exact on the numbers given, whatever the magnitudes. */
class ExactAnswersTest {

    /** {@code sum c_i x_i + penalty (sum x_i - 1)^2} in hundredths, each coefficient one decimal number. */
    private static Qubo oneHot(long[] cents, long penalty) {
        QuboBuilder builder = new QuboBuilder(cents.length, Duplicates.REJECT).readDecimals();
        for (int i = 0; i < cents.length; i++) {
            builder.addLinear(i, (cents[i] - 100 * penalty) / 100.0);
            for (int j = i + 1; j < cents.length; j++) {
                builder.add(i, j, 2 * penalty);
            }
        }
        return builder.addOffset(penalty).build();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 10000",
        "20, 7000001",
        "24, 10000000000",
        "25, 10000",
        "60, 100000",
        "100, 1000000000",
        "150, 10000000000"
    })
    void theLeastCostIsFoundUnderEveryPenalty(int n, long penalty) {
        SplittableRandom random = new SplittableRandom(n);
        for (boolean isWhole : new boolean[] {true, false}) {
            long[] cents = random.longs(n, 100, 100_000)
                    .map(cost -> isWhole ? cost / 100 * 100 : cost)
                    .toArray();
            int least = 0;
            for (int i = 0; i < n; i++) {
                least = cents[i] < cents[least] ? i : least;
            }
            Solution solution = Solver.solve(oneHot(cents, penalty).toIsing(), SolveRequest.of(1));
            assertThat(solution.best().energy()).isEqualTo(cents[least] / 100.0);
            assertThat(solution.samples().samples(0).getFirst().spins().toString())
                    .containsOnlyOnce("+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sa", "tabu", "memetic", "pt", "sb", "sqa", "descent"})
    void everySamplerEndsAtTheLeastCost(String name) {
        Sampler sampler = switch (name) {
            case "sa" -> SimulatedAnnealing.singleSpin();
            case "tabu" -> new TabuSearch();
            case "memetic" -> new MemeticSearch();
            case "pt" -> ParallelTempering.standard();
            case "sb" -> SimulatedBifurcation.ballistic();
            case "sqa" -> SimulatedQuantumAnnealing.automatic();
            default -> new SteepestDescent();
        };
        long[] cents = new SplittableRandom(3).longs(30, 100, 100_000).toArray();
        cents[17] = 99;
        Solution solution = Solver.solve(
                oneHot(cents, 1_000_000_000).toIsing(),
                SolveRequest.of(1).withSampler(sampler).withReads(4).withSweeps(50));
        assertThat(solution.best().energy()).isEqualTo(0.99);
    }

    @Test
    void whatIsGivenInPartsIsSummedWithoutLoss() {
        // costs that no decimal of fifteen digits is, beside a penalty of 1e10: as doubles their sums lose six digits
        int n = 40;
        SplittableRandom random = new SplittableRandom(5);
        QuboBuilder builder = new QuboBuilder(n, Duplicates.SUM);
        double[] costs = random.doubles(n, 1, 100).toArray();
        double penalty = 1e10 / 3;
        for (int i = 0; i < n; i++) {
            builder.addLinear(i, costs[i]).addLinear(i, -penalty);
            for (int j = i + 1; j < n; j++) {
                builder.add(i, j, penalty).add(j, i, penalty);
            }
        }
        PlainIsing model = builder.addOffset(penalty).build().toIsing();
        byte[] state = new byte[n];
        Arrays.fill(state, (byte) -1);
        state[7] = 1;
        assertThat(model.energy(0, Spins.of(state))).isEqualTo(costs[7]);
        double least = Arrays.stream(costs).min().orElseThrow();
        assertThat(Solver.solve(model, SolveRequest.of(2)).best().energy()).isEqualTo(least);
    }

    @Test
    void energiesAreThoseOfExactArithmetic() {
        SplittableRandom random = new SplittableRandom(9);
        for (int trial = 0; trial < 300; trial++) {
            int n = random.nextInt(2, 30);
            int range = random.nextInt(1, 300);
            QuboBuilder builder = new QuboBuilder(n, Duplicates.SUM);
            byte[] state = new byte[n];
            for (int i = 0; i < n; i++) {
                state[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            BigDecimal exact = BigDecimal.ZERO;
            for (int term = 0; term < 3 * n; term++) {
                int i = random.nextInt(n);
                int j = random.nextInt(n);
                double value = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-range, range));
                builder.add(i, j, value);
                exact = state[i] + state[j] == 2 ? exact.add(new BigDecimal(value)) : exact;
            }
            Qubo qubo = builder.build();
            double expected = exact.doubleValue();
            for (double value : List.of(
                            qubo.value(Spins.of(state)),
                            qubo.toIsing().energy(0, Spins.of(state)),
                            Qubo.of(qubo.toIsing()).value(Spins.of(state)))
                    .stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray()) {
                assertThat(value).isCloseTo(expected, within(1e-15 * Math.abs(expected)));
            }
        }
    }

    @Test
    void aChangeOfEnergyIsRoundedOnce() {
        PlainIsing model = new IsingBuilder(2, Duplicates.REJECT)
                .addCoupling(0, 1, 1e16)
                .addField(0, 1)
                .addOffset(1e17)
                .build();
        Spins up = Spins.of((byte) 1, (byte) 1);
        Spins down = Spins.of((byte) -1, (byte) -1);
        assertThat(model.energyChange(up, down)).isEqualTo(-2);
        SampleSet found = SampleSet.of(
                model,
                List.of(List.of(up, down)),
                List.of(OptionalDouble.empty()),
                new Provenance("test", Map.of(), 0, 0, 0, 0, 0, 0, false));
        assertThat(found.best().spins()).isEqualTo(down);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-46, 1e-20, 1, 1e20, 1e200, 1e300})
    void magnitudesDoNotMatter(double scale) {
        for (int n : new int[] {12, 30}) {
            IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
            SplittableRandom random = new SplittableRandom(n);
            double least = 0;
            for (int i = 0; i < n; i++) {
                // a ring without frustration: its ground energy is minus the sum of all sizes
                double coupling = random.nextInt(1, 9) * (random.nextBoolean() ? scale : -scale);
                int sign = i == n - 1 ? 0 : 1;
                if (sign != 0) {
                    builder.addCoupling(i, i + 1, coupling);
                    least -= Math.abs(coupling);
                }
            }
            Solution solution = Solver.solve(builder.build(), SolveRequest.of(1));
            assertThat(solution.best().energy()).isCloseTo(least, within(1e-14 * Math.abs(least)));
        }
    }

    @Test
    void decimalsAddUpAsOnPaper() {
        PlainIsing model = new IsingBuilder(2, Duplicates.SUM)
                .readDecimals()
                .addField(0, 0.1)
                .addField(0, 0.2)
                .addField(1, 0.7)
                .build();
        assertThat(model.field(0)).isEqualTo(0.3);
        assertThat(model.energy(0, Spins.of((byte) 1, (byte) 1))).isEqualTo(1.0);
        PlainIsing doubles = new IsingBuilder(2, Duplicates.SUM)
                .addField(0, 0.1)
                .addField(0, 0.2)
                .build();
        assertThat(doubles.field(0))
                .isEqualTo(new BigDecimal(0.1).add(new BigDecimal(0.2)).doubleValue());
    }
}
