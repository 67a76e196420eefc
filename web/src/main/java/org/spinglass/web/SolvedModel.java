// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.files.ModelProblem;

/**
 * The search of a model of named variables and rules that a page is to show.
 *
 * @param name the model's, such as its file as it was named
 * @param command that does it again, as a shell takes it
 * @param problem what was solved
 * @param solution what was found
 * @param trace when it was found
 * @param chains of the quantum annealer that was used; null for none
 * @param threads that it used
 * @param seed of the search
 * @param version of the program
 */
public record SolvedModel(
        String name,
        String command,
        ModelProblem problem,
        ModelSolution solution,
        AnswerTrace trace,
        @Nullable ChainView chains,
        int threads,
        long seed,
        String version) {

    /**
     * The search as one HTML file that needs no network and no other file: the answer and how far it can be from the
     * best, the objective over time, which rules hold, the values of variables, what was done before the first round,
     * what rules weighed in each round, what the bits stand for, and how chains held.
     *
     * <p>Cost: a pass over the terms of the rules; a page of some 300 KB, with at most 500 rules and 1,000 values.
     */
    public String html() {
        String title = name.replaceFirst("^.*[/\\\\](?=.)", "");
        return Page.of(title + " - Spinglass", Tree.object().set("answer", AnswerView.of(this, title)), null);
    }
}
