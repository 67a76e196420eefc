// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.DwaveWalk;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.annealing.StartStates;
import org.spinglass.ising.internal.annealing.TargetCheck;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Simulated annealing as D-Wave's {@code SimulatedAnnealingSampler} does it (dwave-samplers 1.8, {@code cpu_sa.cpp}),
 * state for state: for answers that can be held against Ocean's. {@link SimulatedAnnealing} is many times faster.
 *
 * <p>The same random numbers (xorshift128+, one stream through all reads, seeded by the request's seed), visits, tests
 * and changes of energy in double precision. A read returns its last state, not its best. The automatic schedule is
 * D-Wave's default, geometric over {@link #defaultRange}. Couplings and fields are the model's, in single precision;
 * random initial states are not Ocean's, which come from NumPy. Reads follow one another on the calling thread whatever
 * the workers of the request, and after a cancellation, an interrupt or the end of a time limit only those begun are
 * returned.
 *
 * <p>Cost of a sweep: N visits, and an addition a neighbour for each flip, in double precision.
 *
 * @param acceptance how a flip is accepted, D-Wave's {@code proposal_acceptance_criteria}
 * @param order in which order a sweep visits the spins, D-Wave's {@code randomize_order}
 * @param sweepsPerBeta sweeps at each inverse temperature of the schedule, D-Wave's {@code num_sweeps_per_beta}: T
 *     inverse temperatures make {@code T sweepsPerBeta} sweeps
 * @param schedule inverse temperatures, as many as the request has sweeps
 */
public record DwaveCompatibleAnnealing(Acceptance acceptance, Order order, int sweepsPerBeta, BetaSchedule schedule)
        implements Sampler {
    /** A sweep that lasts so many nanoseconds is a long one, during which the rule and the listener are asked. */
    private static final long LONG = 50_000_000;

    /** How a flip is accepted. */
    public enum Acceptance {
        /** With probability {@code min(1, exp(-beta dE))}. */
        METROPOLIS,
        /** With probability {@code 1 / (1 + exp(beta dE))}. */
        GIBBS
    }

    /** In which order a sweep visits the spins. */
    public enum Order {
        /** As numbered. */
        SEQUENTIAL,
        /** N of them drawn with replacement. */
        RANDOMIZED
    }

    public DwaveCompatibleAnnealing {
        if (sweepsPerBeta < 1) {
            throw new IllegalArgumentException("sweepsPerBeta is " + sweepsPerBeta + "; expected at least 1");
        }
    }

    /** With D-Wave's default range of temperatures. */
    public DwaveCompatibleAnnealing(Acceptance acceptance, Order order, int sweepsPerBeta) {
        this(acceptance, order, sweepsPerBeta, BetaSchedule.automatic());
    }

    @Override
    public DwaveCompatibleAnnealing withSchedule(BetaSchedule value) {
        return new DwaveCompatibleAnnealing(acceptance, order, sweepsPerBeta, value);
    }

    /** With Ocean's defaults: Metropolis in sequential order, one sweep at each inverse temperature. */
    public static DwaveCompatibleAnnealing standard() {
        return new DwaveCompatibleAnnealing(Acceptance.METROPOLIS, Order.SEQUENTIAL, 1);
    }

    /**
     * The inverse temperatures between which D-Wave's sampler anneals by default: {@code ln 2 / (2 max_i S_i)} with
     * {@code S_i = |h_i| + sum_j |J_ij|}, and {@code ln(100 g) / (2 m)} with m the smallest size of a field or coupling
     * that is not zero and g the number of spins that have one of it; 0.1 and 1 where all are zero.
     */
    public static BetaRange defaultRange(PlainIsing model) {
        return range(new DwaveWalk(model, 0).sizes());
    }

    private static BetaRange range(DwaveWalk.Sizes sizes) {
        return sizes.largestSum() == 0
                ? new BetaRange(0.1, 1)
                : new BetaRange(
                        Math.log(2) / (2 * sizes.largestSum()),
                        Math.log(sizes.softest() / 0.01) / (2 * sizes.smallest()));
    }

    @Override
    public String name() {
        return "sa-dwave";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.DIVISIBLE, Trait.OBEYS_STOP_RULES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        if (!(model instanceof PlainIsing plain)) {
            throw new IllegalArgumentException(name() + " samples plain Ising models, not " + model);
        }
        request.part().requireWhole(name());
        long began = System.nanoTime();
        StartStates starts = StartStates.of(plain, request);
        DwaveWalk walk = new DwaveWalk(plain, request.seed());
        IntToDoubleFunction betas = schedule.beta(request.sweeps(), () -> range(walk.sizes()));
        long[] seeds = ReadGroups.seeds(request.seed(), request.reads());
        Count count = new Count(request, new TargetCheck(plain, request.stop()), began);
        List<Spins> states = new ArrayList<>();
        Halt.during(count::isToEndEarly, () -> {
            for (int read = 0; read < request.reads() && !(read > 0 && count.isOver()); read++) {
                walk.moveTo(starts.state(read, new RandomStream(seeds[read], VectorOps.best())));
                anneal(plain, walk, betas, count);
                states.add(Spins.of(walk.spins()));
            }
            count.isCancelled |= Halt.isInterrupted();
            return true;
        });
        double seconds = (System.nanoTime() - began) * 1e-9;
        long tried = count.sweeps * plain.spins();
        Provenance provenance = new Provenance(
                name(),
                options(request, betas),
                request.seed(),
                count.mostSweeps,
                tried == 0 ? 0 : (double) count.flips / tried,
                tried,
                seconds,
                0,
                count.isCancelled);
        return SampleSet.of(plain, List.of(states), List.of(OptionalDouble.empty()), provenance);
    }

    /** What was done, and whether there is to be more of it. */
    private static final class Count {
        private final SamplingRequest request;
        private final TargetCheck target;
        private final long began;
        private long told = System.nanoTime();
        private Progress last;
        private long sweeps;
        private int mostSweeps;
        private long flips;
        private boolean isCancelled;

        Count(SamplingRequest request, TargetCheck target, long began) {
            this.request = request;
            this.target = target;
            this.began = began;
            this.last = Progress.none(elapsed());
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        /** The same in the middle of a sweep that takes long. */
        boolean isToEndEarly() {
            return System.nanoTime() - told >= LONG && isToEnd();
        }

        /** Whether the read is to end at the last progress, now. */
        boolean isToEnd() {
            told = System.nanoTime();
            Progress now = last.at(elapsed());
            isCancelled |= !request.progress().goesOn(now);
            return isCancelled || request.stop().stopsAt(now);
        }

        /** Whether no other read is to begin. */
        boolean isOver() {
            return isCancelled || Halt.isCalled() || request.stop().stopsAt(Progress.none(elapsed()));
        }
    }

    private void anneal(PlainIsing model, DwaveWalk walk, IntToDoubleFunction betas, Count count) {
        double followed = walk.energy();
        double best = followed;
        int improved = 0;
        boolean goesOn = true;
        int sweep = 0;
        int sweeps = Math.multiplyExact(count.request.sweeps(), sweepsPerBeta);
        while (goesOn && sweep < sweeps) {
            double beta = betas.applyAsDouble(sweep / sweepsPerBeta);
            int flips = walk.sweep(beta, acceptance == Acceptance.GIBBS, order == Order.RANDOMIZED);
            sweep++;
            count.flips += flips;
            if (walk.energy() < followed) {
                followed = walk.energy();
                best = Math.min(
                        best, count.target.isNear(followed) ? model.energy(0, Spins.of(walk.spins())) : followed);
                improved = sweep;
            }
            count.last = new Progress(
                    sweep, sweeps, beta, best, (double) flips / walk.spins().length, sweep - improved, count.elapsed());
            goesOn = !count.isToEnd() && !Halt.isCalled();
        }
        count.sweeps += sweep;
        count.mostSweeps = Math.max(count.mostSweeps, sweep);
    }

    private Map<String, Object> options(SamplingRequest request, IntToDoubleFunction betas) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("acceptance", acceptance.name());
        options.put("order", order.name());
        options.put("sweepsPerBeta", sweepsPerBeta);
        options.put("reads", request.reads());
        options.put("schedule", schedule.toString());
        options.put("sweeps", request.sweeps() * sweepsPerBeta);
        options.put("betaFirst", betas.applyAsDouble(0));
        options.put("betaLast", betas.applyAsDouble(request.sweeps() - 1));
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.put("threads", 1);
        return options;
    }
}
