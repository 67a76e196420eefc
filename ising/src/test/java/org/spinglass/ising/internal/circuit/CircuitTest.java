// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** States and angles beside a circuit of complex amplitudes by the book. */
final class CircuitTest {
    private static final int QUBITS = 5;

    private final SplittableRandom random = new SplittableRandom(1);

    private double[] fields() {
        double[] fields = new double[QUBITS];
        for (int q = 0; q < QUBITS; q++) {
            fields[q] = random.nextGaussian();
        }
        return fields;
    }

    private static PairAngles angles(double t0, double t1) {
        return new PairAngles(Math.cos(t0), Math.sin(t0), Math.cos(t1), Math.sin(t1));
    }

    private static void assertSame(PairMeans found, PairMeans expected) {
        double[] a = numbers(found);
        double[] b = numbers(expected);
        for (int k = 0; k < a.length; k++) {
            assertThat(a[k]).as("%d of %s", k, expected).isCloseTo(b[k], within(1e-12));
        }
    }

    private static double[] numbers(PairMeans m) {
        return new double[] {m.zi(), m.zj(), m.xi(), m.xj(), m.zz(), m.yy(), m.xz(), m.zx()};
    }

    @Test
    void amplitudesFollowEveryGate() {
        double[] fields = fields();
        PauliCircuit byHand = new PauliCircuit(QUBITS);
        byHand.start(fields, 0.4);
        Amplitudes state = (Amplitudes) CircuitState.of(fields, 0.4, true);
        for (int gate = 0; gate < 60; gate++) {
            int i = random.nextInt(QUBITS - 1);
            int j = random.nextInt(i + 1, QUBITS);
            assertSame(state.means(i, j), byHand.means(i, j));
            double t0 = random.nextDouble(-3, 3);
            double t1 = random.nextDouble(-3, 3);
            byHand.gate(i, j, t0, t1);
            state.turn(i, j, angles(t0, t1));
        }
        double[] expected = byHand.probabilities();
        double[] found = state.probabilities();
        for (int x = 0; x < expected.length; x++) {
            assertThat(found[x]).isCloseTo(expected[x], within(1e-12));
        }
    }

    @Test
    void theStartIsAnEvolutionInImaginaryTimeUnderTheFields() {
        double[] fields = fields();
        double tau = 0.3;
        double[] expected = new double[1 << QUBITS];
        double sum = 0;
        for (int x = 0; x < expected.length; x++) {
            double energy = 0;
            for (int q = 0; q < QUBITS; q++) {
                energy += (x >> q & 1) == 1 ? fields[q] : -fields[q];
            }
            expected[x] = Math.exp(-2 * tau * energy);
            sum += expected[x];
        }
        double[] found = ((Amplitudes) CircuitState.of(fields, tau, true)).probabilities();
        for (int x = 0; x < expected.length; x++) {
            assertThat(found[x]).isCloseTo(expected[x] / sum, within(1e-12));
        }
    }

    @Test
    void theEnergyBehindAGateIsThatOfThePair() {
        for (int trial = 0; trial < 50; trial++) {
            PauliCircuit state = entangled();
            double coupling = random.nextGaussian();
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double t0 = random.nextDouble(-3, 3);
            double t1 = random.nextDouble(-3, 3);
            double told = state.means(1, 3).energy(coupling, a, b, angles(t0, t1));
            state.gate(1, 3, t0, t1);
            PairMeans then = state.means(1, 3);
            assertThat(told).isCloseTo(coupling * then.zz() + a * then.zi() + b * then.zj(), within(1e-12));
        }
    }

    private PauliCircuit entangled() {
        PauliCircuit state = new PauliCircuit(QUBITS);
        state.start(fields(), 0.5);
        for (int gate = 0; gate < 6; gate++) {
            int i = random.nextInt(QUBITS - 1);
            state.gate(i, random.nextInt(i + 1, QUBITS), random.nextDouble(-3, 3), random.nextDouble(-3, 3));
        }
        return state;
    }

    @Test
    void anglesAreTheBestThereAre() {
        for (int trial = 0; trial < 150; trial++) {
            PairMeans means = entangled().means(0, 2);
            double coupling = random.nextGaussian();
            double size = trial % 3 == 0 ? 0 : Math.pow(10, random.nextDouble(-2, 2));
            double a = size * random.nextGaussian();
            double b = size * random.nextGaussian();
            double least = PauliCircuit.bestAngles(means, coupling, a, b)[2];
            double found = means.energy(coupling, a, b, PairAngles.best(means, coupling, a, b));
            assertThat(found).as("trial %d", trial).isLessThanOrEqualTo(least + 1e-7 * (1 + size));
        }
    }

    @Test
    void withoutFieldsTheBestIsTheLargestSingularValue() {
        PairMeans means = entangled().means(0, 1);
        double p = means.zz() + means.yy();
        double q = means.zz() - means.yy();
        double r = means.xi() + means.xj();
        double s = means.xi() - means.xj();
        double largest = (Math.hypot(p, s) + Math.hypot(q, r)) / 2;
        assertThat(means.energy(-3, 0, 0, PairAngles.best(means, -3, 0, 0))).isCloseTo(-3 * largest, within(1e-9));
    }

    @Test
    void marginalsAreExactForAGateOnAProduct() {
        double[] fields = fields();
        Marginals state = (Marginals) CircuitState.of(fields, 0.4, false);
        PauliCircuit byHand = new PauliCircuit(QUBITS);
        byHand.start(fields, 0.4);
        assertSame(state.means(0, 1), byHand.means(0, 1));
        for (int[] pair : new int[][] {{0, 3}, {1, 4}}) { // of qubits that no gate has met
            byHand.gate(pair[0], pair[1], 0.7, -1.1);
            state.turn(pair[0], pair[1], angles(0.7, -1.1));
        }
        PairMeans apart = byHand.means(0, 1); // a product still
        assertSame(state.means(0, 1), apart);
        byHand.gate(0, 1, 0.4, 0.9); // of two mixed states
        state.turn(0, 1, angles(0.4, 0.9));
        assertThat(state.z(0)).isCloseTo(byHand.means(0, 1).zi(), within(1e-12));
        assertThat(state.z(1)).isCloseTo(byHand.means(0, 1).zj(), within(1e-12));
        assertThat(state.means(0, 1).xi()).isCloseTo(byHand.means(0, 1).xi(), within(1e-12));
        assertThat(state.means(0, 1).xj()).isCloseTo(byHand.means(0, 1).xj(), within(1e-12));
    }
}
