// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.Part;

/** The rounds of a part of a model. */
final class PartSearch {
    /** States of a round that are read back. */
    private static final int READ = 200;

    /** A round has this part of the time that is left. */
    private static final int PART = 3;

    private static final int MOST_DOUBLINGS = 20;
    private static final int MOST_VAIN = 4;

    /** As if an Ising model had been in vain so often, where the order of values is annealed itself. */
    private static final int VAIN_ORDERS = 2;

    /** To build a large Ising model takes up to so many times what is known of it. */
    private static final double BUILDING = 2;

    /** Seconds that the first large Ising model takes for each of its terms, about. */
    private static final double BUILDING_OF_TERM = 2e-6;

    /** What rounding may make of an energy, in parts of it. */
    private static final double ROUNDING = 1e-9;

    private final ModelSearch whole;
    private final ModelRequest request;
    private final Part part;
    private final FlatModel flat;
    private final IsingForm form;
    private final AnswerSearch local;
    private final AnswerPool pool;
    private final SplittableRandom random;
    private @Nullable RuleWeights weights;
    private ModelSolution.@Nullable End proved;
    private double bound;
    private long deadline = Long.MAX_VALUE;
    private int vain; // rounds behind each other in which the Ising model found answers, and none better than the best
    private double building; // seconds that an Ising model takes to be built, as far as is known

    /**
     * Prepares.
     *
     * @param bound what no cost of the part is below, where something is known; else minus infinity
     */
    PartSearch(
            ModelSearch whole, ModelRequest request, Part part, IsingForm form, double bound, SplittableRandom random) {
        this.whole = whole;
        this.request = request;
        this.part = part;
        this.flat = part.flat();
        this.form = form;
        this.pool = new AnswerPool(flat);
        this.random = random;
        this.local = new AnswerSearch(this, whole, request, flat, random);
        this.vain = local.annealsOrders() ? VAIN_ORDERS : 0;
        this.bound = bound;
    }

    Part part() {
        return part;
    }

    IsingForm form() {
        return form;
    }

    /** What parts share time by: variables and terms. */
    double size() {
        return flat.variables() + (double) flat.size();
    }

    AnswerPool pool() {
        return pool;
    }

    /** What no cost of the part is below; minus infinity where nothing is known. */
    double bound() {
        return bound;
    }

    ModelSolution.@Nullable End proved() {
        return proved;
    }

    /**
     * Makes a first answer, with a time limit in so many seconds; a part of them even where presolve took all the time.
     */
    void begin(int[] start, double seconds) {
        local.begin(Beginning.within(flat, start), seconds);
        proved = byBounds();
    }

    /**
     * Searches in rounds.
     *
     * @param isFirst whether one round is done even when there is no time
     * @param end when to end, by {@link System#nanoTime}
     */
    void run(boolean isFirst, long end) {
        deadline = end;
        building = Math.max(whole.preparing(), BUILDING_OF_TERM * flat.size());
        int idle = 0;
        for (int k = 0; k < request.rounds() && !isDone(); k++) {
            if ((k > 0 || !isFirst) && isEnded() || request.timeLimit() == null && idle >= 2) {
                break;
            }
            if (form.isLarge() && (isEnded() || left() < BUILDING * building * (1L << vain))) {
                whole.wasUnbuilt();
                local.persist(left());
                break;
            }
            double before = cost();
            long began = System.nanoTime();
            whole.begins(k);
            round(k, weights());
            local.spread((System.nanoTime() - began) * 1e-9);
            idle = cost() != before || !pool.best().isFeasible() ? 0 : idle + 1;
        }
    }

    /** Seconds until it has to end; infinite without a time limit. */
    private double left() {
        return deadline == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (deadline - System.nanoTime()) * 1e-9;
    }

    /** Whether a proof ends the search: of the best answer if there are as many as were wanted. */
    private boolean isDone() {
        return proved == ModelSolution.End.INFEASIBLE
                || proved == ModelSolution.End.OPTIMAL
                        && pool.apart(request.answers(), request.distance()).size() == request.answers();
    }

    /** That the best is no worse than what the objective cannot be better than proves it too. */
    private ModelSolution.@Nullable End byBounds() {
        double least = Math.max(bound, flat.least(flat.objective()));
        if (cost() > least + ROUNDING * Math.max(1, Math.abs(least))) {
            return null;
        }
        bound = cost();
        return ModelSolution.End.OPTIMAL;
    }

    private boolean isOver() {
        return whole.isOver() || isLate();
    }

    boolean isLate() {
        return deadline != Long.MAX_VALUE && System.nanoTime() >= deadline;
    }

    boolean isEnded() {
        return whole.isEnded() || isLate();
    }

    /** Of the best answer; infinite where none is feasible. */
    double cost() {
        return pool.best().isFeasible() ? pool.best().cost() : Double.POSITIVE_INFINITY;
    }

