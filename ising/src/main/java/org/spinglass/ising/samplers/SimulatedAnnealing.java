// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.Anneal;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.internal.annealing.Moves;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.annealing.StartStates;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983), on the encoded form natively and on plain spins.
 *
 * <p>A sweep visits every site once at one inverse temperature. The best state of each read is returned, or its last,
 * as {@link Keep} says. With the heat bath on an {@link EncodedQuadratic} a site is a weight and all its spins are
 * drawn at once from their exact conditional distribution; with single spins they are tried one by one (Metropolis). On
 * plain spins the two are Metropolis and Glauber dynamics. At fixed beta all of them sample the Boltzmann distribution;
 * near beta 0 single spins in sequential order flip almost all at every visit, and it takes them long to forget their
 * start.
 *
 * <p>Cost of a sweep of one read, N weights: {@code 2 N^2} operations for a stored J (in blocks by matrix products
 * where four or more reads or instances share it), {@code 4 N Q} for a Gram matrix (in blocks where 16 or more share
 * one of 512 weights or more); memory a read: N fields or Q projections. On plain spins a flip costs N additions on a
 * dense model and one a neighbour on a sparse one, and a spin that stays next to nothing. Where couplings and fields
 * are whole numbers of some power of two and fields fit in 16 bits nothing is rounded, and vectors hold the most:
 * couplings of two values take a bit each, and 12 or more reads of a sparse model in sequential order are swept side by
 * side, up to 32 sharing the sweep after which a stop rule is asked. Where all couplings and fields of a sparse model
 * are small multiples of one size, at most 63 of them around a spin, 64 or more reads of single spins in sequential
 * order are a bit each, up to 512 sharing a sweep that costs little more than one of them would; each still draws its
 * own random numbers. So are 24 to 64 of them, or 12 to 128 of little work, in words of 64 and plain code, which is
 * fast at once in a Java machine that was just started.
 *
 * @param move how a site moves
 * @param order in which order a sweep visits the sites
 * @param keep which state of a read is returned
 * @param schedule inverse temperatures
 */
public record SimulatedAnnealing(Move move, Order order, Keep keep, BetaSchedule schedule) implements Sampler {
    /** What is told of reads that are the bits of words, in plain code. */
    private static final String WORDS = "words";

    /**
     * Checks that move and order fit each other.
     *
     * @throws IllegalArgumentException for the heat bath in {@link Order#SPINS}
     */
    public SimulatedAnnealing {
        if (move == Move.HEAT_BATH && order == Order.SPINS) {
            throw new IllegalArgumentException(
                    "order is spins; expected sequential or random with the heat bath, which draws whole weights");
        }
    }

    /** With the automatic schedule. */
    public SimulatedAnnealing(Move move, Order order, Keep keep) {
        this(move, order, keep, BetaSchedule.automatic());
    }

    /** With the automatic schedule; the best state of each read is returned. */
    public SimulatedAnnealing(Move move, Order order) {
        this(move, order, Keep.BEST);
    }

    @Override
    public SimulatedAnnealing withSchedule(BetaSchedule value) {
        return new SimulatedAnnealing(move, order, keep, value);
    }

    /**
     * The range of inverse temperatures that the automatic schedule measures on a model; a rougher one where the work
     * is to end. Cost: a few sweeps of one read, but for convex weights only N or N Q operations.
     */
    public static BetaRange measuredRange(IsingModel model) {
        return MeasuredRange.of(model);
    }

    /** How a site moves. */
    public enum Move {
        /** Metropolis, one spin at a time; the spins of a weight from the most to the least significant. */
        SINGLE_SPIN,
        /** All spins of a weight at once from their exact distribution; Glauber dynamics on plain spins. */
        HEAT_BATH
    }

    /** In which order a sweep visits the sites. */
    public enum Order {
        /** As numbered. */
        SEQUENTIAL,
        /** In a new random order each sweep; reads that share a matrix product take blocks of 64 in random order. */
        RANDOM,
        /**
         * All spins of an instance in one new random order each sweep, those of a weight not together, as the paper's
         * author does; for single spins. On plain spins the same as {@link #RANDOM}. It shares no matrix products.
         */
        SPINS
    }

    /** Which state of a read is returned. */
    public enum Keep {
        /** The one of the least energy of those between two sweeps, the start included. */
        BEST,
        /** The one after the last sweep. */
        LAST
    }

