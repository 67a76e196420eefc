// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.time.Duration;
import java.util.Locale;

/**
 * Access time that may be spent. Time is set aside before problems are handed over, and replaced by what was charged for them
 * afterwards, so that calls at the same time do not exceed it together. Safe for several threads.
 */
public final class Budget {
    private static final double MICROS_PER_SECOND = 1e6;

    private final double limit;
    private double charged;
    private double reserved;

    private Budget(double limit) {
        this.limit = limit;
    }

    /**
     * A budget, of which nothing is spent yet.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public static Budget of(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the budget is " + limit + "; expected time that is not negative");
        }
        return new Budget(limit.toNanos() / 1e3);
    }

    /** The whole, in microseconds. */
    public double limit() {
        return limit;
    }

    /** What was charged, in microseconds. */
    public synchronized double charged() {
        return charged;
    }

    /** What is neither charged nor set aside, in microseconds; negative where problems were charged more than estimated. */
    public synchronized double remaining() {
        return limit - charged - reserved;
    }

    /**
     * Sets time aside.
     *
     * @param micros estimated
     * @param problems how many they are, for the message
     * @throws BudgetExceededException when more is needed than remains; nothing is set aside
     */
    synchronized void reserve(double micros, int problems) {
        double left = limit - charged - reserved;
        if (micros > left) {
            throw new BudgetExceededException(String.format(
                    Locale.ROOT,
                    "%d %s would take about %.6f s of access time, but of the budget of %.6f s only %.6f s are left"
                            + " (%.6f s charged, %.6f s under way); nothing was submitted",
                    problems,
                    problems == 1 ? "problem" : "problems",
                    micros / MICROS_PER_SECOND,
                    limit / MICROS_PER_SECOND,
                    Math.max(0, left) / MICROS_PER_SECOND,
                    charged / MICROS_PER_SECOND,
                    reserved / MICROS_PER_SECOND));
        }
        reserved += micros;
    }

    /** Replaces time that was set aside by what was charged. */
    synchronized void settle(double micros, double really) {
        reserved = Math.max(0, reserved - micros);
        charged += really;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.6f s of %.6f s of access time charged",
                charged() / MICROS_PER_SECOND,
                limit / MICROS_PER_SECOND);
    }
}
