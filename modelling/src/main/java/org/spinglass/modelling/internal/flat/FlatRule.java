// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.flat;

/** A rule over the atoms of a {@link FlatModel}. */
public sealed interface FlatRule {
    /** What it is called in answers. */
    String name();

    /** What breaking it costs; infinite of a rule that must hold. */
    double weight();

    /** Whether it must hold. */
    default boolean isHard() {
        return weight() == Double.POSITIVE_INFINITY;
    }

    /**
     * A value within bounds. It is broken by how far the value lies outside; broken softly, the square of that times
     * the weight is paid.
     *
     * @param expression the value
     * @param low may be minus infinity
     * @param high may be infinity
     * @param unit of what the value can be, counted from the bounds; 0 where none is known, or none is needed
     * @param hasSlack whether an inequality may take bits of its own
     */
    record Range(
            String name, double weight, Polynomial expression, double low, double high, double unit, boolean hasSlack)
            implements FlatRule {
        /** Rounding that is forgiven, in parts of a bound. */
        public static final double ROUNDING = 1e-9;

        /** The same of other bounds. */
        public Range within(double least, double most) {
            return new Range(name, weight, expression, least, most, unit, hasSlack);
        }

        /** By how much a value breaks it; 0 where it holds. */
        public double broken(double value) {
            double over = Math.max(value - high, low - value);
            double bound = value > high ? high : low;
            return over <= ROUNDING * (1 + Math.abs(bound)) ? 0 : over;
        }
    }

    /**
     * Groups of atoms with the values 0 and 1, of each of which one at most may be 1. It is broken by the number of
     * pairs that are 1 together.
     *
     * @param groups atoms
     */
    record Groups(String name, double weight, int[][] groups) implements FlatRule {}
}
