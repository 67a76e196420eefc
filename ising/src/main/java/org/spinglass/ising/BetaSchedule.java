package org.spinglass.ising;

import java.util.Arrays;

/**
 * The inverse temperature of every sweep of an anneal. Beta multiplies energies as the model states them; infinity
 * is pure descent.
 */
public sealed interface BetaSchedule {

    /** Number of sweeps, at least 1. */
    int sweeps();

    /** The inverse temperatures for a model, one a sweep. */
    double[] betas(IsingModel model);

    /**
     * {@code beta_t = first (last / first)^(t / (sweeps - 1))}; a single sweep runs at {@code last}.
     *
     * @param first positive
     * @param last positive
     */
    record Geometric(double first, double last, int sweeps) implements BetaSchedule {
        public Geometric {
            requirePositive(first, last, sweeps);
        }

        @Override
        public double[] betas(IsingModel model) {
            double[] betas = new double[sweeps];
            for (int t = 0; t < sweeps; t++) {
                betas[t] = t == sweeps - 1
                        ? last
                        : first * Math.exp((Math.log(last) - Math.log(first)) * (t / (sweeps - 1.0)));
            }
            return betas;
        }
    }

    /**
     * {@code beta_t = first + (last - first) t / (sweeps - 1)}; a single sweep runs at {@code last}.
     *
     * @param first positive
     * @param last positive
     */
    record Linear(double first, double last, int sweeps) implements BetaSchedule {
        public Linear {
            requirePositive(first, last, sweeps);
        }

        @Override
        public double[] betas(IsingModel model) {
            double[] betas = new double[sweeps];
            for (int t = 0; t < sweeps; t++) {
                betas[t] = t == sweeps - 1 ? last : first + (last - first) * t / (sweeps - 1.0);
            }
            return betas;
        }
    }

    /**
     * Temperature falls linearly to zero: {@code 1 / beta_t = temperature (1 - t / (sweeps - 1))}, pure descent in the
     * last sweep; a single sweep is pure descent.
     *
     * @param temperature of the first sweep, none negative; at 0 all sweeps are pure descent
     */
    record Cooling(double temperature, int sweeps) implements BetaSchedule {
        public Cooling {
            if (!(temperature >= 0) || Double.isInfinite(temperature) || sweeps < 1) {
                throw new IllegalArgumentException("temperature " + temperature + ", sweeps " + sweeps
                        + "; expected a finite temperature of 0 or more and at least 1 sweep");
            }
        }

        @Override
        public double[] betas(IsingModel model) {
            double[] betas = new double[sweeps];
            for (int t = 0; t < sweeps; t++) {
                betas[t] = t == sweeps - 1 ? Double.POSITIVE_INFINITY : 1 / (temperature * (1 - t / (sweeps - 1.0)));
            }
            return betas;
        }
    }

    /**
     * Given inverse temperatures.
     *
     * @param values one a sweep, 0 to infinity; copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Custom(double... values) implements BetaSchedule {
        public Custom {
            values = values.clone();
            if (values.length == 0) {
                throw new IllegalArgumentException("a schedule has at least one sweep");
            }
            for (double value : values) {
                if (!(value >= 0)) {
                    throw new IllegalArgumentException("beta " + value + " is not 0 or more");
                }
            }
        }

        @Override
        public double[] values() {
            return values.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Custom that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public int sweeps() {
            return values.length;
        }

        @Override
        public double[] betas(IsingModel model) {
            return values.clone();
        }

        @Override
        public String toString() {
            return "Custom" + Arrays.toString(values);
        }
    }

    /** Geometric between the {@link BetaRange} measured on the model. */
    record Automatic(int sweeps) implements BetaSchedule {
        public Automatic {
            requirePositive(1, 1, sweeps);
        }

        @Override
        public double[] betas(IsingModel model) {
            BetaRange range = BetaRange.of(model);
            return new Geometric(range.first(), range.last(), sweeps).betas(model);
        }
    }

    /** {@link Geometric}. */
    static BetaSchedule geometric(double first, double last, int sweeps) {
        return new Geometric(first, last, sweeps);
    }

    /** {@link Linear}. */
    static BetaSchedule linear(double first, double last, int sweeps) {
        return new Linear(first, last, sweeps);
    }

    /** {@link Cooling}. */
    static BetaSchedule cooling(double temperature, int sweeps) {
        return new Cooling(temperature, sweeps);
    }

    /** {@link Custom}. */
    static BetaSchedule custom(double... betas) {
        return new Custom(betas);
    }

    /** {@link Automatic}. */
    static BetaSchedule automatic(int sweeps) {
        return new Automatic(sweeps);
    }

    private static void requirePositive(double first, double last, int sweeps) {
        if (!(first > 0) || !(last > 0) || Double.isInfinite(first) || Double.isInfinite(last) || sweeps < 1) {
            throw new IllegalArgumentException("beta from " + first + " to " + last + " in " + sweeps
                    + " sweeps; expected finite positive betas and at least 1 sweep");
        }
    }
}
