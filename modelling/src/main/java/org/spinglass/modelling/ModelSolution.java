// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What {@link ModelSolver} found.
 *
 * @param answers the best first, as many as were wanted and found; all feasible, or one that is not and says so
 * @param ended why the search ended
 * @param bound what no feasible answer's {@link Answer#cost} can be better than, where that is known
 * @param rounds their weights and what came of them
 * @param spins of the Ising models that were built; 0 where the time was over before
 * @param bits what its spins stand for; empty where no Ising model was made here
 * @param notes what was seen of the model before it was solved, in words
 * @param seconds of the whole search
 */
public record ModelSolution(
        List<Answer> answers,
        End ended,
        OptionalDouble bound,
        List<PenaltyRound> rounds,
        int spins,
        List<BitUse> bits,
        List<String> notes,
        double seconds) {
    /** Keeps copies. */
    public ModelSolution {
        answers = List.copyOf(answers);
        rounds = List.copyOf(rounds);
        bits = List.copyOf(bits);
        notes = List.copyOf(notes);
    }

    /** Why a search ended. */
    public enum End {
        /** The best answer was proved to be one. */
        OPTIMAL,
        /** It was proved that the rules contradict each other. */
        INFEASIBLE,
        /** An answer was as good as was asked for. */
        TARGET,
        /** All rounds were done, or the last ones improved nothing. */
        DONE,
        /** The time was over. */
        TIME_LIMIT,
        /** The listener, or an interrupt of the calling thread, ended it. */
        CANCELLED
    }

    /** The best answer; infeasible only where none was found that is not. */
    public Answer best() {
        return answers.getFirst();
    }

    /** Whether an answer was found that breaks no rule. */
    public boolean isFeasible() {
        return best().isFeasible();
    }
}
