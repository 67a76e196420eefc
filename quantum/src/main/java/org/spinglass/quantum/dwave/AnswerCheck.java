// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Arrays;
import org.spinglass.quantum.AnnealControls;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;

/** Whether an answer is one to the problem. */
final class AnswerCheck {
    /** What energies may be off by, in parts of the sum of all coefficients. */
    private static final double TOLERANCE = 1e-6;

    private AnswerCheck() {}

    /**
     * An answer with the energies of its states: the service may have added the problem's constant once more, or not at all, by
     * which all of them are off then.
     *
     * @throws IllegalArgumentException when it is of other qubits, has another number of reads, or energies that are
     *     not those of its first and last states
     */
    static QubitAnswer checked(AnnealJob job, QubitAnswer answer) {
        QubitProblem problem = job.problem();
        int[] qubits = problem.qubits();
        if (!Arrays.equals(answer.qubits(), qubits)) {
            throw new IllegalArgumentException("it is about " + answer.qubits().length + " qubits; expected the "
                    + qubits.length + " of the problem");
        }
        int reads = Arrays.stream(answer.occurrences()).sum();
        boolean isLimited = job.parameters().others().containsKey(AnnealControls.MAX_ANSWERS);
        if (reads != job.parameters().reads()
                && !(isLimited && reads < job.parameters().reads())) {
            throw new IllegalArgumentException(
                    "it has " + reads + " reads; expected " + job.parameters().reads());
        }
        double tolerance = TOLERANCE * scale(problem);
        double shift = shift(problem, answer, tolerance);
        int last = answer.rows() - 1;
        if (!(Math.abs(excess(problem, answer, last) - shift) <= tolerance)) {
            throw unexpected(problem, answer, last);
        }
        return shift == 0
                ? answer
                : new QubitAnswer(
                        answer.id(),
                        answer.qubits(),
                        answer.spins(),
                        Arrays.stream(answer.energies())
                                .map(stated -> stated - shift)
                                .toArray(),
                        answer.occurrences(),
                        answer.timing());
    }

    /** How the energy of the first row is off: not at all, or by the problem's constant. */
    private static double shift(QubitProblem problem, QubitAnswer answer, double tolerance) {
        double excess = excess(problem, answer, 0);
        for (double known : new double[] {0, problem.offset(), -problem.offset()}) {
            if (Math.abs(excess - known) <= tolerance) {
                return known;
            }
        }
        throw unexpected(problem, answer, 0);
    }

    private static double excess(QubitProblem problem, QubitAnswer answer, int row) {
        return answer.energies()[row] - problem.energy(answer.spins(), row * problem.qubits().length);
    }

    private static double scale(QubitProblem problem) {
        return 1
                + Math.abs(problem.offset())
                + Arrays.stream(problem.fields()).map(Math::abs).sum()
                + Arrays.stream(problem.couplings()).map(Math::abs).sum();
    }

    private static IllegalArgumentException unexpected(QubitProblem problem, QubitAnswer answer, int row) {
        return new IllegalArgumentException("the energy of row " + row + " is " + answer.energies()[row] + "; expected "
                + problem.energy(answer.spins(), row * problem.qubits().length) + " of its spins");
    }
}
