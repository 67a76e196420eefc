// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.WorkingGraph;
import org.spinglass.quantum.topology.Zephyr;

/** Scaling, random votes, and problems side by side. */
final class ProblemTransformsTest {
    private static final WorkingGraph CHIMERA = new Chimera(1, 2, 4).graph();

    @Test
    void problemsAreDividedByTheRangeTheyExceedMost() {
        QubitProblem problem =
                new QubitProblem(new int[] {0, 4}, new double[] {-7.2, 2.3}, new int[] {0, 4}, new double[] {1.5}, 0.5);
        AutoScale scale =
                new AutoScale(new Range(-4, 4), new Range(-2, 1), new Range(-18, 15), null, new Chimera(1, 1, 4));
        assertThat(scale.factor(problem)).isCloseTo(1.8, within(1e-12));
        QubitProblem scaled = scale.scaled(problem);
        assertThat(scaled.fields()).containsExactly(new double[] {-4, 2.3 / 1.8}, within(1e-12));
        assertThat(scaled.couplings()).containsExactly(new double[] {1.5 / 1.8}, within(1e-12));
        assertThat(scaled.offset()).isCloseTo(0.5 / 1.8, within(1e-12));
        QubitProblem weak =
                new QubitProblem(new int[] {0, 4}, new double[] {0, 0}, new int[] {0, 4}, new double[] {-0.5}, 0);
        assertThat(scale.factor(weak)).isEqualTo(0.25);
        QubitProblem nothing = new QubitProblem(new int[] {0}, new double[] {0}, new int[0], new double[0], 0);
        assertThat(scale.factor(nothing)).isEqualTo(1);
    }

    @Test
    void sumsOfCouplingsAreLimited() {
        QubitProblem star = new QubitProblem(
                new int[] {0, 4, 5, 6}, new double[4], new int[] {0, 4, 0, 5, 0, 6}, new double[] {-2, -2, -2}, 0);
        AutoScale perQubit =
                new AutoScale(new Range(-4, 4), new Range(-2, 1), new Range(-4, 3), null, new Chimera(1, 1, 4));
        assertThat(perQubit.factor(star)).isEqualTo(1.5);

        Zephyr zephyr = new Zephyr(2, 4);
        // two couplers at either half of qubit 0: the odd neighbour and a crossing one, twice
        QubitProblem halves = new QubitProblem(
                new int[] {0, 2, 80, 96}, new double[4], new int[] {0, 2, 0, 80, 0, 96}, new double[] {1, 1, 1}, 0);
        assertThat(zephyr.couplerGroup(0, 2)).isZero();
        assertThat(zephyr.couplerGroup(0, 80)).isEqualTo(1);
        assertThat(zephyr.couplerGroup(0, 96)).isZero();
        AutoScale perGroup = new AutoScale(new Range(-4, 4), new Range(-2, 1), null, new Range(-13, 1.5), zephyr);
        assertThat(perGroup.factor(halves)).isCloseTo(2 / 1.5, within(1e-12));
        assertThatThrownBy(() -> new AutoScale(
                        new Range(-4, 4), new Range(-2, 1), null, new Range(-13, 10), new Chimera(1, 1, 4)))
                .hasMessageContaining("groups of couplers on chimera");
    }

    @Test
    void theSpectralStrengthIsByTheLargestEigenvalue() {
        // all couplings 2 between five spins: eigenvalues 8 and, four times, -2
        assertThat(new ChainStrength.Spectral(0.5).of(complete(5, (i, j) -> 2))).isCloseTo(4, within(1e-6));
        // a spin-reversal transform leaves it as it is
        assertThat(new ChainStrength.Spectral(0.5).of(complete(5, (i, j) -> (i + j) % 2 == 0 ? 2 : -2)))
                .isCloseTo(4, within(1e-6));
        // couplings that no chain has to stand against
        assertThat(new ChainStrength.Spectral(0.5).of(complete(5, (i, j) -> -2)))
                .isCloseTo(1, within(0.2));
        Random random = new Random(1);
        SparseIsing glass = complete(150, (i, j) -> (float) random.nextGaussian());
        assertThat(ChainStrength.DEFAULT.of(glass) / ChainStrength.UNIFORM_TORQUE.of(glass))
                .isBetween(0.93, 1.03);
        assertThat(ChainStrength.DEFAULT.of(complete(3, (i, j) -> 0))).isEqualTo(1);
    }

    private interface Couplings {
        float of(int i, int j);
    }

