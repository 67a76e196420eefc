// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.MeasuredRange;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.arrays.IntegerCouplings;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.tempering.ClusterExchange;
import org.spinglass.ising.internal.tempering.Ladder;
import org.spinglass.ising.internal.tempering.Tempering;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Parallel tempering (Hukushima and Nemoto 1996): states at a ladder of temperatures are swept side by side, and
 * neighbours exchange their states with probability {@code min(1, exp((beta' - beta)(E' - E)))}, so that a state that
 * is stuck in the cold gets out through the heat. At each temperature of a ladder at rest it samples the Boltzmann
 * distribution.
 *
 * <p>The ladder runs between the first and the last beta of the schedule, and its inner temperatures are placed so that
 * all neighbours are exchanged at the same measured rate; exchanges at even and odd places take turns, which takes a
 * state from end to end in the fewest sweeps (Syed, Bouchard-Cote, Deligiannidis and Doucet 2022).
 *
 * <p>Each read is a run of its own, and its best state is returned. A sweep visits every spin of all replicas
 * (Metropolis, as numbered). An {@link EncodedQuadratic} is expanded into spins, (N n)^2 floats.
 *
 * @param replicas temperatures, 2 or more; {@link #BY_SIZE} for {@code 8 + sqrt(N)}, at most 64
 * @param clusters whether two states at each temperature also exchange clusters
 * @param schedule automatic, geometric or linear, of which the ends count
 */
public record ParallelTempering(int replicas, Clusters clusters, BetaSchedule schedule) implements Sampler {
    /** The number of temperatures is taken from the number of spins. */
    public static final int BY_SIZE = 0;

    private static final int MOST_BY_SIZE = 64;

    /** Exchanges of clusters between two states at the same temperature. */
    public enum Clusters {
        /** One state at each temperature, and no such moves. */
        NONE,
        /**
         * Isoenergetic cluster moves (Zhu, Ochoa and Katzgraber 2015) where a model is sparse, at the temperatures at
         * which clusters are measured not to percolate. Twice the states; of use on lattices and other sparse graphs.
         */
        ISOENERGETIC
    }

    public ParallelTempering {
        if (replicas != BY_SIZE && replicas < 2) {
            throw new IllegalArgumentException("replicas is " + replicas
                    + "; expected 2 or more, or 0 for as many as the" + " number of spins suggests");
        }
    }

    /** Between the ends of the range that is measured on the model. */
    public ParallelTempering(int replicas, Clusters clusters) {
        this(replicas, clusters, BetaSchedule.automatic());
    }

    @Override
    public ParallelTempering withSchedule(BetaSchedule value) {
        return new ParallelTempering(replicas, clusters, value);
    }

    /** As many replicas as the size suggests, without cluster moves. */
    public static ParallelTempering standard() {
        return new ParallelTempering(BY_SIZE, Clusters.NONE);
    }

    @Override
    public String name() {
        return "pt";
    }

    @Override
    public Set<Trait> traits() {
        return schedule instanceof BetaSchedule.Automatic
                ? Set.of(
                        Trait.DIVISIBLE,
                        Trait.READS_IN_PARTS,
                        Trait.OBEYS_STOP_RULES,
                        Trait.MEASURES_TEMPERATURES,
                        Trait.BEGINS_AT_STATES)
                : Set.of(Trait.DIVISIBLE, Trait.READS_IN_PARTS, Trait.OBEYS_STOP_RULES, Trait.BEGINS_AT_STATES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        requireRange(schedule);
        int temperatures = replicas == BY_SIZE ? Math.min(MOST_BY_SIZE, 8 + (int) Math.sqrt(model.spins())) : replicas;
        SpinReads reads = new SpinReads(model, request, ops);
        boolean isGiven = request.initial() instanceof InitialState.Given;
        double[] ends = ends(schedule, model);
        Optional<IntegerCouplings> shared =
                model instanceof PlainIsing plain ? ModelArrays.of(plain).integers(ops) : Optional.empty();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("replicas", temperatures);
        options.put("clusters", clusters.name());
        options.put("schedule", schedule.toString());
        options.put("betaFirst", ends[0]);
        options.put("betaLast", ends[1]);
        return reads.run(
                name(),
                options,
                (instance, start, random) -> new Tempering(
                        instance,
                        shared,
                        new Ladder(ends[0], ends[1], temperatures),
                        start.spins().clone(),
                        isGiven,
                        exchange(instance, temperatures),
                        random,
                        ops));
    }

    private @Nullable ClusterExchange exchange(PlainIsing instance, int temperatures) {
        return clusters == Clusters.ISOENERGETIC && instance instanceof SparseIsing sparse
                ? new ClusterExchange(sparse, SpinReads.isSymmetric(instance), temperatures)
                : null;
    }

    private static void requireRange(BetaSchedule schedule) {
        switch (schedule) {
            case BetaSchedule.Automatic automatic -> {}
            case BetaSchedule.Geometric geometric -> requireRising(geometric.first(), geometric.last());
            case BetaSchedule.Linear linear -> requireRising(linear.first(), linear.last());
            case BetaSchedule.Cooling cooling -> refuse(cooling);
            case BetaSchedule.Custom custom -> refuse(custom);
            case BetaSchedule.Part part -> refuse(part);
        }
    }

    private static void requireRising(double first, double last) {
        if (first > last) {
            throw new IllegalArgumentException("the schedule's betas go from " + first + " to " + last
                    + "; parallel tempering takes the hotter end first");
        }
    }

    private static void refuse(BetaSchedule schedule) {
        throw new IllegalArgumentException("the schedule is " + schedule + "; parallel tempering places its"
                + " temperatures by itself, between the ends of an automatic, geometric or linear schedule");
    }

    private static double[] ends(BetaSchedule schedule, IsingModel model) {
        return switch (schedule) {
            case BetaSchedule.Geometric geometric -> new double[] {geometric.first(), geometric.last()};
            case BetaSchedule.Linear linear -> new double[] {linear.first(), linear.last()};
            default -> {
                BetaRange range = MeasuredRange.of(model);
                yield new double[] {range.first(), range.last()};
            }
        };
    }
}
