// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.Optional;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.PlainIsing;

/**
 * Looks for a ground state of a plain Ising model, in rounds of reads, until the reads are done, a target is reached,
 * the time is over, or the best state is proved optimal.
 *
 * <p>Without a time limit there is one round. With one, rounds follow each other with new random numbers; where the
 * number of sweeps is not fixed they begin with a quench and a short anneal by the clock and grow by the measured
 * speed, so that there is an answer at once, a good one soon, and the last round fills what is left of the time; until
 * vector code is compiled they run on scalar code. Reads whose time to solution is asked for all have the same number
 * of sweeps. A memetic search is one round, however long, which grows inside; where it was not asked for, anneals and
 * it have three tenths of the time each, and whichever came lower has the rest. So are merged anneals; where they were
 * not asked for and there are two seconds or more, they begin in plain code and go on in vector code once that is
 * compiled. Where they find nothing lower for fifteen hundredths of the time, after three tenths of it, the model is
 * annealed for a quarter of it; where that comes lower it has the rest, and otherwise a memetic search goes on from
 * their states, or merging on larger models.
 *
 * <p>Of a sparse model of more than 500 spins for which no sampler was asked for, spins of at most two neighbours are
 * first taken out, one after the other, where a quarter of all or more can be: what is left has the same ground states,
 * and is what is searched. Of chains, rings, trees and all graphs of treewidth two nothing is left, and the answer is
 * proved unless sums had to be rounded.
 *
 * <p>A state of which every coupling and field is at its least, as the cut of all edges of a bipartite graph, is proved
 * by that, and ends a search with a time limit.
 *
 * <p>Where {@link SolveRequest#start} has states, no answer has more energy than the lowest of them.
 *
 * <p>A target is reached when the model's own energy of a state, in double precision, is no more than it; so are reads
 * counted that found the best energy. A time limit, a listener's no and an interrupt of the calling thread, whose flag
 * is kept, are obeyed within long sweeps and preparations too, on models of 10,000 coupled spins within some tenths of
 * a second; what was found until then is returned. Stateless; safe for several threads.
 */
public final class Solver {
    /** Sweeps of a read where no number is given and there is no time limit. */
    public static final int SWEEPS = 1000;

    /** States that are kept at most. */
    public static final int KEPT = 1000;

    private Solver() {}

    /**
     * Searches.
     *
     * @throws IllegalArgumentException when the sampler cannot do what is asked of it, or a state to begin at is of
     *     another size
     */
    public static Solution solve(PlainIsing model, SolveRequest request) {
        long began = System.nanoTime();
        SearchClock clock = new SearchClock(request, began);
        return Halt.during(clock::isOver, () -> {
            Optional<Reduction> reduction = Reduction.of(model, request);
            return reduction.isPresent() ? reduction.get().solve(clock) : new Search(model, request, clock).run();
        });
    }

    /** Whether an energy, as computed by the model, is as good as a target: the one comparison that counts. */
    static boolean isReached(double energy, double target) {
        return energy <= target;
    }
}
