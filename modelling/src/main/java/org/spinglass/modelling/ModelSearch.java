// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.Trait;
import org.spinglass.modelling.internal.flat.FlatModel;

/** One call of {@link ModelSolver}. */
final class ModelSearch {
    /** Part of the time limit in which a first answer is made and improved. */
    private static final double FIRST_PART = 0.2;

    /** Part of the time limit after which presolve leaves out what it has not done. */
    private static final double PRESOLVE_PART = 0.3;

    /** What rounding may make of a cost, in parts of it. */
    private static final double ROUNDING = 1e-9;

    /** After so many nanoseconds the listener is told how far the search is. */
    private static final long TOLD_NANOS = 50_000_000;

    private final long began = System.nanoTime();
    private final Model model;
    private final ModelRequest request;
    private final FlatModel whole;
    private final Preparation prepared;
    private final Dissection dissection;
    private final List<PartSearch> parts = new ArrayList<>();
    private final double preparing;
    private final List<PenaltyRound> rounds = new ArrayList<>();
    private ModelSolution.@Nullable End proved;
    private int @Nullable [] given;
    private int current;
    private boolean isUnbuilt;
    private volatile boolean isCancelled;
    private volatile boolean isReached;
    private volatile long told = began;
    private volatile int underWay;
    private volatile OptionalDouble bestCost = OptionalDouble.empty();

    ModelSearch(Model model, ModelRequest request) {
        this.model = model;
        this.request = request;
        this.whole = model.flat();
        this.prepared =
                Preparation.of(model, whole, request.answers() > 1, () -> isTimeOver(PRESOLVE_PART) || isRefused());
        this.dissection = prepared.dissection();
        SplittableRandom random = new SplittableRandom(request.seed());
        for (Dissection.Piece piece : dissection.pieces()) {
            SplittableRandom own = dissection.pieces().size() == 1 ? random : random.split();
            piece.form().requireFits(); // said before anything is searched
            parts.add(new PartSearch(this, request, piece.part(), piece.form(), piece.bound(), own));
        }
        this.preparing = seconds();
    }

    boolean isOver() {
        return isReached || isStopped();
    }

    /** Whether it is to end whatever was found. */
    boolean isStopped() {
        return isCancelled || Thread.currentThread().isInterrupted() || isTimeOver(1) || isRefused();
    }

    /** Whether somebody wants it to end now. */
    boolean isCalledOff() {
        return isCancelled || Halt.isInterrupted() || Halt.isCalledAround();
    }

    /** Whether the listener, who is asked now and then, wants no more. */
    private boolean isRefused() {
        return System.nanoTime() - told >= TOLD_NANOS && !tell();
    }

    private synchronized boolean tell() {
        long now = System.nanoTime();
        if (now - told >= TOLD_NANOS) {
            told = now;
            int all = request.rounds() * Math.max(1, parts.size());
            isCancelled |= !request.listener()
                    .goesOn(new ModelProgress(underWay, all, bestCost, Duration.ofNanos(now - began)));
        }
        return !isCancelled;
    }

    /** Whether such a part of the time limit is over. */
    private boolean isTimeOver(double part) {
        Duration limit = request.timeLimit();
        return limit != null && System.nanoTime() - began >= part * limit.toNanos();
    }

    /** Seconds that presolve took. */
    double preparing() {
        return preparing;
    }

    double seconds() {
        return (System.nanoTime() - began) * 1e-9;
    }

    boolean isEnded() {
        return Halt.isCalled() || isOver();
    }

    ModelSolution run() {
        Duration limit = request.timeLimit();
        double first = limit == null ? 0 : FIRST_PART * limit.toNanos() * 1e-9;
        double size = parts.stream().mapToDouble(PartSearch::size).sum();
        Beginning beginning = Beginning.of(model, whole, request, this::isEnded);
        if (beginning.isFeasible()) {
            given = beginning.values();
            tell(given);
        }
        int[] start = dissection.fitted(beginning.values());
        for (PartSearch part : parts) {
            part.begin(part.part().of(start), first * part.size() / size);
        }
        if (parts.isEmpty()) {
            improved();
        }
        proved = dissection.isContradiction() ? ModelSolution.End.INFEASIBLE : null;
        double left = size;
        for (PartSearch part : parts) {
            if (proved != ModelSolution.End.INFEASIBLE && !isReached && (current == 0 || !isEnded())) {
                part.run(current == 0, end(part.size() / left));
                proved = part.proved() == ModelSolution.End.INFEASIBLE ? part.proved() : null;
            }
            left -= part.size();
            current++;
        }
        if (proved == null && parts.stream().allMatch(part -> part.proved() == ModelSolution.End.OPTIMAL)) {
            proved = ModelSolution.End.OPTIMAL;
        }
        return solution(proved == null ? ended() : proved);
    }

    /** When a part with such a share of what is left to do has to end. */
    private long end(double share) {
        Duration limit = request.timeLimit();
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        long end = began + limit.toNanos();
        return share > 1 - 1e-9 ? end : System.nanoTime() + (long) (share * (end - System.nanoTime()));
    }

