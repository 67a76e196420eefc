// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.Trait;

/**
 * How {@link Solver} is to look for a ground state. Immutable; {@code with...} methods return changed copies.
 *
 * @param sampler looks for it; null to let {@link SamplerChoice} choose by the model
 * @param reads states to draw, at least 1; with a time limit of a round, of those at least that have the time for them;
 *     empty for {@link #READS}, or as many as suit the time
 * @param sweeps of a read, at least 1; empty for {@link Solver#SWEEPS}, or with a time limit as many as suit the time
 * @param timeLimit rounds are repeated with new random numbers until it is over, counted from the call; null for one
 *     round
 * @param targetEnergy ends the search once a state has no more energy than this, computed by the model and without any
 *     margin
 * @param independentReads whether reads may not learn from each other, as a {@link TimeToSolution} needs
 * @param seed fixes every random number; without a time limit and a target the result, for any number of threads
 * @param progress is told after every sweep, and now and then while something takes long, and may cancel
 * @param workers the threads to use
 * @param drawing where rounds are drawn
 * @param start states that are among those found from the beginning, taken down to where no flip lowers them; half of
 *     the reads begin at them, annealed from lukewarm, where the sampler has the trait {@link Trait#BEGINS_AT_STATES}.
 *     None for reads that all begin at random
 */
public record SolveRequest(
        @Nullable Sampler sampler,
        OptionalInt reads,
        OptionalInt sweeps,
        @Nullable Duration timeLimit,
        OptionalDouble targetEnergy,
        boolean independentReads,
        long seed,
        ProgressListener progress,
        Workers workers,
        Drawing drawing,
        List<Spins> start) {
    /** Reads where no number is given and there is no time limit. */
    public static final int READS = 32;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    public SolveRequest {
        Objects.requireNonNull(progress, "progress");
        start = List.copyOf(start);
        if (reads.isPresent() && reads.getAsInt() < 1) {
            throw new IllegalArgumentException("reads is " + reads.getAsInt() + "; expected at least 1");
        }
        if (sweeps.isPresent() && sweeps.getAsInt() < 1) {
            throw new IllegalArgumentException("sweeps is " + sweeps.getAsInt() + "; expected at least 1");
        }
        if (timeLimit != null && !timeLimit.isPositive()) {
            throw new IllegalArgumentException("timeLimit is " + timeLimit + "; expected more than 0");
        }
        if (independentReads && sampler != null && sampler.traits().contains(Trait.READS_TOGETHER)) {
            throw new IllegalArgumentException("the reads of " + sampler.name()
                    + " learn from each other, and so tell no time to solution; expected another"
                    + " sampler, such as sa or tabu");
        }
        if (independentReads && !start.isEmpty()) {
            throw new IllegalArgumentException(
                    "reads that begin at given states tell no time to solution; expected none");
        }
        if (targetEnergy.isPresent() && Double.isNaN(targetEnergy.getAsDouble())) {
            throw new IllegalArgumentException("the target energy is not a number");
        }
    }

    /** One round of {@link #READS} reads on the calling thread, the sampler chosen by the model. */
    public static SolveRequest of(long seed) {
        return new SolveRequest(
                null,
                OptionalInt.empty(),
                OptionalInt.empty(),
                null,
                OptionalDouble.empty(),
                false,
                seed,
                ProgressListener.NONE,
                Workers.of(1),
                Drawing.HERE,
                List.of());
    }

    /** With a sampler of one's own choice. */
    public SolveRequest withSampler(@Nullable Sampler value) {
        return changed(parts -> parts.sampler = value);
    }

    /** With a fixed number of reads. */
    public SolveRequest withReads(int value) {
        return changed(parts -> parts.reads = OptionalInt.of(value));
    }

    /** With a fixed number of sweeps. */
    public SolveRequest withSweeps(int value) {
        return changed(parts -> parts.sweeps = OptionalInt.of(value));
    }

    /** With a time limit. */
    public SolveRequest withTimeLimit(Duration value) {
        return changed(parts -> parts.timeLimit = value);
    }

    /** With a target. */
    public SolveRequest withTargetEnergy(double value) {
        return changed(parts -> parts.targetEnergy = OptionalDouble.of(value));
    }

    /** With reads that do not learn from each other. */
    public SolveRequest withIndependentReads() {
        return changed(parts -> parts.independentReads = true);
    }

    /** With a listener. */
    public SolveRequest withProgress(ProgressListener value) {
        return changed(parts -> parts.progress = value);
    }

    /** On other threads. */
    public SolveRequest withWorkers(Workers value) {
        return changed(parts -> parts.workers = value);
    }

    /** Drawn elsewhere, by as many at the same time as the workers are threads. */
    public SolveRequest withDrawing(Drawing value) {
        return changed(parts -> parts.drawing = value);
    }

    /** With states to begin at. */
    public SolveRequest withStart(List<Spins> value) {
        return changed(parts -> parts.start = value);
    }

    private SolveRequest changed(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.together();
    }

    /** The parts of a request, to be changed one by one. */
    private static final class Parts {
        private @Nullable Sampler sampler;
        private OptionalInt reads;
        private OptionalInt sweeps;
        private @Nullable Duration timeLimit;
        private OptionalDouble targetEnergy;
        private boolean independentReads;
        private long seed;
        private ProgressListener progress;
        private Workers workers;
        private Drawing drawing;
        private List<Spins> start;

        Parts(SolveRequest of) {
            this.sampler = of.sampler;
            this.reads = of.reads;
            this.sweeps = of.sweeps;
            this.timeLimit = of.timeLimit;
            this.targetEnergy = of.targetEnergy;
            this.independentReads = of.independentReads;
            this.seed = of.seed;
            this.progress = of.progress;
            this.workers = of.workers;
            this.drawing = of.drawing;
            this.start = of.start;
        }

        SolveRequest together() {
            return new SolveRequest(
                    sampler,
                    reads,
                    sweeps,
                    timeLimit,
                    targetEnergy,
                    independentReads,
                    seed,
                    progress,
                    workers,
                    drawing,
                    start);
        }
    }
}
