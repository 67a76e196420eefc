// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.solve.Drawing;

/**
 * How {@link ModelSolver} is to look for an answer. Immutable; {@code with...} methods return changed copies.
 *
 * @param seed fixes every random number; without a time limit the answer, for any number of threads
 * @param rounds at most, each with its own weights of the rules; at least 1
 * @param timeLimit null for as many rounds as improve the answer
 * @param target a cost, in the model's own sense, that is good enough: an answer that holds all rules that must and costs
 *     no more, or of what is maximised no less, give or take rounding, ends the search; null for none
 * @param sampler of each round; null to let each round choose by its Ising model
 * @param reads of each round; 0 for {@value #READS}, or with a time limit as many as suit the time
 * @param sweeps of each read; 0 for as many as the solver takes by itself
 * @param workers the threads to use
 * @param drawing where the reads of each round are drawn: here, or on other machines
 * @param answers how many different ones are wanted, at least 1; of more than 1000 no more are kept
 * @param distance in how many variables they are to differ, at least 1
 * @param start values of some variables: they are completed by presolve and repair, and half of the reads of each round
 *     begin at what that came to, or at the best answer since, where the sampler has the trait {@link
 *     org.spinglass.ising.sampling.Trait#BEGINS_AT_STATES}. Where that breaks no rule, no worse answer is given.
 *     Without any, a first answer is made from 0, or as near to it as may be
 * @param listener is told of improving answers
 */
public record ModelRequest(
        long seed,
        int rounds,
        @Nullable Duration timeLimit,
        @Nullable Double target,
        @Nullable Sampler sampler,
        int reads,
        int sweeps,
        Workers workers,
        Drawing drawing,
        int answers,
        int distance,
        Map<Variable, Integer> start,
        AnswerListener listener) {
    /** Rounds at most unless told otherwise. */
    public static final int ROUNDS = 8;

    /** Reads of a round without a time limit unless told otherwise: many short rounds learn more than few long ones. */
    public static final int READS = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    public ModelRequest {
        require("rounds", rounds, 1);
        require("reads", reads, 0);
        require("sweeps", sweeps, 0);
        require("answers", answers, 1);
        require("distance", distance, 1);
        if (timeLimit != null && !timeLimit.isPositive()) {
            throw new IllegalArgumentException("timeLimit is " + timeLimit + "; expected more than 0");
        }
        if (target != null && !Double.isFinite(target)) {
            throw new IllegalArgumentException("target is " + target + "; expected a finite number");
        }
        start = Map.copyOf(start);
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least " + least);
        }
    }

    /** One answer on the calling thread. */
    public static ModelRequest of(long seed) {
        return new ModelRequest(
                seed, ROUNDS, null, null, null, 0, 0, Workers.of(1), Drawing.HERE, 1, 1, Map.of(), AnswerListener.NONE);
    }

    /** With more or fewer rounds. */
    public ModelRequest withRounds(int value) {
        return changed(parts -> parts.rounds = value);
    }

    /** With a time limit, which is shared out among the rounds. */
    public ModelRequest withTimeLimit(Duration value) {
        return changed(parts -> parts.timeLimit = value);
    }

    /** To be ended once an answer costs so much, or is better. */
    public ModelRequest withTarget(double value) {
        return changed(parts -> parts.target = value);
    }

    /** With a sampler of one's own choice. */
    public ModelRequest withSampler(Sampler value) {
        return changed(parts -> parts.sampler = value);
    }

    /** With so many reads of each round. */
    public ModelRequest withReads(int value) {
        return changed(parts -> parts.reads = value);
    }

    /** With so many sweeps of each read. */
    public ModelRequest withSweeps(int value) {
        return changed(parts -> parts.sweeps = value);
    }

    /** On other threads. */
    public ModelRequest withWorkers(Workers value) {
        return changed(parts -> parts.workers = value);
    }

    /** Drawn elsewhere, by as many at the same time as the workers are threads. */
    public ModelRequest withDrawing(Drawing value) {
        return changed(parts -> parts.drawing = value);
    }

    /** With up to so many answers, any two of which have different values in so many variables or more. */
    public ModelRequest withAnswers(int number, int apart) {
        return changed(parts -> {
            parts.answers = number;
            parts.distance = apart;
        });
    }

    /** Starting with a variable at a value. */
    public ModelRequest withStart(Variable variable, int value) {
        return withStart(Map.of(variable, value));
    }

    /** Starting with several variables at values, beside those given before. */
    public ModelRequest withStart(Map<Variable, Integer> values) {
        Map<Variable, Integer> more = new HashMap<>(start);
        more.putAll(values);
        return changed(parts -> parts.start = more);
    }

    /** With a listener. */
    public ModelRequest withListener(AnswerListener value) {
        return changed(parts -> parts.listener = value);
    }

    private ModelRequest changed(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.together();
    }

    /** The parts of a request, to be changed one by one. */
    private static final class Parts {
        private long seed;
        private int rounds;
        private @Nullable Duration timeLimit;
        private @Nullable Double target;
        private @Nullable Sampler sampler;
        private int reads;
        private int sweeps;
        private Workers workers;
        private Drawing drawing;
        private int answers;
        private int distance;
        private Map<Variable, Integer> start;
        private AnswerListener listener;

        Parts(ModelRequest of) {
            this.seed = of.seed;
            this.rounds = of.rounds;
            this.timeLimit = of.timeLimit;
            this.target = of.target;
            this.sampler = of.sampler;
            this.reads = of.reads;
            this.sweeps = of.sweeps;
            this.workers = of.workers;
            this.drawing = of.drawing;
            this.answers = of.answers;
            this.distance = of.distance;
            this.start = of.start;
            this.listener = of.listener;
        }

        ModelRequest together() {
            return new ModelRequest(
                    seed, rounds, timeLimit, target, sampler, reads, sweeps, workers, drawing, answers, distance, start,
                    listener);
        }
    }
}
