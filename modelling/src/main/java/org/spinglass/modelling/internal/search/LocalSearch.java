// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * Repairs and improves values on the rules and the objective themselves, without penalties: changes of one variable
 * that mend broken rules, then changes of one and of two at once that lower the cost and break nothing, then the same
 * again after random changes. For one thread at a time.
 */
public final class LocalSearch {
    private static final int CHANGED = 40;
    private static final int KICKS = 20;
    private static final int KICKED = 3;
    private static final int KICK_STEPS = 200;

    /** Steps of a repair: so many at least, and for each broken rule. */
    private static final long REPAIR_STEPS = 5000;

    private static final long STEPS_OF_RULE = 10;

    /** Variables and terms that kicks look at, so that large models are kicked less often. */
    private static final long KICK_WORK = 20_000;

    /** Changes by which values are to become better. */
    private static final long BETTER_STEPS = 10_000;

    /** A turn takes so long at most, but as long as some descents. */
    private static final long TURN_NANOS = 200_000_000;

    /** Turns that there are to be at least. */
    private static final int TURNS = 10;

    private static final int DESCENTS_A_TURN = 8;

    /** Of the time that there is. */
    private static final double FIRST_ANNEAL = 0.1;

    private static final double LATER_ANNEALS = 0.2;

    private final FlatModel flat;
    private final Incidence incidence;
    private final Alternatives alternatives;
    private final Repair repair;
    private final Descent descent;
    private final Reversals reversals;
    private final @Nullable OrderAnnealing annealing;
    private final SoftWalk softWalk;
    private @Nullable Optional<Improvement> improvement;

    /** For a model. Cost: a pass over its terms. */
    public LocalSearch(FlatModel flat) {
        this.flat = flat;
        this.incidence = new Incidence(flat);
        this.alternatives = new Alternatives(flat, incidence);
        this.repair = new Repair(flat, incidence, alternatives);
        this.descent = new Descent(flat, incidence, alternatives);
        this.reversals = new Reversals(flat, incidence);
        this.annealing = OrderAnnealing.of(flat, incidence);
        this.softWalk = new SoftWalk(flat, incidence, alternatives);
    }

    /**
     * The values repaired, if that succeeds, and improved.
     *
     * @param seed fixes the order of what is tried
     * @param isOver asked now and then; ends the search early
     */
    public int[] improved(int[] values, long seed, BooleanSupplier isOver) {
        return improved(values, seed, Double.NEGATIVE_INFINITY, isOver);
    }

    /**
     * The same up to a cost.
     *
     * @param enough a cost that is good enough; looked at after each pass over the variables
     * @return no more rules are broken than by the values given
     */
    public int[] improved(int[] values, long seed, double enough, BooleanSupplier isOver) {
        State state = new State(flat, incidence, values);
        long work = flat.variables() + incidence.terms;
        long kicks = Math.min(KICKS, (KICK_WORK + work - 1) / work);
        search(
                state,
                new SplittableRandom(seed),
                Math.max(REPAIR_STEPS, STEPS_OF_RULE * state.brokenRules()),
                kicks,
                enough,
                isOver);
        return state.values();
    }

    /**
     * As {@link #improved}, until it is over or the cost is good enough: walks along broken soft rules, kicks, and the
     * search for better values by repair, take turns.
     *
     * @param seconds until it will be over, so that each of them has some turns in short times too
     * @param better is told of the first values that break no rule, and turn by turn of those that cost less than all
     *     told before
     */
    public int[] persisted(
            int[] values, long seed, double enough, double seconds, BooleanSupplier isOver, Consumer<int[]> better) {
        long end = System.nanoTime() + (long) (1e9 * seconds);
        State state = new State(flat, incidence, values);
        SplittableRandom random = new SplittableRandom(seed);
        repair.best(state, random, Long.MAX_VALUE, isOver);
        if (state.isFeasible()) {
            long began = System.nanoTime();
            descent.run(state, random, enough, isOver);
            better.accept(state.values());
            long turn = Math.max(turn(seconds), DESCENTS_A_TURN * (System.nanoTime() - began));
            Optional<Improvement> improvement = improvement();
            annealAtFirst(state, random, enough, seconds, end, isOver, better);
            double told = state.cost();
            boolean areTurned = annealing == null;
            while (state.isFeasible() && state.cost() > enough && !isOver.getAsBoolean()) {
                areTurned = areTurned && reversals.run(state, random, enough, within(turn, isOver));
                isAnnealed(state, random, enough, LATER_ANNEALS * seconds, end, isOver);
                softWalk.run(state, random, enough, within(turn, isOver));
                kick(state, random, Long.MAX_VALUE, enough, within(turn, isOver));
                improvement
                        .flatMap(search ->
                                search.of(state.values(), state.cost(), random, Long.MAX_VALUE, within(turn, isOver)))
                        .ifPresent(other -> move(state, other));
                descent.run(state, random, enough, isOver);
                if (state.isFeasible() && state.cost() < told) {
                    told = state.cost();
                    better.accept(state.values());
                }
            }
        }
        return state.values();
    }

