// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;

class AnswerCheckTest {
    /** Two qubits, {@code E = 0.5 s0 - s0 s4 + 3}. */
    private static final QubitProblem PROBLEM =
            new QubitProblem(new int[] {0, 4}, new double[] {0.5, 0}, new int[] {0, 4}, new double[] {-1}, 3);

    private static QubitAnswer checked(double... energies) {
        byte[] spins = energies.length == 1 ? new byte[] {-1, -1} : new byte[] {-1, -1, 1, -1};
        int[] occurrences = energies.length == 1 ? new int[] {3} : new int[] {2, 1};
        AnnealJob job = new AnnealJob(PROBLEM, AnnealParameters.of(3), "");
        return AnswerCheck.checked(job, new QubitAnswer("a", PROBLEM.qubits(), spins, energies, occurrences, Map.of()));
    }

    @Test
    void theProblemsConstantMayBeMissingOrCountedTwice() {
        for (double shift : new double[] {0, 3, -3}) {
            assertThat(checked(1.5 + shift, 4.5 + shift).energies()).containsExactly(1.5, 4.5);
        }
    }

    @Test
    void anyOtherEnergyIsRefusedAlsoWhereThereIsOneRow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checked(1.75))
                .withMessage("the energy of row 0 is 1.75; expected 1.5 of its spins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checked(3.5, 6.5))
                .withMessageContaining("row 0 is 3.5; expected 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> checked(1.5, 4.25))
                .withMessageContaining("row 1 is 4.25; expected 4.5");
        assertThatIllegalArgumentException().isThrownBy(() -> checked(Double.NaN, 4.5));
    }
}
