// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import org.jspecify.annotations.Nullable;
import org.spinglass.formats.Problem;
import org.spinglass.ising.solve.Solution;

/**
 * A search that a page is to show.
 *
 * @param name the problem's, such as its file as it was named
 * @param command that does it again, as a shell takes it
 * @param problem what was solved
 * @param solution what was found
 * @param trace how the search got on
 * @param chains of the quantum annealer that was used; null for none
 * @param threads that it used
 * @param seed of the search
 * @param version of the program
 */
public record SolvedProblem(
        String name,
        String command,
        Problem problem,
        Solution solution,
        SearchTrace trace,
        @Nullable ChainView chains,
        int threads,
        long seed,
        String version) {

    /**
     * The search as one HTML file that needs no network and no other file: the problem, the command, value over time, a read sweep
     * by sweep, the values of the reads, how far they agree, the best state as a picture, how chains held, what is known of the optimum, and the
     * states.
     *
     * <p>Cost: N operations a state and a pass over the couplings; a page of some 300 KB, at most 600 KB more for large models.
     */
    public String html() {
        String title = name.replaceFirst("^.*[/\\\\](?=.)", "");
        return Page.of(title + " - Spinglass", Tree.object().set("solve", SolveView.of(this, title)), null);
    }
}
