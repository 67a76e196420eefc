package org.spinglass.quantum.client;

import java.util.Arrays;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.QubitAnswer;

/** Whether an answer is one to the problem. */
final class AnswerCheck {
    /** What energies may be off by, in parts of the sum of all coefficients. */
    private static final double TOLERANCE = 1e-6;

    private AnswerCheck() {}

    /**
     * An answer with the energies of its states: the service may or may not have added the problem's constant, by which all of
     * them are off then.
     *
     * @throws IllegalArgumentException when it is of other qubits, has another number of reads, or energies that are not those of
     *     its first and last states
     */
    static QubitAnswer checked(AnnealJob job, QubitAnswer answer) {
        int[] qubits = job.problem().qubits();
        if (!Arrays.equals(answer.qubits(), qubits)) {
            throw new IllegalArgumentException("it is about " + answer.qubits().length + " qubits; expected the "
                    + qubits.length + " of the problem");
        }
        int reads = Arrays.stream(answer.occurrences()).sum();
        if (reads != job.parameters().reads()) {
            throw new IllegalArgumentException(
                    "it has " + reads + " reads; expected " + job.parameters().reads());
        }
        double scale = 1 + Math.abs(job.problem().offset());
        scale += Arrays.stream(job.problem().fields()).map(Math::abs).sum();
        scale += Arrays.stream(job.problem().couplings()).map(Math::abs).sum();
        double shift = answer.energies()[0] - job.problem().energy(answer.spins(), 0);
        int last = answer.rows() - 1;
        double energy = job.problem().energy(answer.spins(), last * qubits.length);
        if (!(Math.abs(energy + shift - answer.energies()[last]) <= TOLERANCE * scale)) {
            throw new IllegalArgumentException("the energy of row " + last + " is " + answer.energies()[last]
                    + "; expected " + (energy + shift) + " of its spins, as the first row's is of its own");
        }
        if (Math.abs(shift) <= TOLERANCE * scale) {
            return answer;
        }
        return new QubitAnswer(
                answer.id(),
                answer.qubits(),
                answer.spins(),
                Arrays.stream(answer.energies()).map(stated -> stated - shift).toArray(),
                answer.occurrences(),
                answer.timing());
    }
}
