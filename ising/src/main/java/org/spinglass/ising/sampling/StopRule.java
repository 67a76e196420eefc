// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Ends an anneal before its schedule does. Rules combine with {@link #or} and {@link #and}.
 *
 * <p>A rule is asked after every sweep of every group of reads that share a sweep, and of long sweeps a few times while
 * they last; of a model of one instance, reads not begun when it stops at no sweep at all are left out. All but
 * {@link #after(Duration)} give the same answer for any number of threads. A rule must be safe for use from several
 * threads.
 */
@FunctionalInterface
public interface StopRule {

    /** Whether to stop here. */
    boolean stopsAt(Progress progress);

    /** What a run records of a rule that never stops. */
    String NEVER = "never";

    /** Runs the schedule to its end. */
    static StopRule never() {
        return new Described(NEVER, OptionalDouble.empty(), progress -> false);
    }

    /**
     * Stops after a number of sweeps.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    static StopRule sweeps(int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("sweeps is " + sweeps + "; expected at least 1");
        }
        return new Described(
                "after " + sweeps + " sweeps", OptionalDouble.empty(), progress -> progress.sweep() >= sweeps);
    }

    /** Stops once this much time has passed since the call began. What is found then depends on the machine. */
    static StopRule after(Duration duration) {
        return new Described(
                "after " + seconds(duration) + " s",
                OptionalDouble.empty(),
                progress -> progress.elapsed().compareTo(duration) >= 0);
    }

    /**
     * Stops each group of reads once one of its reads has reached this energy. No margin is needed: what a sampler
     * follows in single precision only says when to look, and the model's own energy of the state decides.
     */
    static StopRule energy(double target) {
        if (Double.isNaN(target)) {
            throw new IllegalArgumentException("the target energy is not a number");
        }
        return new Described(
                "at energy " + target, OptionalDouble.of(target), progress -> progress.bestEnergy() <= target);
    }

    /**
     * Stops after this many sweeps in a row in which no read of the group lowered its best energy.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    static StopRule noImprovement(int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("sweeps is " + sweeps + "; expected at least 1");
        }
        return new Described(
                "after " + sweeps + " sweeps without improvement",
                OptionalDouble.empty(),
                progress -> progress.sweepsSinceImprovement() >= sweeps);
    }

    /** Stops when either rule does. */
    default StopRule or(StopRule other) {
        return new Described(
                NEVER.equals(description())
                        ? other.description()
                        : NEVER.equals(other.description())
                                ? description()
                                : description() + " or " + other.description(),
                higher(targetEnergy(), other.targetEnergy()),
                progress -> stopsAt(progress) || other.stopsAt(progress));
    }

    /** Stops when both rules do. */
    default StopRule and(StopRule other) {
        return new Described(
                NEVER.equals(description()) || NEVER.equals(other.description())
                        ? NEVER
                        : part(description()) + " and " + part(other.description()),
                higher(targetEnergy(), other.targetEnergy()),
                progress -> stopsAt(progress) && other.stopsAt(progress));
    }

    /**
     * The highest energy at which the rule may stop because of it. Near and below it a sampler tells the rule the
     * model's own energy of the state, and otherwise the one that it follows in its own precision. Empty where no
     * energy stops it.
     */
    default OptionalDouble targetEnergy() {
        return OptionalDouble.empty();
    }

    private static OptionalDouble higher(OptionalDouble a, OptionalDouble b) {
        return b.isEmpty() || a.isPresent() && a.getAsDouble() >= b.getAsDouble() ? a : b;
    }

    private static String part(String description) {
        return description.contains(" or ") ? "(" + description + ")" : description;
    }

    /** To the millisecond, of spans below a second to three digits. */
    private static String seconds(Duration duration) {
        BigDecimal whole = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        int digits = Math.max(3, 3 - (whole.precision() - whole.scale()));
        BigDecimal rounded = whole.setScale(Math.min(9, digits), RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** What a run records of the rule, in words; {@code custom} unless the rule comes from this interface. */
    default String description() {
        return "custom";
    }

    /**
     * A rule and its description.
     *
     * @param description what a run records of it
     * @param targetEnergy at which it may stop
     * @param rule decides
     */
    record Described(String description, OptionalDouble targetEnergy, StopRule rule) implements StopRule {
        @Override
        public boolean stopsAt(Progress progress) {
            return rule.stopsAt(progress);
        }
    }
}
