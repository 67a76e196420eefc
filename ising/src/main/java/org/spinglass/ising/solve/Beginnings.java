// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.Trait;

/** The states that a search is to begin at, and which of its reads do. For one thread. */
final class Beginnings {
    private final List<Spins> states;
    private boolean isTurn;

    /**
     * Of a request.
     *
     * @throws IllegalArgumentException when a state is of another size than the model
     */
    Beginnings(PlainIsing model, SolveRequest request) {
        this.states = request.start();
        new InitialState.Given(states).requireFits(model, states.size());
    }

    boolean areNone() {
        return states.isEmpty();
    }

    /** How many reads of a sampler's round begin at them: half, of an odd number one more and one less in turn. */
    int among(Sampler sampler, int reads) {
        if (areNone() || !sampler.traits().contains(Trait.BEGINS_AT_STATES)) {
            return 0;
        }
        if (sampler.traits().contains(Trait.GROWS)) { // draws others by itself
            return reads;
        }
        isTurn = !isTurn;
        return reads / 2 + (isTurn ? reads % 2 : 0);
    }

    /** They, one after the other and again from the first, for so many reads. */
    InitialState forReads(int reads) {
        return InitialState.given(IntStream.range(0, reads)
                .mapToObj(read -> states.get(read % states.size()))
                .toList());
    }

    /** From the middle, by ratio, of a range to its cold end: from the hot end a read would forget where it began. */
    static BetaSchedule lukewarm(BetaRange range) {
        return BetaSchedule.geometric(Math.sqrt(range.first() * range.last()), range.last());
    }
}
