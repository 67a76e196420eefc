// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.arrays.ExactEnergy;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.numbers.Total;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

/**
 * The states that a sampler found, the best first within each instance, with lower bounds where they exist, and how it
 * all came to be. Immutable.
 */
public final class SampleSet {
    private final List<Ranking> rankings;
    private final List<OptionalDouble> lowerBounds;
    private final Provenance provenance;

    /** A sample and its energy to more digits than it tells, by which samples are in order. */
    private record Ranked(Sample sample, Total energy) {
        Ranked plus(int occurrences) {
            return new Ranked(
                    new Sample(sample.instance(), sample.spins(), sample.energy(), sample.occurrences() + occurrences),
                    energy);
        }
    }

    /** The samples of one instance, the best first. */
    private sealed interface Ranking {
        /** All of them; what is not yet known is computed. */
        List<Ranked> ranked();

        /** The state of the first. */
        Spins best();

        default List<Sample> samples() {
            return ranked().stream().map(Ranked::sample).toList();
        }
    }

    private record Known(List<Ranked> ranked) implements Ranking {
        @Override
        public Spins best() {
            return ranked.getFirst().sample().spins();
        }
    }

    /** A single state, whose energy is computed when somebody asks for it: a trainer of many small models does not. */
    private static final class Single implements Ranking {
        private final Spins state;
        private final Supplier<Ranked> evaluation;
        private volatile @Nullable List<Ranked> ranked;

        Single(Spins state, Supplier<Ranked> evaluation) {
            this.state = state;
            this.evaluation = evaluation;
        }

        @Override
        public List<Ranked> ranked() {
            List<Ranked> known = ranked;
            if (known == null) {
                known = List.of(evaluation.get());
                ranked = known;
            }
            return known;
        }

        @Override
        public Spins best() {
            return state;
        }
    }

    private SampleSet(List<Ranking> rankings, List<OptionalDouble> lowerBounds, Provenance provenance) {
        this.rankings = rankings;
        this.lowerBounds = lowerBounds;
        this.provenance = provenance;
    }

    /**
     * A sample set from the states of all reads; equal states of an instance are counted together, and energies are
     * computed anew from the numbers that the model was given, by which states are ranked too. That of the only state
     * of an instance of an {@link EncodedQuadratic} is computed when it is asked for.
     *
     * @param states the reads of each instance, in read order
     * @param lowerBounds one an instance
     */
    public static SampleSet of(
            IsingModel model, List<List<Spins>> states, List<OptionalDouble> lowerBounds, Provenance provenance) {
        if (states.size() != model.instances() || lowerBounds.size() != model.instances()) {
            throw new IllegalArgumentException(states.size() + " lists of states and " + lowerBounds.size()
                    + " bounds for " + model.instances() + " instances");
        }
        List<Ranking> all = new ArrayList<>();
        for (int instance = 0; instance < states.size(); instance++) {
            Map<Spins, Integer> counts = new LinkedHashMap<>();
            for (Spins state : states.get(instance)) {
                counts.merge(state, 1, Integer::sum);
            }
            all.add(ranking(model, instance, counts));
        }
        return new SampleSet(all, List.copyOf(lowerBounds), provenance);
    }

    private static Ranking ranking(IsingModel model, int instance, Map<Spins, Integer> counts) {
        if (model instanceof EncodedQuadratic && counts.size() == 1) {
            Map.Entry<Spins, Integer> only = counts.entrySet().iterator().next();
            return new Single(only.getKey(), () -> ranked(model, instance, only.getKey(), only.getValue()));
        }
        List<Ranked> found = new ArrayList<>();
        for (Map.Entry<Spins, Integer> entry : counts.entrySet()) {
            found.add(ranked(model, instance, entry.getKey(), entry.getValue()));
        }
        found.sort(Comparator.comparing(Ranked::energy));
        return new Known(found);
    }

    private static Ranked ranked(IsingModel model, int instance, Spins state, int occurrences) {
        return switch (model) {
            case PlainIsing plain -> {
                ModelArrays arrays = ModelArrays.of(plain);
                Total energy = ExactEnergy.of(arrays, state.toArray());
                double told = energy.over(arrays.evaluation().decimals(), 1);
                yield new Ranked(new Sample(instance, state, told, occurrences), energy);
            }
            case EncodedQuadratic encoded -> {
                double energy = encoded.energy(instance, state);
                yield new Ranked(new Sample(instance, state, energy, occurrences), new Total(energy, 0));
            }
        };
    }

    /**
     * Several sample sets of the same model as one: states found several times are counted together, the best lower
     * bound of each instance stands, and the provenance is that of the last.
     *
     * @param sets at least one, of the same number of instances
     * @param most states kept of each instance at most, the best; at least 1
     */
    public static SampleSet merged(List<SampleSet> sets, int most) {
        List<Ranking> all = new ArrayList<>();
        List<OptionalDouble> bounds = new ArrayList<>();
        for (int instance = 0; instance < sets.getFirst().instances(); instance++) {
            Map<Spins, Ranked> found = new LinkedHashMap<>();
            OptionalDouble bound = OptionalDouble.empty();
            for (SampleSet set : sets) {
                for (Ranked one : set.rankings.get(instance).ranked()) {
                    found.merge(
                            one.sample().spins(),
                            one,
                            (a, b) -> a.plus(b.sample().occurrences()));
                }
                OptionalDouble own = set.lowerBound(instance);
                if (bound.isEmpty() || own.isPresent() && own.getAsDouble() > bound.getAsDouble()) {
                    bound = own;
                }
            }
            all.add(new Known(found.values().stream()
                    .sorted(Comparator.comparing(Ranked::energy))
                    .limit(most)
                    .toList()));
            bounds.add(bound);
        }
        return new SampleSet(all, List.copyOf(bounds), sets.getLast().provenance());
    }

    /** Number of instances. */
    public int instances() {
        return rankings.size();
    }

    /**
     * The different states found of one instance, the best first; states of equal energy in the order of their reads.
     */
    public List<Sample> samples(int instance) {
        return rankings.get(instance).samples();
    }

    /** The best state found of one instance. */
    public Sample best(int instance) {
        return rankings.get(instance).ranked().getFirst().sample();
    }

    /**
     * The spins of the best state found of one instance; unlike its energy they cost nothing where it is the only one.
     */
    public Spins bestSpins(int instance) {
        return rankings.get(instance).best();
    }

    /** The best state found of the only or first instance. */
    public Sample best() {
        return best(0);
    }

    /** An energy that no state of the instance can go below; empty where none was computed or none is known. */
    public OptionalDouble lowerBound(int instance) {
        return lowerBounds.get(instance);
    }

    /** The same with another energy that no state of an instance can go below. */
    public SampleSet withLowerBound(int instance, double bound) {
        List<OptionalDouble> bounds = new ArrayList<>(lowerBounds);
        bounds.set(instance, OptionalDouble.of(bound));
        return new SampleSet(rankings, List.copyOf(bounds), provenance);
    }

    /** The best energy less the lower bound: the best state is at most this far above the ground state. */
    public OptionalDouble gap(int instance) {
        OptionalDouble bound = lowerBound(instance);
        return bound.isPresent() ? OptionalDouble.of(best(instance).energy() - bound.getAsDouble()) : bound;
    }

    /** How the samples came to be. */
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "SampleSet[" + instances() + " instances, best " + best().energy() + ", " + provenance.sampler() + "]";
    }
}
