// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.sampling.BetaSchedule;

/**
 * Strengths along the anneal parameter s, with straight lines between the knots. Sweep t of T stands at {@code s = t / (T -
 * 1)}, a single sweep at s = 1; {@link #programmed} takes another way through the table.
 *
 * <p>All arrays are copied. Two tables are equal when their numbers are.
 *
 * @param positions s of each knot, ascending from 0 to 1
 * @param transverse the transverse field times inverse temperature at each knot, 0 to 10,000
 * @param betas the inverse temperature of the classical energy at each knot, finite and 0 or more
 */
@SuppressWarnings("ArrayRecordComponent")
public record StrengthTable(double[] positions, double[] transverse, double[] betas) implements QuantumSchedule {
    /** h / k_B in mK per GHz, exact in the SI: 6.62607015e-34 / 1.380649e-23 * 1e12. */
    private static final double MILLIKELVIN_PER_GIGAHERTZ = 6.62607015e-34 / 1.380649e-23 * 1e12;

    public StrengthTable {
        positions = positions.clone();
        transverse = transverse.clone();
        betas = betas.clone();
        requireAxis("position", positions);
        if (positions[positions.length - 1] != 1) {
            throw new IllegalArgumentException(
                    "the last position is " + positions[positions.length - 1] + "; expected 1");
        }
        if (transverse.length != positions.length || betas.length != positions.length) {
            throw new IllegalArgumentException(transverse.length + " transverse fields and " + betas.length
                    + " betas at " + positions.length + " positions; expected one of each at each");
        }
        for (int k = 0; k < positions.length; k++) {
            if (Double.isInfinite(new Strengths(transverse[k], betas[k]).beta())) {
                throw new IllegalArgumentException("beta at position " + positions[k] + " is infinite");
            }
        }
    }

    /**
     * The table of a physical annealer, {@code H = -A(s)/2 sum_i sigma^x_i + B(s)/2 E(sigma^z)} at a temperature, as makers
     * of annealers publish it: with h the constant of Planck and k that of Boltzmann, {@code transverse = h A / (2 k T)}
     * and {@code beta = h B / (2 k T)}. E is of h and J as the annealer is programmed with them, after any scaling.
     *
     * @param positions s of each row, ascending from 0 to 1
     * @param a A in GHz at each, 0 or more
     * @param b B in GHz at each, 0 or more
     * @param millikelvin the temperature in mK, positive
     */
    public static StrengthTable ofAnnealer(double[] positions, double[] a, double[] b, double millikelvin) {
        if (!(millikelvin > 0) || Double.isInfinite(millikelvin)) {
            throw new IllegalArgumentException("temperature is " + millikelvin + " mK; expected a positive number");
        }
        double factor = MILLIKELVIN_PER_GIGAHERTZ / (2 * millikelvin);
        return new StrengthTable(
                positions,
                Arrays.stream(a).map(x -> x * factor).toArray(),
                Arrays.stream(b).map(x -> x * factor).toArray());
    }

    @Override
    public double[] positions() {
        return positions.clone();
    }

    @Override
    public double[] transverse() {
        return transverse.clone();
    }

    @Override
    public double[] betas() {
        return betas.clone();
    }

    /** The strengths at a position from 0 to 1. */
    public Strengths at(double s) {
        return new Strengths(interpolated(positions, transverse, s), interpolated(positions, betas, s));
    }

    @Override
    public IntFunction<Strengths> strengths(IsingModel model, BetaSchedule schedule, int sweeps) {
        return new Programme(this, new double[] {0, 1}, new double[] {0, 1}).strengths(model, schedule, sweeps);
    }

    /**
     * This table passed through as programmed: forward, backward, with pauses and quenches. The sweeps are spread evenly
     * over the time from 0 to the last of {@code times}.
     *
     * @param times ascending from 0, in any unit
     * @param positions s at each time, 0 to 1, with straight lines between
     */
    public QuantumSchedule programmed(double[] times, double[] positions) {
        return new Programme(this, times, positions);
    }

    /**
     * A table and a way through it; see {@link #programmed}.
     *
     * @param table the strengths at each position
     * @param times ascending from 0, in any unit
     * @param positions at each time, 0 to 1
     */
    public record Programme(StrengthTable table, double[] times, double[] positions) implements QuantumSchedule {
        public Programme {
            times = times.clone();
            positions = positions.clone();
            requireAxis("time", times);
            if (positions.length != times.length) {
                throw new IllegalArgumentException(
                        positions.length + " positions at " + times.length + " times; expected one at each");
            }
            for (double s : positions) {
                if (!(s >= 0 && s <= 1)) {
                    throw new IllegalArgumentException("position " + s + " is not from 0 to 1");
                }
            }
        }

        @Override
        public double[] times() {
            return times.clone();
        }

        @Override
        public double[] positions() {
            return positions.clone();
        }

        @Override
        public IntFunction<Strengths> strengths(IsingModel model, BetaSchedule schedule, int sweeps) {
            if (!(schedule instanceof BetaSchedule.Automatic)) {
                throw new IllegalArgumentException("the table of strengths states beta, and so does " + schedule
                        + "; expected BetaSchedule.automatic()");
            }
            double end = times[times.length - 1];
            return t -> table.at(interpolated(times, positions, end * position(t, sweeps)));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Programme that
                    && table.equals(that.table)
                    && Arrays.equals(times, that.times)
                    && Arrays.equals(positions, that.positions);
        }

        @Override
        public int hashCode() {
            return 31 * table.hashCode() + Arrays.hashCode(times) + Arrays.hashCode(positions);
        }

        @Override
        public String toString() {
            return "Programme[times " + Arrays.toString(times) + ", positions " + Arrays.toString(positions) + ", "
                    + table + "]";
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StrengthTable that
                && Arrays.equals(positions, that.positions)
                && Arrays.equals(transverse, that.transverse)
                && Arrays.equals(betas, that.betas);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(positions) + Arrays.hashCode(transverse) + Arrays.hashCode(betas);
    }

    @Override
    public String toString() {
        return "StrengthTable[positions " + Arrays.toString(positions) + ", transverse " + Arrays.toString(transverse)
                + ", betas " + Arrays.toString(betas) + "]";
    }

    /** Where a sweep stands, from 0 to 1; a single one at the end. */
    static double position(int sweep, int sweeps) {
        return sweeps == 1 ? 1 : sweep / (sweeps - 1.0);
    }

    private static void requireAxis(String name, double[] axis) {
        if (axis.length < 2 || axis[0] != 0) {
            throw new IllegalArgumentException(
                    name + "s are " + Arrays.toString(axis) + "; expected at least two, from 0 on");
        }
        for (int k = 1; k < axis.length; k++) {
            if (!(axis[k] > axis[k - 1]) || Double.isInfinite(axis[k])) {
                throw new IllegalArgumentException(
                        name + " " + axis[k] + " follows " + axis[k - 1] + "; expected ascending finite numbers");
            }
        }
    }

    private static double interpolated(double[] axis, double[] values, double x) {
        int k = 1;
        while (k < axis.length - 1 && axis[k] < x) {
            k++;
        }
        double share = Math.clamp((x - axis[k - 1]) / (axis[k] - axis[k - 1]), 0, 1);
        return values[k - 1] + share * (values[k] - values[k - 1]);
    }
}