    private static SparseIsing complete(int n, Couplings values) {
        int pairs = n * (n - 1) / 2;
        int[] from = new int[pairs];
        int[] to = new int[pairs];
        float[] couplings = new float[pairs];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                from[count] = i;
                to[count] = j;
                couplings[count++] = values.of(i, j);
            }
        }
        return SparseIsing.of(from, to, couplings, new float[n], 0);
    }

    @Test
    void problemsSideBySideAreSplitAgain() {
        SparseIsing pair = SparseIsing.of(new int[] {0}, new int[] {1}, new float[] {-1}, new float[] {0.5f, 0}, 2);
        SparseIsing strong = SparseIsing.of(new int[] {0}, new int[] {1}, new float[] {8}, new float[] {0, 4}, 0);
        EmbeddedProblem one = EmbeddedProblem.of(
                pair, Embedding.of(new int[][] {{12}, {8, 0}}), CHIMERA_TALL, new ChainStrength.Given(3));
        EmbeddedProblem two =
                EmbeddedProblem.of(strong, Embedding.of(new int[][] {{1}, {5}}), CHIMERA_TALL, ChainStrength.DEFAULT);
        TiledProblem both = TiledProblem.of(List.of(one, two));
        assertThat(both.problem().qubits()).containsExactly(0, 1, 5, 8, 12);
        assertThat(both.problem().couplers()).containsExactly(0, 8, 1, 5, 8, 12);
        assertThat(both.problem().couplings()).containsExactly(-3, 8, -1);
        assertThat(both.problem().offset()).isEqualTo(5);
        byte[] row = {1, 1, -1, 1, 1, /* second row: a broken chain */ -1, -1, 1, 1, -1};
        QubitAnswer answer =
                new QubitAnswer("", both.problem().qubits(), row, new double[2], new int[] {3, 1}, Map.of());
        List<ModelAnswer> answers = both.unembed(answer, Unembedding.DEFAULT);
        assertThat(answers.getFirst().spins()).containsExactly(1, 1, -1, 1);
        assertThat(answers.getFirst().energies()).containsExactly(1.5, 2.5);
        assertThat(answers.getFirst().brokenFractions()).containsExactly(0, 0.5);
        assertThat(answers.getFirst().breaksOfChains()).containsExactly(0, 0.25);
        assertThat(answers.getFirst().meanBroken()).isEqualTo(0.125);
        assertThat(answers.getFirst().best()).isZero();
        assertThat(answers.getLast().energies()).containsExactly(-12, -4);

        AutoScale scale = new AutoScale(new Range(-4, 4), new Range(-2, 1), null, null, new Chimera(2, 1, 4));
        QubitProblem scaled = TiledProblem.scaled(List.of(one, two), scale).problem();
        assertThat(scaled.couplings()).containsExactly(-2, 1, -2.0 / 3);
        assertThatThrownBy(() -> TiledProblem.of(List.of(one, one))).hasMessageContaining("two problems use qubit 0");
    }

    private static final WorkingGraph CHIMERA_TALL = new Chimera(2, 1, 4).graph();

    @Test
    void aQubitDrawnOnceDecidesBrokenChains() {
        SparseIsing model = SparseIsing.of(new int[0], new int[0], new float[0], new float[] {1}, 0);
        EmbeddedProblem embedded =
                EmbeddedProblem.of(model, Embedding.of(new int[][] {{0, 4}}), CHIMERA, ChainStrength.DEFAULT);
        int ups = 0;
        for (int seed = 0; seed < 200; seed++) {
            QubitAnswer answer = new QubitAnswer(
                    "", new int[] {0, 4}, new byte[] {1, -1, 1, -1}, new double[2], new int[] {1, 1}, Map.of());
            byte[] spins = embedded.unembed(answer, new Unembedding.WeightedRandom(seed))
                    .spins();
            assertThat(spins[0]).isEqualTo(spins[1]);
            ups += spins[0] > 0 ? 1 : 0;
        }
        // 200 fair draws lie within 60 and 140 but once in 10^8
        assertThat(ups).isBetween(60, 140);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        SparseIsing triangle =
                SparseIsing.of(new int[] {0, 1, 0}, new int[] {1, 2, 2}, new float[] {1, 1, 1}, new float[3], 0);
        assertThatThrownBy(() -> EmbeddedProblem.of(
                        triangle, Embedding.of(new int[][] {{0}, {4}, {5}}), CHIMERA, ChainStrength.DEFAULT))
                .hasMessage("no coupler joins the chains of variables 1 and 2");
        assertThatThrownBy(() -> EmbeddedProblem.of(
                        triangle, Embedding.of(new int[][] {{0}, {4}}), CHIMERA, ChainStrength.DEFAULT))
                .hasMessage("an embedding of 2 variables for 3 spins; expected a chain for each");
        assertThatThrownBy(() -> EmbeddedProblem.of(
                        triangle, Embedding.of(new int[][] {{0, 1}, {4}, {5}}), CHIMERA, ChainStrength.DEFAULT))
                .hasMessageContaining("is not connected");
        assertThatThrownBy(() -> new ChainStrength.Given(-1)).hasMessageContaining("chain strength is -1.0");
        EmbeddedProblem embedded = EmbeddedProblem.of(
                triangle, Embedding.of(new int[][] {{0}, {4}, {1, 5}, {2}}), CHIMERA, ChainStrength.DEFAULT);
        assertThat(embedded.problem().qubits()).containsExactly(0, 1, 4, 5);
        assertThatThrownBy(() -> embedded.unembed(
                        new QubitAnswer("", new int[] {0, 1, 4}, new byte[3], new double[1], new int[1], Map.of()),
                        Unembedding.DEFAULT))
                .hasMessage("qubit 5 of variable 2 is not in the answer");
    }

    private static QubitProblem random(long seed) {
        Random random = new Random(seed);
        int[] qubits = CHIMERA.qubits();
        double[] fields =
                Arrays.stream(qubits).mapToDouble(q -> random.nextGaussian()).toArray();
        int[] couplers = CHIMERA.couplers();
        double[] couplings = new double[couplers.length / 2];
        Arrays.setAll(couplings, c -> random.nextGaussian());
        return new QubitProblem(qubits, fields, couplers, couplings, 0.25);
    }

    private static byte[] spins(int count, long seed) {
        Random random = new Random(seed);
        byte[] spins = new byte[count];
        for (int i = 0; i < count; i++) {
            spins[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return spins;
    }
}