    /** The heat bath in sequential order. */
    public static SimulatedAnnealing heatBath() {
        return new SimulatedAnnealing(Move.HEAT_BATH, Order.SEQUENTIAL);
    }

    /** Single-spin Metropolis in sequential order. */
    public static SimulatedAnnealing singleSpin() {
        return new SimulatedAnnealing(Move.SINGLE_SPIN, Order.SEQUENTIAL);
    }

    @Override
    public String name() {
        return "sa";
    }

    @Override
    public Set<Trait> traits() {
        return schedule instanceof BetaSchedule.Automatic
                ? Set.of(
                        Trait.DIVISIBLE,
                        Trait.READS_IN_PARTS,
                        Trait.OBEYS_STOP_RULES,
                        Trait.VECTOR_SWEEPS,
                        Trait.MEASURES_TEMPERATURES,
                        Trait.BEGINS_AT_STATES)
                : Set.of(
                        Trait.DIVISIBLE,
                        Trait.READS_IN_PARTS,
                        Trait.OBEYS_STOP_RULES,
                        Trait.VECTOR_SWEEPS,
                        Trait.BEGINS_AT_STATES);
    }

    @Override
    public int sideBySide(IsingModel model) {
        return model instanceof PlainIsing plain && move == Move.SINGLE_SPIN && order == Order.SEQUENTIAL
                ? ReadGroups.sideBySide(plain)
                : 1;
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        requireStates(model, request);
        return areWords(model, request)
                ? VectorOps.during(VectorOps.scalar(), () -> sample(model, request, WORDS))
                : sample(model, request, VectorOps.best().name());
    }

    private boolean areWords(IsingModel model, SamplingRequest request) {
        return model instanceof PlainIsing plain
                && move == Move.SINGLE_SPIN
                && order == Order.SEQUENTIAL
                && ReadGroups.areWords(plain, request.reads(), request.sweeps());
    }

    private SampleSet sample(IsingModel model, SamplingRequest request, String kernel) {
        VectorOps ops = VectorOps.best();
        IntToDoubleFunction betas = schedule.beta(request.sweeps(), () -> MeasuredRange.of(model));
        Moves moves = new Moves(
                move == Move.SINGLE_SPIN,
                order != Order.SEQUENTIAL,
                order == Order.SPINS && model instanceof EncodedQuadratic,
                request.sweeps(),
                betas);
        List<Supplier<ReadGroup>> groups = switch (model) {
            case EncodedQuadratic encoded ->
                ReadGroups.of(encoded, request.reads(), request.initial(), moves, request.seed(), ops);
            case PlainIsing plain ->
                ReadGroups.of(plain, request.reads(), StartStates.of(plain, request), moves, request.seed(), ops);
        };
        long began = System.nanoTime();
        Anneal.Result result = new Anneal(
                        model, request.sweeps(), request.stop(), request.progress(), keep == Keep.LAST)
                .run(
                        request.part().of(model, groups),
                        (number, group, read) -> group.instance(read),
                        request.workers());
        double seconds = (System.nanoTime() - began) * 1e-9;
        List<List<Spins>> states = SpinReads.byInstance(model, result.states());
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        double boundSeconds = (System.nanoTime() - boundBegan) * 1e-9;
        Provenance provenance = new Provenance(
                name(),
                options(request, betas, kernel),
                request.seed(),
                result.sweeps(),
                result.tried() == 0 ? 0 : (double) result.accepted() / result.tried(),
                result.tried(),
                seconds,
                boundSeconds,
                result.isCancelled());
        return SampleSet.of(model, states, bounds, provenance);
    }

    private Map<String, Object> options(SamplingRequest request, IntToDoubleFunction betas, String kernel) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("move", move.name());
        options.put("order", order.name());
        options.put("keep", keep.name());
        options.put("reads", request.reads());
        options.put("schedule", schedule.toString());
        options.put("sweeps", request.sweeps());
        options.put("betaFirst", betas.applyAsDouble(0));
        options.put("betaLast", betas.applyAsDouble(request.sweeps() - 1));
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", request.workers().threads());
        options.put("kernel", kernel);
        return options;
    }

    private static void requireStates(IsingModel model, SamplingRequest request) {
        switch (request.initial()) {
            case InitialState.Given given -> given.requireFits(model, request.reads());
            case InitialState.Present present -> {
                if (!(model instanceof EncodedQuadratic)) {
                    throw new IllegalArgumentException("plain spins have no present weights to start from");
                }
            }
            case InitialState.Random random -> {}
        }
    }
}
