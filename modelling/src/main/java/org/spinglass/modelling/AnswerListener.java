// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

/**
 * Is told every answer that is better than all before it, as soon as it is found: feasible ones, by their cost. Called
 * from the thread of the search; what it throws ends that.
 */
@FunctionalInterface
public interface AnswerListener {
    /** Listens to nothing and never ends the search. */
    AnswerListener NONE = answer -> true;

    /** Takes note of an answer, and says whether to go on. */
    boolean goesOn(Answer answer);

    /**
     * Hears some twenty times a second how far the search is, and says whether to go on; unless it is written
     * otherwise, yes. Called by one thread at a time, which need not be that of the search.
     */
    default boolean goesOn(ModelProgress progress) {
        return true;
    }
}
