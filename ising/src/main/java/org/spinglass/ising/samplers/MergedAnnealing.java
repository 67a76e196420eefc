// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.annealing.StartStates;
import org.spinglass.ising.internal.merging.MergeModel;
import org.spinglass.ising.internal.merging.MergeSearch;
import org.spinglass.ising.internal.search.Effort;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Annealed states that are merged cluster by cluster, the sampler for large sparse models. Draws low energies, not the
 * Boltzmann distribution.
 *
 * <p>Where two states of a sparse model differ, the spins fall into clusters that hang together by couplings, as in the
 * moves of Houdayer (2001). What turning one of them changes does not depend on the others; so the best combination of
 * two states, cluster by cluster, is found by one look at each (partition crossover, Whitley, Hains and Howe 2009).
 * First many random states are annealed side by side and merged. Then copies of the result are annealed from lukewarm
 * temperatures, {@link SimulatedAnnealing} by single spins in sequential order, and merged into it; wherever on the
 * graph one copy has found something lower, it is kept, so that a large model gains in all its parts at the same time.
 * The next anneals are longer once that brings nothing, and then a new line of states begins; the best line takes over
 * what the others have lower.
 *
 * <p>There are as many copies as asked for where reads go side by side, else {@value #COPIES}. Reads are not
 * independent of each other: the best different states are returned, at most as many as there are reads. The effort is
 * reads times sweeps, a sweep being one of all copies. Four pieces of work are made at a time, which is as many threads
 * as can be used. On models where every spin is coupled to every other there are no clusters, and of all copies the
 * lowest is taken. An {@link EncodedQuadratic} is expanded into spins, (N n)^2 floats.
 *
 * @param limit goes on for so long, whatever the number of sweeps; empty to go by the number of sweeps
 * @param mostCopies of a model whose spins are bits: {@value #WORD}, in plain code which is fast at once in a Java
 *     machine that was just started, or {@value #VECTORS}, in vector code
 */
public record MergedAnnealing(Optional<Duration> limit, int mostCopies) implements Sampler {
    /** Copies that are the bits of vectors. */
    public static final int VECTORS = 512;

    /** Copies that are the bits of words. */
    public static final int WORD = 64;

    /** Copies of a model whose spins are not bits. */
    public static final int COPIES = 32;

    /**
     * Checks the number of copies.
     *
     * @throws IllegalArgumentException when it is another
     */
    public MergedAnnealing {
        if (mostCopies != WORD && mostCopies != VECTORS) {
            throw new IllegalArgumentException("mostCopies is " + mostCopies + "; expected " + WORD + " or " + VECTORS);
        }
    }

    /** With {@value #VECTORS} copies of spins that are bits. */
    public MergedAnnealing(Optional<Duration> limit) {
        this(limit, VECTORS);
    }

    /** By the number of sweeps, with {@value #VECTORS} copies of spins that are bits. */
    public MergedAnnealing() {
        this(Optional.empty());
    }

    /** The same with another number of copies of spins that are bits. */
    public MergedAnnealing withCopies(int most) {
        return new MergedAnnealing(limit, most);
    }

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.OBEYS_STOP_RULES, Trait.READS_TOGETHER, Trait.GROWS, Trait.BEGINS_AT_STATES);
    }

    @Override
    public MergedAnnealing withTime(Optional<Duration> time) {
        return new MergedAnnealing(time, mostCopies);
    }

    private int copies(PlainIsing model) {
        return Math.max(COPIES, Math.min(mostCopies, ReadGroups.sideBySide(model)));
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        return mostCopies == WORD && model instanceof PlainIsing plain && copies(plain) == WORD
                ? VectorOps.during(VectorOps.scalar(), () -> merged(model, request))
                : merged(model, request);
    }

    private SampleSet merged(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        StartStates.of(model, request);
        request.part().requireWhole(name());
        long[] seeds = ReadGroups.seeds(request.seed(), model.instances());
        GrownStates grown = new GrownStates();
        Effort effort = Effort.of(request, limit, grown.began());
        int copies = COPIES;
        for (int instance = 0; instance < model.instances(); instance++) {
            PlainIsing plain = PlainIsing.of(model, instance);
            copies = copies(plain);
            MergeModel problem =
                    new MergeModel(plain, MeasuredRange.of(plain), SpinReads.isSymmetric(plain), copies, ops);
            List<long[]> given = GrownStates.given(request, instance).stream()
                    .distinct()
                    .map(Spins::toWords)
                    .toList();
            MergeSearch search =
                    new MergeSearch(problem, request.reads(), given, effort, seeds[instance], grown.isCancelled());
            grown.run(() -> search.run(request.workers()));
            grown.add(search.states(), search.sweeps(), search.sweeps() * copies * plain.spins(), search.flips());
        }
        return grown.answer(name(), Map.of("copies", copies), limit.isPresent(), ops.name(), model, request);
    }
}