    /** Made with the Ising model that they are for. */
    private RuleWeights weights() {
        RuleWeights known = weights;
        if (known == null) {
            known = new RuleWeights(flat, form);
            weights = known;
        }
        return known;
    }

    private void round(int number, RuleWeights weights) {
        double began = whole.seconds();
        PlainIsing ising = form.ising(weights.values(), this::isEnded);
        if (ising == null) {
            whole.wasUnbuilt();
            return;
        }
        building = whole.seconds() - began;
        Solution solution = solved(ising, asked(number));
        List<int[]> states = new ArrayList<>();
        double energy = solution.best().energy();
        for (Sample sample : solution.samples().samples(0)) {
            if (states.size() < READ) {
                states.add(form.values(sample.spins()));
            }
        }
        List<int[]> feasible = states.stream().filter(flat::isFeasible).toList();
        double before = cost();
        feasible.forEach(local::add);
        boolean isVain = !feasible.isEmpty() && cost() == before;
        boolean isProven = solution.lowerBound().isPresent()
                && energy <= solution.lowerBound().getAsDouble();
        if (isProven && proved == null) {
            proved = proof(states.getFirst(), energy, weights);
        }
        if (solution.lowerBound().isPresent() && form.isExact() && proved != ModelSolution.End.OPTIMAL) {
            bound = Math.max(bound, solution.lowerBound().getAsDouble());
        }
        if (!isDone()) {
            local.improve(states, before, solution.seconds() * ((2L << vain) - 1));
            proved = proved == null ? byBounds() : proved;
        }
        whole.ends(
                this,
                weights,
                solution.choice().sampler().name() + ", " + solution.choice().reason(),
                energy,
                states.size(),
                feasible.size(),
                whole.seconds() - began);
        vain = isVain ? Math.min(vain + 1, MOST_VAIN) : 0;
        weights.adapt(states, isProven && form.isExact());
    }

    /**
     * Solves the Ising model, up to a state that reaches the target where there is one. If that breaks a rule, whose
     * weight was too small, the round begins again without a target.
     */
    private Solution solved(PlainIsing ising, SolveRequest asked) {
        double most = whole.most(this);
        if (most == Double.NEGATIVE_INFINITY) {
            return Solver.solve(ising, asked);
        }
        long began = System.nanoTime();
        Solution solution = Solver.solve(ising, asked.withTargetEnergy(most));
        AnswerPool.Found found = pool.evaluated(form.values(solution.best().spins()));
        if (solution.ended() != Solution.End.TARGET || found.isFeasible() && found.cost() <= most) {
            return solution;
        }
        Duration limit = asked.timeLimit();
        long left = limit == null ? 0 : Math.max(1, limit.toNanos() - (System.nanoTime() - began));
        return Solver.solve(ising, limit == null ? asked : asked.withTimeLimit(Duration.ofNanos(left)));
    }

    private SolveRequest asked(int number) {
        SolveRequest asked = SolveRequest.of(random.nextLong())
                .withSampler(request.sampler())
                .withWorkers(request.workers())
                .withDrawing(request.drawing())
                .withProgress(progress -> !isOver());
        int reads = request.reads() > 0 || request.timeLimit() != null ? request.reads() : ModelRequest.READS;
        asked = reads > 0 ? asked.withReads(reads) : asked;
        asked = request.sweeps() > 0 ? asked.withSweeps(request.sweeps()) : asked;
        if (!request.start().isEmpty()) {
            asked = asked.withStart(List.of(form.state(pool.best().values())));
        }
        if (deadline == Long.MAX_VALUE) {
            return asked;
        }
        long left = Math.max(1_000_000, deadline - System.nanoTime());
        return asked.withTimeLimit(Duration.ofNanos(left / share(number) + 1));
    }

    /**
     * What part of the time that is left the Ising model of a round has: a third, and half of that after each round in
     * which it was in vain, so that repair and improvement have the rest; where a target may end the search a
     * half of what makes each round twice as long as the one before, as answers are looked at between rounds.
     */
    private long share(int number) {
        int rest = request.rounds() - number;
        boolean isAimed = request.target() != null && rest > 1;
        return isAimed ? (1L << Math.min(rest + 1, MOST_DOUBLINGS)) - 2 : Math.min(PART, rest) << vain;
    }

    /** What a ground state of the Ising model proves: of penalties none of which is negative, however they weigh. */
    private ModelSolution.@Nullable End proof(int[] ground, double energy, RuleWeights weights) {
        if (!form.isExact()) {
            return null;
        }
        AnswerPool.Found found = pool.evaluated(ground);
        if (found.isFeasible() && Math.abs(found.cost() - energy) <= ROUNDING * Math.max(1, Math.abs(energy))) {
            bound = found.cost();
            return ModelSolution.End.OPTIMAL;
        }
        return weights.areSafe() && !found.isFeasible() ? ModelSolution.End.INFEASIBLE : null;
    }

    @Override
    public String toString() {
        return Arrays.toString(part.variables());
    }
}
