// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.concurrent.CompletableFuture;
import org.spinglass.compute.Halt;

/**
 * Looks for the best answer of a {@link Model}, in rounds: each solves the Ising model with other weights of the rules,
 * reads the states back, repairs what they break and improves them on the rules themselves.
 *
 * <p>Before, presolve narrows bounds by the rules, and drops rules that always hold or stand twice. Unless several
 * answers are wanted, it also fixes variables of which one value is never worse, or that roof duality knows, takes
 * parts that share no rule and no term apart, and keeps one of the answers that differ by an exchange of values alone.
 * {@link ModelSolution#notes} tells it. Answers are of the whole model.
 *
 * <p>Rules begin with the weight of what the objective can gain by breaking them; those that the best states break
 * weigh twice as much in the next round, and where nothing is broken all weigh less, so that they do not drown the
 * objective. The history is part of the answer.
 * An answer that breaks a rule is never told as one that does not: {@link Answer#isFeasible}, and {@link
 * ModelSolution.End#INFEASIBLE} only where there is proof. A round whose Ising model is solved exactly, and whose best
 * state breaks nothing, proves its answer.
 *
 * <p>With a time limit parts have times by their variables and terms, and each round has a third of what is left for its Ising model,
 * and as much again for repair and improvement; with a target too, rounds are short at first and grow. Without a time
 * limit the rounds end when two in a row have improved nothing. The time limit, a listener's no, and an interrupt of
 * the calling thread, whose flag is kept, end the search with the best answer until then. Stateless; safe for several
 * threads, as long as nobody changes the model.
 */
public final class ModelSolver {
    private ModelSolver() {}

    /**
     * Searches.
     *
     * @throws IllegalArgumentException when a rule, an encoding or a starting value does not fit, naming it
     */
    public static ModelSolution solve(Model model, ModelRequest request) {
        ModelSearch search = new ModelSearch(model, request);
        return Halt.during(search::isOver, search::run);
    }

    /**
     * Searches on a thread of its own, a daemon. To cancel the future, {@link CompletableFuture#cancel}, ends the
     * search within a fraction of a second; who wants the best answer until then has the listener say no instead. What
     * {@link #solve} would throw is the future's failure.
     */
    public static CompletableFuture<ModelSolution> solveAsync(Model model, ModelRequest request) {
        RunningSearch search = new RunningSearch();
        search.begin(() -> solve(model, request));
        return search;
    }
}
