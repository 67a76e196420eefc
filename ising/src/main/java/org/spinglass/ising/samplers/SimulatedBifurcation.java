// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.Anneal;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.SparseArrays;
import org.spinglass.ising.internal.bifurcation.BifurcationGroup;
import org.spinglass.ising.internal.bifurcation.FieldProduct;
import org.spinglass.ising.internal.local.SingleCopy;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Simulated bifurcation (Goto et al., Science Advances 7, eabe7953, 2021): each spin is an oscillator, whose rest at 0
 * becomes unstable as a pump grows from 0 to 1, and which then falls to +1 or -1, pushed by the fields of the others.
 * All oscillators move at once, so that a step of many agents is one matrix product.
 *
 * <p>A read is an agent, a sweep a step: the pump is {@code t / (steps - 1)} in step t, and that is what
 * {@link Progress#beta()} tells; there is no temperature. Fields are those of one more oscillator, coupled by h. The
 * couplings' strength is {@code c0 = 1 / (2 s)} with s the root mean square of {@code sqrt(sum_j J_ij^2)} over the
 * oscillators. The states are the signs of the positions; the best of those looked at, every tenth step and at the end,
 * is returned.
 *
 * <p>Agents form groups of 16 in the order of the reads, each on one thread. Cost of a step of one agent: {@code 2 N^2}
 * operations by matrix products on a dense model, {@code 2 degree N} on a sparse one; the ballistic variant a tenth
 * more. Memory: {@code 20 N} bytes an agent. An {@link EncodedQuadratic} is expanded into plain spins, instance by
 * instance.
 *
 * <p>The generalised variant lets each oscillator's pump go by its own position, with a strength A that suits one model
 * at 0.04 and another at 0.66 by its authors, near where the motion becomes chaotic. Unless told otherwise the reads of
 * a request therefore share the range: read r has {@code A = 0.05 + 0.6 frac(0.618 r)}.
 *
 * @param variant what pushes
 * @param timeStep dt, above 0 and at most 2; empty for 0.9 of the longest at which small oscillations are stable
 * @param control A of the generalised variant, 0 to 10, for all agents; empty for one of its own for each, and for the
 *     other variants
 */
public record SimulatedBifurcation(Variant variant, OptionalDouble timeStep, OptionalDouble control)
        implements Sampler {
    /** The automatic time step as a share of the longest stable one. */
    private static final double SHARE_OF_LONGEST = 0.9;

    /** The largest control; far below it everything is chaos. */
    private static final double MOST_CONTROL = 10;

    /** Of the controls of a request's agents: the least, and by how much the largest is above it. */
    private static final double LEAST_CONTROL = 0.05;

    private static final double RANGE_OF_CONTROLS = 0.6;

    /** The golden ratio's fraction, whose multiples fill a range evenly however many they are. */
    private static final double GOLDEN = 0.6180339887498949;

    /** Agents of a group. */
    private static final int AGENTS = 16;

    /** What pushes an oscillator. */
    public enum Variant {
        /**
         * The positions of the others: quick to a good state, but its agents fall into the same few, the more steps the
         * fewer.
         */
        BALLISTIC,
        /** The signs of the others' positions: agents that differ, and better states in long runs. */
        DISCRETE,
        /** The positions of the others, against a stiffness of each oscillator's own: agents that differ the most. */
        GENERALISED
    }

    public SimulatedBifurcation {
        if (timeStep.isPresent() && !(timeStep.getAsDouble() > 0 && timeStep.getAsDouble() <= 2)) {
            throw new IllegalArgumentException(
                    "time step is " + timeStep.getAsDouble() + "; expected above 0 and at most 2");
        }
        if (control.isPresent() && variant != Variant.GENERALISED) {
            throw new IllegalArgumentException("control is of the generalised variant, not of " + variant);
        }
        if (control.isPresent() && !(control.getAsDouble() >= 0 && control.getAsDouble() <= MOST_CONTROL)) {
            throw new IllegalArgumentException(
                    "control is " + control.getAsDouble() + "; expected 0 to " + MOST_CONTROL);
        }
    }

    /** The ballistic variant with an automatic time step. */
    public static SimulatedBifurcation ballistic() {
        return new SimulatedBifurcation(Variant.BALLISTIC, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The generalised variant with an automatic time step, and a control of its own for each agent. */
    public static SimulatedBifurcation generalised() {
        return new SimulatedBifurcation(Variant.GENERALISED, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The discrete variant with an automatic time step. */
    public static SimulatedBifurcation discrete() {
        return new SimulatedBifurcation(Variant.DISCRETE, OptionalDouble.empty(), OptionalDouble.empty());
    }

    @Override
    public String name() {
        return "sb";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.DIVISIBLE, Trait.READS_IN_PARTS, Trait.OBEYS_STOP_RULES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        requireRandomStart(request);
        int reads = request.reads();
        long[] seeds = ReadGroups.seeds(request.seed(), Math.multiplyExact(model.instances(), reads));
        Anneal anneal = new Anneal(model, request.sweeps(), request.stop(), request.progress());
        List<List<Spins>> states = new ArrayList<>();
        int steps = 0;
        long moves = 0;
        boolean isCancelled = false;
        double shortest = Double.POSITIVE_INFINITY;
        long began = System.nanoTime();
        for (int instance = 0; instance < model.instances(); instance++) {
            PlainIsing plain = PlainIsing.of(model, instance);
            FieldProduct product = product(plain, ops);
            double step = timeStep.orElseGet(() -> SHARE_OF_LONGEST * product.longestTimeStep());
            shortest = Math.min(shortest, step);
            List<Supplier<ReadGroup>> groups = new ArrayList<>();
            for (int first = 0; first < reads; first += AGENTS) {
                int from = instance * reads + first;
                int to = instance * reads + Math.min(reads, first + AGENTS);
                groups.add(() -> {
                    RandomStream[] randoms = new RandomStream[to - from];
                    for (int c = from; c < to; c++) {
                        randoms[c - from] = new RandomStream(seeds[c], ops);
                    }
                    return new BifurcationGroup(
                            product,
                            variant == Variant.DISCRETE,
                            variant == Variant.GENERALISED ? controls(from % reads, randoms.length) : new double[0],
                            step,
                            plain.offset(),
                            request.sweeps(),
                            randoms);
                });
            }
            int ofInstance = instance;
            Anneal.Result result = anneal.run(
                    request.part().of(model, groups), (number, group, read) -> ofInstance, request.workers());
            states.add(result.states());
            steps = Math.max(steps, result.sweeps());
            moves += result.tried();
            isCancelled |= result.isCancelled();
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        double boundSeconds = (System.nanoTime() - boundBegan) * 1e-9;
        Provenance provenance = new Provenance(
                name(),
                options(request, shortest, ops),
                request.seed(),
                steps,
                0,
                moves,
                seconds,
                boundSeconds,
                isCancelled);
        return SampleSet.of(model, states, bounds, provenance);
    }

    /** A of some agents, the first of which is that read of an instance. */
    private double[] controls(int read, int agents) {
        double[] controls = new double[agents];
        for (int c = 0; c < agents; c++) {
            double place = GOLDEN * (read + c);
            double spread = LEAST_CONTROL + RANGE_OF_CONTROLS * (place - Math.floor(place));
            controls[c] = control.orElse(spread);
        }
        return controls;
    }

    private static void requireRandomStart(SamplingRequest request) {
        if (!(request.initial() instanceof InitialState.Random)) {
            throw new IllegalArgumentException(
                    "simulated bifurcation starts from random oscillators, not from states that are "
                            + request.initial().getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    private static FieldProduct product(PlainIsing model, VectorOps ops) {
        return switch (model) {
            case DenseIsing dense -> FieldProduct.dense(SingleCopy.couplings(dense), SingleCopy.fields(dense), ops);
            case SparseIsing sparse -> {
                SparseArrays arrays = (SparseArrays) ModelArrays.of(sparse);
                yield FieldProduct.sparse(
                        arrays.starts(),
                        arrays.neighbours(),
                        SingleCopy.couplings(sparse),
                        SingleCopy.fields(sparse),
                        ops);
            }
        };
    }

    private Map<String, Object> options(SamplingRequest request, double shortest, VectorOps ops) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("variant", variant.name());
        options.put("timeStep", shortest);
        options.put("timeStepAutomatic", timeStep.isEmpty());
        if (variant == Variant.GENERALISED) {
            options.put("control", control.isPresent() ? (Object) control.getAsDouble() : "0.05 to 0.65, by read");
        }
        options.put("reads", request.reads());
        options.put("sweeps", request.sweeps());
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", request.workers().threads());
        options.put("kernel", ops.name());
        return options;
    }
}
