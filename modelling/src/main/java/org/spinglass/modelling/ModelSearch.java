// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.Presolve;
import org.spinglass.modelling.internal.search.LocalSearch;

/** One call of {@link ModelSolver}. */
final class ModelSearch {
    /** States of a round that are read back. */
    private static final int READ = 200;

    /** Of these the best that are repaired and improved. */
    private static final int IMPROVED = 8;

    private static final int REPAIR_STEPS = 5000;

    /** A round has this part of the time that is left. */
    private static final int PART = 3;

    /** Part of the time limit in which a first answer is made and improved. */
    private static final double FIRST_PART = 0.2;

    /** What rounding may make of an energy, in parts of it. */
    private static final double ROUNDING = 1e-9;

    /** After so many nanoseconds the listener is told how far the search is. */
    private static final long TOLD_NANOS = 50_000_000;

    private final long began = System.nanoTime();
    private final Model model;
    private final ModelRequest request;
    private final FlatModel whole;
    private final Presolve presolve;

    /** The model as presolve left it: the same variables within narrower bounds, and fewer rules. */
    private final FlatModel flat;

    private final IsingForm form;
    private final LocalSearch local;
    private final AnswerPool pool;
    private final SplittableRandom random;
    private final List<PenaltyRound> rounds = new ArrayList<>();
    private final RuleWeights weights;
    private ModelSolution.@Nullable End proved;
    private double bound = Double.NEGATIVE_INFINITY;
    private volatile boolean isCancelled;
    private volatile long told = began;
    private volatile int underWay;
    private volatile OptionalDouble bestCost = OptionalDouble.empty();

    ModelSearch(Model model, ModelRequest request) {
        this.model = model;
        this.request = request;
        this.whole = model.flat();
        this.presolve = Presolve.of(whole, request.answers() > 1);
        this.flat = presolve.flat();
        this.form = IsingForm.of(model, flat);
        this.local = new LocalSearch(flat);
        this.pool = new AnswerPool(flat);
        this.random = new SplittableRandom(request.seed());
        this.weights = new RuleWeights(flat, form);
    }

    boolean isOver() {
        return isCancelled || Thread.currentThread().isInterrupted() || isTimeOver() || isRefused();
    }

    /** Whether the listener, who is asked now and then, wants no more. */
    private boolean isRefused() {
        return System.nanoTime() - told >= TOLD_NANOS && !tell();
    }

    private synchronized boolean tell() {
        long now = System.nanoTime();
        if (now - told >= TOLD_NANOS) {
            told = now;
            isCancelled |= !request.listener()
                    .goesOn(new ModelProgress(underWay, request.rounds(), bestCost, Duration.ofNanos(now - began)));
        }
        return !isCancelled;
    }

    private boolean isTimeOver() {
        Duration limit = request.timeLimit();
        return limit != null && System.nanoTime() - began >= limit.toNanos();
    }

    private double seconds() {
        return (System.nanoTime() - began) * 1e-9;
    }

    ModelSolution run() {
        Duration limit = request.timeLimit();
        improve(List.of(start()), limit == null ? 0 : FIRST_PART * limit.toNanos() * 1e-9);
        proved = presolve.isContradiction() ? ModelSolution.End.INFEASIBLE : byBounds();
        int idle = 0;
        for (int k = 0; k < request.rounds() && !isDone(); k++) {
            if (k > 0 && (isEnded() || request.timeLimit() == null && idle >= 2)) {
                break;
            }
            OptionalDouble before = cost();
            underWay = k + 1;
            round(k);
            boolean isBetter = cost().isPresent() && !cost().equals(before);
            idle = isBetter || cost().isEmpty() ? 0 : idle + 1;
        }
        return solution(proved == null ? ended() : proved);
    }

    /** Whether a proof ends the search: of the best answer if there are as many as were wanted. */
    private boolean isDone() {
        return proved == ModelSolution.End.INFEASIBLE
                || proved == ModelSolution.End.OPTIMAL
                        && pool.apart(request.answers(), request.distance()).size() == request.answers();
    }

    /** That the best is no worse than what the objective cannot be better than proves it too. */
    private ModelSolution.@Nullable End byBounds() {
        double least = flat.least(flat.objective());
        if (cost().isEmpty() || cost().getAsDouble() > least + ROUNDING * Math.max(1, Math.abs(least))) {
            return null;
        }
        bound = least;
        return ModelSolution.End.OPTIMAL;
    }

    private boolean isEnded() {
        return Halt.isCalled() || isOver();
    }

    private ModelSolution.End ended() {
        if (isCancelled || Halt.isInterrupted() || Halt.isCalledAround()) {
            return ModelSolution.End.CANCELLED;
        }
        return isTimeOver() ? ModelSolution.End.TIME_LIMIT : ModelSolution.End.DONE;
    }

    private OptionalDouble cost() {
        return pool.best().isFeasible() ? OptionalDouble.of(pool.best().cost()) : OptionalDouble.empty();
    }

