// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;

/**
 * How strong the transverse field and the classical energy are in each sweep of a {@link SimulatedQuantumAnnealing}.
 *
 * <p>Both are dimensionless, as they stand in the exponent of {@code exp(-b H)} at inverse temperature b: of {@code H =
 * -Gamma sum_i sigma^x_i + B E(sigma^z)} they are {@code transverse = b Gamma} and {@code beta = b B}. Schedules are
 * immutable.
 */
public sealed interface QuantumSchedule
        permits QuantumSchedule.Automatic, StrengthTable, StrengthTable.Programme, SpinSchedule {

    /**
     * The strengths of one sweep.
     *
     * @param transverse b Gamma, 0 to 10,000; 0 is classical
     * @param beta b B, 0 to infinity, multiplies energies as the model states them
     */
    record Strengths(double transverse, double beta) {
        /** A path turns over as often, in the mean. */
        private static final double MAXIMUM = 10_000;

        public Strengths {
            if (!(transverse >= 0 && transverse <= MAXIMUM) || !(beta >= 0)) {
                throw new IllegalArgumentException("transverse field " + transverse + ", beta " + beta
                        + "; expected a transverse field of 0 to 10000 and a beta of 0 or more");
            }
        }
    }

    /**
     * The strengths of each sweep, counted from 0, as they are asked for: nothing grows with the sweeps. Safe for several
     * threads.
     *
     * @param schedule inverse temperatures in place of those of {@link Automatic}, where it is not automatic itself
     * @param sweeps of a read
     * @throws IllegalArgumentException when both schedules state inverse temperatures
     */
    IntFunction<Strengths> strengths(IsingModel model, BetaSchedule schedule, int sweeps);

    /**
     * From the scale of the model, as {@link BetaRange} measures it.
     *
     * <p>Gamma falls linearly to 0 from 1.25 times the median local field {@code 1 / first} of random states, about
     * where a spin glass leaves its paramagnetic phase. Beta rises geometrically from two fifths of {@code last} to six
     * fifths, a little colder than a classical anneal ends, and starts lower where the transverse field {@code beta
     * Gamma} would be above 50. When the request states inverse temperatures these are taken instead; with an infinite
     * one there is no transverse field.
     */
    record Automatic() implements QuantumSchedule {
        private static final double FIELDS = 1.25;
        private static final double WARM = 0.4;
        private static final double COLD = 1.2;
        private static final double MOST = 50;
        private static final double SLICES_FIELDS = 1.7;
        private static final double SLICE = 2;
        private static final double SLICES_COLD = 2.5;

        @Override
        public IntFunction<Strengths> strengths(IsingModel model, BetaSchedule schedule, int sweeps) {
            BetaRange range = MeasuredRange.of(model);
            double first = Math.min(WARM * range.last(), MOST / FIELDS * range.first());
            BetaSchedule inverse = schedule instanceof BetaSchedule.Automatic
                    ? BetaSchedule.geometric(first, COLD * range.last())
                    : schedule;
            return falling(inverse.beta(sweeps, () -> range), sweeps, FIELDS / range.first(), MOST);
        }

        /**
         * The same for a few slices of imaginary time, P of them: Gamma falls from 1.7 times the median local field, at
         * the inverse temperature at which the transverse field then is 2 a slice; beta rises to two and a half times
         * that, or to {@code last} where this is colder. Found on a random graph of mean degree 20 and on a torus, with
         * four slices and with eight.
         */
        IntFunction<Strengths> ofSlices(int slices, IsingModel model, BetaSchedule schedule, int sweeps) {
            BetaRange range = MeasuredRange.of(model);
            double first = SLICE * slices / SLICES_FIELDS * range.first();
            BetaSchedule inverse = schedule instanceof BetaSchedule.Automatic
                    ? BetaSchedule.geometric(first, Math.max(SLICES_COLD * first, range.last()))
                    : schedule;
            return falling(inverse.beta(sweeps, () -> range), sweeps, SLICES_FIELDS / range.first(), MOST * slices);
        }

        private static IntFunction<Strengths> falling(
                IntToDoubleFunction betas, int sweeps, double strongest, double most) {
            return t -> {
                double beta = betas.applyAsDouble(t);
                double gamma = strongest * (1 - StrengthTable.position(t, sweeps));
                return new Strengths(Double.isInfinite(beta) ? 0 : Math.min(most, beta * gamma), beta);
            };
        }
    }

    /** {@link Automatic}. */
    static QuantumSchedule automatic() {
        return new Automatic();
    }

    /** The same strengths in every sweep. */
    static QuantumSchedule constant(double transverse, double beta) {
        return new StrengthTable(new double[] {0, 1}, new double[] {transverse, transverse}, new double[] {beta, beta});
    }
}
