// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import org.spinglass.formats.Problem;
import org.spinglass.formats.Sense;

/** The energy of a value that was typed. */
final class TargetEnergy {
    private TargetEnergy() {}

    /**
     * The highest energy whose value is as good as a given one or better, so that a state has reached the value exactly when it
     * has no more energy: the value's own energy, give or take how that is rounded.
     */
    static double of(Problem problem, double value) {
        double energy = problem.energy(value);
        double step = Math.ulp(Math.max(Math.abs(energy), 2 * Math.abs(value)));
        if (!isAsGood(problem, energy, value)) {
            energy -= step;
        } else if (isAsGood(problem, energy + step, value)) {
            energy += step;
        }
        return energy;
    }

    private static boolean isAsGood(Problem problem, double energy, double value) {
        double found = problem.value(energy);
        return problem.sense() == Sense.MAX_CUT ? found >= value : found <= value;
    }
}
