// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.Arrays;
import org.spinglass.quantum.QubitProblem;

/** Problems of variables of 0 and 1 as problems of spins. */
final class QuboSpins {
    private QuboSpins() {}

    /**
     * The problem of spins that has the same energies at x = (1 + s) / 2, apart from the offset, which is left out:
     *
     * <pre>  h_i = Q_ii / 2 + sum_j Q_ij / 4,  J_ij = Q_ij / 4,  offset = sum_i Q_ii / 2 + sum_{i&lt;j} Q_ij / 4.</pre>
     *
     * @param qubo with coefficients of zeros and ones as fields and couplings
     */
    static QubitProblem of(QubitProblem qubo) {
        double[] fields = new double[qubo.fields().length];
        double[] couplings = new double[qubo.couplings().length];
        double offset = 0;
        for (int i = 0; i < fields.length; i++) {
            fields[i] = qubo.fields()[i] / 2;
            offset += qubo.fields()[i] / 2;
        }
        for (int c = 0; c < couplings.length; c++) {
            couplings[c] = qubo.couplings()[c] / 4;
            fields[Arrays.binarySearch(qubo.qubits(), qubo.couplers()[2 * c])] += couplings[c];
            fields[Arrays.binarySearch(qubo.qubits(), qubo.couplers()[2 * c + 1])] += couplings[c];
            offset += couplings[c];
        }
        return new QubitProblem(qubo.qubits(), fields, qubo.couplers(), couplings, offset);
    }

    static QubitProblem withOffset(QubitProblem problem, double offset) {
        return new QubitProblem(problem.qubits(), problem.fields(), problem.couplers(), problem.couplings(), offset);
    }
}
