// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.OptionalDouble;
import org.spinglass.ising.sampling.SampleSet;

/** Means over the subproblems of one layer: energies over the latest step, acceptance over the epoch. */
final class LayerMeans {
    private Mean energy = new Mean();
    private Mean bound = new Mean();
    private Mean gap = new Mean();
    private final Mean acceptance = new Mean();

    /** Forgets the energies of the step before. */
    void beginStep() {
        energy = new Mean();
        bound = new Mean();
        gap = new Mean();
    }

    /**
     * Counts in all instances of a sample set.
     *
     * @param isEvaluated whether its energies are wanted, which cost something
     */
    void add(SampleSet found, boolean isEvaluated) {
        for (int instance = 0; isEvaluated && instance < found.instances(); instance++) {
            add(found.best(instance).energy(), found.lowerBound(instance));
        }
        acceptance.add(found.provenance().acceptance());
    }

    /** Counts in what a block came to. */
    void add(BlockStates found) {
        for (int k = 0; k < found.energies().length; k++) {
            double below = found.bounds()[k];
            add(found.energies()[k], Double.isNaN(below) ? OptionalDouble.empty() : OptionalDouble.of(below));
        }
        acceptance.add(found.acceptance());
    }

    private void add(double value, OptionalDouble below) {
        energy.add(value);
        if (below.isPresent()) {
            bound.add(below.getAsDouble());
            gap.add(value - below.getAsDouble());
        }
    }

    EpochReport.Layer report() {
        return new EpochReport.Layer(energy.value(), bound.value(), gap.value(), acceptance.value());
    }

    private static final class Mean {
        private double sum;
        private long count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }
}