    /**
     * Values that are better by repair, one step of the objective after the other, as long as some thousand changes find
     * some.
     *
     * @param values that break nothing
     */
    public int[] bettered(int[] values, long seed, double enough, BooleanSupplier isOver) {
        State state = new State(flat, incidence, values);
        SplittableRandom random = new SplittableRandom(seed);
        Optional<Improvement> improvement = improvement();
        boolean isBetter = improvement.isPresent() && state.isFeasible();
        while (isBetter && state.cost() > enough && !isOver.getAsBoolean()) {
            Optional<int[]> better = improvement.get().of(state.values(), state.cost(), random, BETTER_STEPS, isOver);
            isBetter = better.isPresent();
            if (isBetter) {
                move(state, better.get());
                descent.run(state, random, enough, isOver);
            }
        }
        return state.values();
    }

    /** Anneals orders, each time for twice as long, until that brings nothing twice or it is over. */
    private void annealAtFirst(
            State state,
            SplittableRandom random,
            double enough,
            double seconds,
            long end,
            BooleanSupplier isOver,
            Consumer<int[]> better) {
        double length = FIRST_ANNEAL * seconds;
        int vain = 0;
        while (annealing != null && vain < 2 && state.cost() > enough && !isOver.getAsBoolean()) {
            boolean isBetter = isAnnealed(state, random, enough, length, end, isOver);
            vain = isBetter ? 0 : vain + 1;
            if (isBetter) {
                better.accept(state.values());
            }
            length *= 2;
        }
    }

    /** Anneals orders once, for so many seconds or what is left; whether that lowers the cost. */
    private boolean isAnnealed(
            State state, SplittableRandom random, double enough, double seconds, long end, BooleanSupplier isOver) {
        long nanos = Math.min((long) (1e9 * seconds), end - System.nanoTime());
        return annealing != null && nanos > 0 && annealing.run(state, random, enough, nanos, isOver);
    }

    /** Whether {@link #persisted} anneals the order of values. */
    public boolean annealsOrders() {
        return annealing != null;
    }

    /** Made when it is needed first, as it has lists of all terms of its own. */
    private Optional<Improvement> improvement() {
        Optional<Improvement> known = improvement;
        if (known == null) {
            known = Improvement.of(flat);
            improvement = known;
        }
        return known;
    }

    private static long turn(double seconds) {
        return (long) Math.min(TURN_NANOS, 1e9 * seconds / TURNS);
    }

    /** Over after a while, too. */
    private static BooleanSupplier within(long nanos, BooleanSupplier isOver) {
        long end = System.nanoTime() + nanos;
        return () -> System.nanoTime() >= end || isOver.getAsBoolean();
    }

    private void move(State state, int[] values) {
        for (int v = 0; v < values.length; v++) {
            if (state.value(v) != values[v]) {
                state.change(v, values[v]);
            }
        }
    }

    private void search(
            State state, SplittableRandom random, long steps, long kicks, double enough, BooleanSupplier isOver) {
        repair.best(state, random, steps, isOver);
        if (state.isFeasible()) {
            descent.run(state, random, enough, isOver);
            kick(state, random, kicks, enough, isOver);
        }
    }

    /**
     * Other values: so many variables changed at random and kept so, all others repaired.
     *
     * @param values to begin with
     * @param changes variables to change, at least 1
     * @param isImproved whether the others are improved as well
     * @param seed fixes what is changed, and the order of what is tried
     * @param isOver asked now and then; ends the search early
     * @return empty where rules stay broken, or fewer variables have other values
     */
    public Optional<int[]> moved(int[] values, int changes, boolean isImproved, long seed, BooleanSupplier isOver) {
        State state = new State(flat, incidence, values);
        SplittableRandom random = new SplittableRandom(seed);
        int left = changes;
        for (int tried = 0; tried < 4 * changes + CHANGED && left > 0; tried++) {
            int v = random.nextInt(flat.variables());
            if (isTurned(state, v, random)) {
                state.keep(v);
                left--;
            }
        }
        repair.best(state, random, REPAIR_STEPS, isOver);
        if (left > 0 || !state.isFeasible()) {
            return Optional.empty();
        }
        if (isImproved) {
            descent.run(state, random, Double.NEGATIVE_INFINITY, isOver);
        }
        return Optional.of(state.values());
    }

    /** Whether a variable could be given another value. */
    private boolean isTurned(State state, int v, SplittableRandom random) {
        int[] others = alternatives.some(state, v, random);
        if (others.length > 0) {
            state.change(v, others[random.nextInt(others.length)]);
        }
        return others.length > 0;
    }

    /** Goes to the best of what a few random changes, repair and descent lead to, again and again from the best. */
    private void kick(State state, SplittableRandom random, long kicks, double enough, BooleanSupplier isOver) {
        for (long kick = 0; kick < kicks && state.cost() > enough && !isOver.getAsBoolean(); kick++) {
            double cost = state.cost();
            state.mark();
            for (int k = 0; k < KICKED; k++) {
                isTurned(state, random.nextInt(flat.variables()), random);
            }
            repair.brief(state, random, KICK_STEPS, isOver);
            if (state.isFeasible()) {
                descent.run(state, random, enough, isOver);
            }
            if (!state.isFeasible() || state.cost() >= cost - state.leastGain()) {
                state.revert();
            }
        }
    }
}
