// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.BetaSchedule;

/**
 * Strengths that differ from spin to spin, as where the qubits of an annealer are programmed one by one. In a sweep, in
 * units of the temperature,
 *
 * <pre>  H = -sum_i Gamma_i sigma^x_i + sum_i f_i sigma^z_i + sum_(i,j) r_i r_j J_ij sigma^z_i sigma^z_j,</pre>
 *
 * <p>with the couplings J of the model. The model's own fields take no part: f is the whole field. For sparse models
 * only. A sweep costs one step more for each coupling than with strengths that are the same for all.
 *
 * @param source the strengths of each sweep; safe for several threads, and the same whenever it is asked
 */
public record SpinSchedule(Source source) implements QuantumSchedule {

    /** Where strengths come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * The strengths of a sweep.
         *
         * @param position of the sweep in the anneal, from 0 to 1; a single one stands at the end
         */
        SpinStrengths at(double position);
    }

    /**
     * The strengths of one sweep, all for one temperature. Arrays are taken over and must not change afterwards.
     *
     * @param transverse Gamma of each spin, 0 to 10,000
     * @param fields f of each spin
     * @param roots r of each spin, 0 or more: where all are the same, the root of beta
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record SpinStrengths(double[] transverse, double[] fields, double[] roots) {
        /** Checks lengths and ranges. */
        public SpinStrengths {
            if (fields.length != transverse.length || roots.length != transverse.length) {
                throw new IllegalArgumentException(transverse.length + " transverse fields, " + fields.length
                        + " fields and " + roots.length + " roots; expected one of each for each spin");
            }
            for (int i = 0; i < fields.length; i++) {
                new Strengths(transverse[i], roots[i] * roots[i]);
                if (!Double.isFinite(fields[i]) || !(roots[i] >= 0 && Double.isFinite(roots[i]))) {
                    throw new IllegalArgumentException("field " + fields[i] + ", root " + roots[i] + " of spin " + i
                            + "; expected finite numbers, and a root of 0 or more");
                }
            }
        }

        /** The strongest of all spins. */
        Strengths strongest() {
            double root = Arrays.stream(roots).max().orElse(0);
            return new Strengths(Arrays.stream(transverse).max().orElse(0), root * root);
        }
    }

    /** The strengths of a sweep of so many. */
    SpinStrengths of(int sweep, int sweeps) {
        return source.at(StrengthTable.position(sweep, sweeps));
    }

    /** The strongest of all spins in every sweep. */
    @Override
    public IntFunction<Strengths> strengths(IsingModel model, BetaSchedule schedule, int sweeps) {
        if (!(schedule instanceof BetaSchedule.Automatic)) {
            throw new IllegalArgumentException("the strengths of each spin state beta, and so does " + schedule
                    + "; expected BetaSchedule.automatic()");
        }
        int spins = of(0, sweeps).fields().length;
        if (spins != model.spins()) {
            throw new IllegalArgumentException("strengths of " + spins + " spins for a model of " + model.spins());
        }
        return t -> of(t, sweeps).strongest();
    }

    @Override
    public String toString() {
        return "SpinSchedule";
    }
}
