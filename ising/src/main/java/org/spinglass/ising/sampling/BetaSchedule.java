// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The inverse temperature of every sweep of an anneal, as a shape for any number of sweeps. Beta multiplies energies as the
 * model states them; infinity is pure descent. Immutable.
 */
public sealed interface BetaSchedule {

    /**
     * The inverse temperature of each sweep, counted from 0, as it is asked for: nothing grows with the sweeps.
     *
     * @param sweeps number of them, at least 1
     * @param measured tells the range that suits the model, where the schedule does not state its own
     * @throws IllegalArgumentException when the schedule is for another number of sweeps
     */
    IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured);

    /** All of {@link #beta}, one a sweep. */
    default double[] betas(int sweeps, Supplier<BetaRange> measured) {
        return IntStream.range(0, sweeps).mapToDouble(beta(sweeps, measured)).toArray();
    }

    /**
     * {@code beta_t = first (last / first)^(t / (sweeps - 1))}; a single sweep runs at {@code last}.
     *
     * @param first positive
     * @param last positive
     */
    record Geometric(double first, double last) implements BetaSchedule {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException when an end is not positive and finite
         */
        public Geometric {
            requirePositive(first, last);
        }

        @Override
        public IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured) {
            double way = Math.log(last) - Math.log(first);
            return t -> t == sweeps - 1 ? last : first * Math.exp(way * (t / (sweeps - 1.0)));
        }
    }

    /**
     * {@code beta_t = first + (last - first) t / (sweeps - 1)}; a single sweep runs at {@code last}.
     *
     * @param first positive
     * @param last positive
     */
    record Linear(double first, double last) implements BetaSchedule {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException when an end is not positive and finite
         */
        public Linear {
            requirePositive(first, last);
        }

        @Override
        public IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured) {
            return t -> t == sweeps - 1 ? last : first + (last - first) * t / (sweeps - 1.0);
        }
    }

    /**
     * Temperature falls linearly to zero: {@code 1 / beta_t = temperature (1 - t / (sweeps - 1))}, pure descent in the
     * last sweep; a single sweep is pure descent.
     *
     * @param temperature of the first sweep, none negative; at 0 all sweeps are pure descent
     */
    record Cooling(double temperature) implements BetaSchedule {
        /**
         * Checks the temperature.
         *
         * @throws IllegalArgumentException when it is negative or not finite
         */
        public Cooling {
            if (!(temperature >= 0) || Double.isInfinite(temperature)) {
                throw new IllegalArgumentException(
                        "temperature is " + temperature + "; expected a finite temperature of 0 or more");
            }
        }

        @Override
        public IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured) {
            return t -> t == sweeps - 1 ? Double.POSITIVE_INFINITY : 1 / (temperature * (1 - t / (sweeps - 1.0)));
        }
    }

    /**
     * Given inverse temperatures, for as many sweeps.
     *
     * @param values one a sweep, 0 to infinity; copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Custom(double... values) implements BetaSchedule {
        /**
         * Checks and copies the values.
         *
         * @throws IllegalArgumentException when there is none, or one is negative
         */
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
        public IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured) {
            if (sweeps != values.length) {
                throw new IllegalArgumentException(
                        values.length + " betas for " + sweeps + " sweeps; expected one a sweep");
            }
            return t -> values[t];
        }

        @Override
        public String toString() {
            return "Custom" + Arrays.toString(values);
        }
    }

    /**
     * Some sweeps of an anneal, the first of them number {@code from}.
     *
     * @param whole the schedule of all sweeps
     * @param from sweeps before, 0 or more
     * @param all sweeps of the whole anneal
     */
    record Part(BetaSchedule whole, int from, int all) implements BetaSchedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException when the first sweep is not one of the anneal
         */
        public Part {
            if (from < 0 || from >= all) {
                throw new IllegalArgumentException(
                        "a part from sweep " + from + " of " + all + "; expected one from 0 to " + (all - 1));
            }
        }

        @Override
        public IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured) {
            if (sweeps > all - from) {
                throw new IllegalArgumentException(
                        sweeps + " sweeps from sweep " + from + " of " + all + "; expected at most " + (all - from));
            }
            IntToDoubleFunction of = whole.beta(all, measured);
            return t -> of.applyAsDouble(from + t);
        }
    }

    /** Geometric between the ends of the range that is measured on the model. */
    record Automatic() implements BetaSchedule {
        @Override
        public IntToDoubleFunction beta(int sweeps, Supplier<BetaRange> measured) {
            BetaRange range = measured.get();
            return new Geometric(range.first(), range.last()).beta(sweeps, measured);
        }
    }

    /** {@link Geometric}. */
    static BetaSchedule geometric(double first, double last) {
        return new Geometric(first, last);
    }

    /** {@link Linear}. */
    static BetaSchedule linear(double first, double last) {
        return new Linear(first, last);
    }

    /** {@link Cooling}. */
    static BetaSchedule cooling(double temperature) {
        return new Cooling(temperature);
    }

    /** {@link Custom}. */
    static BetaSchedule custom(double... betas) {
        return new Custom(betas);
    }

    /** {@link Part}. */
    default BetaSchedule part(int from, int all) {
        return new Part(this, from, all);
    }

    /** {@link Automatic}. */
    static BetaSchedule automatic() {
        return new Automatic();
    }

    private static void requirePositive(double first, double last) {
        if (!(first > 0) || !(last > 0) || Double.isInfinite(first) || Double.isInfinite(last)) {
            throw new IllegalArgumentException(
                    "beta from " + first + " to " + last + "; expected finite positive betas");
        }
    }
}