    private ModelSolution.End ended() {
        if (isCalledOff()) {
            return ModelSolution.End.CANCELLED;
        }
        if (isReached) {
            return ModelSolution.End.TARGET;
        }
        return isTimeOver(1) ? ModelSolution.End.TIME_LIMIT : ModelSolution.End.DONE;
    }

    /** A round of a part begins. */
    void begins(int round) {
        underWay = current * request.rounds() + round + 1;
    }

    /** There was no time to build the Ising model of a round. */
    void wasUnbuilt() {
        isUnbuilt = true;
    }

    /** A part has a better answer. */
    void improved() {
        if (parts.stream()
                        .allMatch(part ->
                                !part.pool().isEmpty() && part.pool().best().isFeasible())
                && !dissection.isContradiction()) {
            int[] best = best();
            if (given == null || whole.cost(best) < whole.cost(given)) {
                tell(best);
            }
        }
    }

    private void tell(int[] values) {
        Answer answer = new Answer(model, whole, values);
        bestCost = OptionalDouble.of(answer.cost());
        isReached |= isEnough(whole.cost(values));
        isCancelled |= !request.listener().goesOn(answer);
    }

    /** Whether a cost, of what is minimised, is as good as was asked for. */
    private boolean isEnough(double cost) {
        return cost <= most();
    }

    /** The target as a cost of what is minimised, a little more for rounding; minus infinity without one. */
    private double most() {
        Double target = request.target();
        return target == null
                ? Double.NEGATIVE_INFINITY
                : (model.isMaximised() ? -target : target) + ROUNDING * Math.max(1, Math.abs(target));
    }

    /**
     * What a part may cost so that, with the best of all others, the target is reached; minus infinity where no cost of
     * this part does it.
     */
    double most(PartSearch one) {
        double most = most();
        double others = dissection.rest();
        for (PartSearch part : parts) {
            if (part != one) {
                boolean isFeasible =
                        !part.pool().isEmpty() && part.pool().best().isFeasible();
                others += isFeasible ? part.pool().best().cost() : Double.POSITIVE_INFINITY;
            }
        }
        return most - others;
    }

    /** A round of a part has ended. */
    void ends(
            PartSearch part,
            RuleWeights weights,
            String sampler,
            double energy,
            int states,
            int feasible,
            double time) {
        rounds.add(new PenaltyRound(
                parts.size() == 1 ? 0 : current + 1,
                weights.told(whole.rules().size(), part.part().rules()),
                sampler,
                energy,
                states,
                feasible,
                bestCost,
                time));
    }

    /** The best values of all parts together; those given to begin with where they are better. */
    private int[] best() {
        int[] values = dissection.values();
        parts.forEach(part -> part.part().put(part.pool().best().values(), values));
        boolean isBest = given == null || whole.isFeasible(values) && whole.cost(values) <= whole.cost(given);
        return isBest || given == null ? values : given;
    }

    private ModelSolution solution(ModelSolution.End end) {
        List<int[]> found = request.answers() > 1
                ? parts.getFirst().pool().apart(request.answers(), request.distance())
                : List.of(best());
        List<Answer> answers =
                found.stream().map(values -> new Answer(model, whole, values)).toList();
        double bound = dissection.rest()
                + parts.stream().mapToDouble(PartSearch::bound).sum();
        List<String> notes = new ArrayList<>(prepared.notes());
        if (!request.start().isEmpty()) {
            notes.add(noteOfStart());
        }
        List<IsingForm> forms =
                parts.stream().map(PartSearch::form).filter(IsingForm::isBuilt).toList();
        notes.add(forms.stream().map(IsingForm::toString).limit(5).collect(Collectors.joining("; "))
                + (forms.size() > 5 ? "; and so on" : ""));
        if (isUnbuilt && rounds.isEmpty()) {
            notes.add("there was no time for the Ising model: the answer is that of repair and improvement");
        }
        return new ModelSolution(
                answers,
                end,
                bound > Double.NEGATIVE_INFINITY && end != ModelSolution.End.INFEASIBLE
                        ? OptionalDouble.of((model.isMaximised() ? -bound : bound) + 0.0)
                        : OptionalDouble.empty(),
                rounds,
                forms.stream().mapToInt(IsingForm::spins).sum(),
                BitUse.together(
                        forms.stream().flatMap(form -> form.uses().stream()).toList()),
                notes.stream().filter(note -> !note.isEmpty()).toList(),
                seconds());
    }

    private String noteOfStart() {
        String completed = given == null
                ? "the values to begin with were not completed to an answer that holds all rules"
                : "the values to begin with are an answer that holds all rules";
        Sampler sampler = request.sampler();
        return sampler == null || sampler.traits().contains(Trait.BEGINS_AT_STATES)
                ? completed
                : completed + "; " + sampler.name() + " does not begin at them";
    }
}
