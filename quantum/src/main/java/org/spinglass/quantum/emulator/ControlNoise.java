// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.SplittableRandom;
import org.spinglass.quantum.QubitProblem;

/** What a processor really programs: fields and couplings with Gaussian errors that stay the same for all reads. */
final class ControlNoise {
    private ControlNoise() {}

    /**
     * A problem, scaled, with noise.
     *
     * @param factor divides all fields and couplings
     */
    static QubitProblem programmed(
            QubitProblem problem, double factor, double fieldNoise, double couplingNoise, SplittableRandom random) {
        return new QubitProblem(
                problem.qubits(),
                disturbed(problem.fields(), factor, fieldNoise, random),
                problem.couplers(),
                disturbed(problem.couplings(), factor, couplingNoise, random),
                0);
    }

    private static double[] disturbed(double[] values, double factor, double noise, SplittableRandom random) {
        double[] disturbed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            disturbed[i] = values[i] / factor + (noise > 0 ? noise * random.nextGaussian() : 0);
        }
        return disturbed;
    }
}