    private int[] start() {
        int[] values = new int[flat.variables()];
        for (int v = 0; v < values.length; v++) {
            values[v] = Math.clamp(0, flat.low(v), flat.high(v));
            values[v] -= Math.floorMod(values[v] - flat.low(v), flat.step(v));
        }
        for (Map.Entry<Variable, Integer> given : request.start().entrySet()) {
            Variable variable = given.getKey();
            if (!variable.model().equals(model)) {
                throw new IllegalArgumentException("a starting value of " + variable.name() + ", of another model");
            }
            int v = variable.index();
            int value = given.getValue();
            if (value < variable.low()
                    || value > variable.high()
                    || Math.floorMod(value - variable.low(), flat.step(v)) != 0) {
                throw new IllegalArgumentException("the starting value of " + variable.name() + " is " + value
                        + "; expected one from " + model.store().range(v));
            }
            values[v] = Math.clamp(value, flat.low(v), flat.high(v)); // what is fixed stays so
        }
        return values;
    }

    /** Repairs and improves states, with a time limit in so many seconds. */
    private void improve(List<int[]> states, double seconds) {
        long end = request.timeLimit() == null ? Long.MAX_VALUE : System.nanoTime() + (long) (seconds * 1e9);
        for (int[] state : states) {
            if (!isEnded() && (end == Long.MAX_VALUE || System.nanoTime() < end) || pool.isEmpty()) {
                add(local.improved(
                        state,
                        random.nextLong(),
                        REPAIR_STEPS,
                        () -> isEnded() || end != Long.MAX_VALUE && System.nanoTime() >= end));
            }
        }
    }

    private void add(int[] values) {
        if (pool.add(values)) {
            bestCost = signedCost();
            isCancelled |= !request.listener().goesOn(new Answer(model, whole, values));
        }
    }

    private void round(int number) {
        double began = seconds();
        PlainIsing ising = form.ising(weights.values());
        Solution solution = Solver.solve(ising, asked(number));
        List<int[]> states = new ArrayList<>();
        double energy = solution.best().energy();
        for (Sample sample : solution.samples().samples(0)) {
            if (states.size() < READ) {
                states.add(form.values(sample.spins()));
            }
        }
        List<int[]> feasible = states.stream().filter(flat::isFeasible).toList();
        feasible.forEach(this::add);
        boolean isProven = solution.lowerBound().isPresent()
                && energy <= solution.lowerBound().getAsDouble();
        if (isProven && proved == null) {
            proved = proof(states.getFirst(), energy);
        }
        solution.lowerBound().ifPresent(least -> bound = form.isExact() ? Math.max(bound, least) : bound);
        if (!isDone()) {
            List<int[]> chosen = new ArrayList<>(states.subList(0, Math.min(IMPROVED, states.size())));
            chosen.addFirst(pool.best().values());
            improve(chosen, solution.seconds());
            proved = proved == null ? byBounds() : proved;
        }
        rounds.add(new PenaltyRound(
                weights.told(whole.rules().size(), presolve.kept()),
                solution.choice().sampler().name() + ", " + solution.choice().reason(),
                energy,
                states.size(),
                feasible.size(),
                signedCost(),
                seconds() - began));
        weights.adapt(states, isProven && form.isExact());
    }

    private SolveRequest asked(int number) {
        SolveRequest asked = SolveRequest.of(random.nextLong())
                .withSampler(request.sampler())
                .withWorkers(request.workers())
                .withProgress(progress -> !isOver());
        int reads = request.reads() > 0 || request.timeLimit() != null ? request.reads() : ModelRequest.READS;
        asked = reads > 0 ? asked.withReads(reads) : asked;
        asked = request.sweeps() > 0 ? asked.withSweeps(request.sweeps()) : asked;
        Duration limit = request.timeLimit();
        if (limit == null) {
            return asked;
        }
        long left = Math.max(1_000_000, limit.toNanos() - (System.nanoTime() - began));
        return asked.withTimeLimit(Duration.ofNanos(left / Math.min(PART, request.rounds() - number) + 1));
    }

    /** What a ground state of the Ising model proves: of penalties none of which is negative, however they weigh. */
    private ModelSolution.@Nullable End proof(int[] ground, double energy) {
        if (!form.isExact()) {
            return null;
        }
        AnswerPool.Found found = pool.evaluated(ground);
        if (found.isFeasible() && Math.abs(found.cost() - energy) <= ROUNDING * Math.max(1, Math.abs(energy))) {
            bound = energy;
            return ModelSolution.End.OPTIMAL;
        }
        return weights.areSafe() && !found.isFeasible() ? ModelSolution.End.INFEASIBLE : null;
    }

    private OptionalDouble signedCost() {
        OptionalDouble cost = cost();
        return cost.isPresent() ? OptionalDouble.of(signed(cost.getAsDouble())) : cost;
    }

    private double signed(double cost) {
        return (model.isMaximised() ? -cost : cost) + 0.0;
    }

    private ModelSolution solution(ModelSolution.End end) {
        List<Answer> answers = pool.apart(request.answers(), request.distance()).stream()
                .map(values -> new Answer(model, whole, values))
                .toList();
        return new ModelSolution(
                answers,
                end,
                bound > Double.NEGATIVE_INFINITY ? OptionalDouble.of(signed(bound)) : OptionalDouble.empty(),
                rounds,
                form.spins(),
                Stream.concat(presolve.notes().stream(), Stream.of(form.toString()))
                        .toList(),
                seconds());
    }
}
