package org.spinglass.quantum.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;

/**
 * A spin-reversal transform: every qubit has a sign g, and {@code h_q} becomes {@code g_q h_q}, {@code J_pq} becomes {@code
 * g_p g_q J_pq}. State s of the problem is state {@code g_q s_q} of the other, with the same energy; systematic errors of a
 * processor's qubits and couplers are not. Immutable.
 */
public final class Gauge {
    private final int[] qubits;
    private final byte[] signs;

    private Gauge(int[] qubits, byte[] signs) {
        this.qubits = qubits;
        this.signs = signs;
    }

    /**
     * Random signs.
     *
     * @param qubits labels, ascending
     * @param seed of the signs
     */
    public static Gauge random(int[] qubits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] signs = new byte[qubits.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        return new Gauge(qubits.clone(), signs);
    }

    /** The sign of a qubit, +1 or -1. */
    public int sign(int qubit) {
        int place = Arrays.binarySearch(qubits, qubit);
        if (place < 0) {
            throw new IllegalArgumentException("qubit " + qubit + " has no sign; expected a qubit of the gauge");
        }
        return signs[place];
    }

    /** The problem with its signs changed. */
    public QubitProblem of(QubitProblem problem) {
        double[] fields = problem.fields().clone();
        double[] couplings = problem.couplings().clone();
        for (int i = 0; i < fields.length; i++) {
            fields[i] *= sign(problem.qubits()[i]);
        }
        for (int c = 0; c < couplings.length; c++) {
            couplings[c] *= sign(problem.couplers()[2 * c]) * sign(problem.couplers()[2 * c + 1]);
        }
        return new QubitProblem(problem.qubits(), fields, problem.couplers(), couplings, problem.offset());
    }

    /** The answer to the changed problem as one to the problem itself. */
    public QubitAnswer undo(QubitAnswer answer) {
        int width = answer.qubits().length;
        byte[] spins = answer.spins().clone();
        for (int i = 0; i < width; i++) {
            int sign = sign(answer.qubits()[i]);
            for (int at = i; at < spins.length; at += width) {
                spins[at] *= (byte) sign;
            }
        }
        return new QubitAnswer(
                answer.id(), answer.qubits(), spins, answer.energies(), answer.occurrences(), answer.timing());
    }
}
