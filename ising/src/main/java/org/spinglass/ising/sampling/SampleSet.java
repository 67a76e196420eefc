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
 * The states that a sampler found, the best first within each form, with lower bounds where they exist, and how it
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
                    new Sample(sample.form(), sample.spins(), sample.energy(), sample.occurrences() + occurrences),
                    energy);
        }
    }

    /** The samples of one form, the best first. */
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
     * A sample set from the states of all reads; equal states of a form are counted together, and energies are computed
     * anew from the numbers that the model was given, by which states are ranked too. That of the only state of a form of an
     * {@link EncodedQuadratic} is computed when it is asked for.
     *
     * @param states the reads of each form, in read order
     * @param lowerBounds one a form
     */
    public static SampleSet of(
            IsingModel model, List<List<Spins>> states, List<OptionalDouble> lowerBounds, Provenance provenance) {
        if (states.size() != model.forms() || lowerBounds.size() != model.forms()) {
            throw new IllegalArgumentException(states.size() + " lists of states and " + lowerBounds.size()
                    + " bounds for " + model.forms() + " forms");
        }
        List<Ranking> all = new ArrayList<>();
        for (int form = 0; form < states.size(); form++) {
            Map<Spins, Integer> counts = new LinkedHashMap<>();
            for (Spins state : states.get(form)) {
                counts.merge(state, 1, Integer::sum);
            }
            all.add(ranking(model, form, counts));
        }
        return new SampleSet(all, List.copyOf(lowerBounds), provenance);
    }

    private static Ranking ranking(IsingModel model, int form, Map<Spins, Integer> counts) {
        if (model instanceof EncodedQuadratic && counts.size() == 1) {
            Map.Entry<Spins, Integer> only = counts.entrySet().iterator().next();
            return new Single(only.getKey(), () -> ranked(model, form, only.getKey(), only.getValue()));
        }
        List<Ranked> found = new ArrayList<>();
        for (Map.Entry<Spins, Integer> entry : counts.entrySet()) {
            found.add(ranked(model, form, entry.getKey(), entry.getValue()));
        }
        found.sort(Comparator.comparing(Ranked::energy));
        return new Known(found);
    }

    private static Ranked ranked(IsingModel model, int form, Spins state, int occurrences) {
        return switch (model) {
            case PlainIsing plain -> {
                ModelArrays arrays = ModelArrays.of(plain);
                Total energy = ExactEnergy.of(arrays, state.toArray());
                double told = energy.over(arrays.evaluation().decimals(), 1);
                yield new Ranked(new Sample(form, state, told, occurrences), energy);
            }
            case EncodedQuadratic encoded -> {
                double energy = encoded.energy(form, state);
                yield new Ranked(new Sample(form, state, energy, occurrences), new Total(energy, 0));
            }
        };
    }

    /**
     * Several sample sets of the same model as one: states found several times are counted together, the best lower bound
     * of each form stands, and the provenance is that of the last.
     *
     * @param sets at least one, of the same number of forms
     * @param most states kept of each form at most, the best; at least 1
     */
    public static SampleSet merged(List<SampleSet> sets, int most) {
        List<Ranking> all = new ArrayList<>();
        List<OptionalDouble> bounds = new ArrayList<>();
        for (int form = 0; form < sets.getFirst().forms(); form++) {
            Map<Spins, Ranked> found = new LinkedHashMap<>();
            OptionalDouble bound = OptionalDouble.empty();
            for (SampleSet set : sets) {
                for (Ranked one : set.rankings.get(form).ranked()) {
                    found.merge(
                            one.sample().spins(),
                            one,
                            (a, b) -> a.plus(b.sample().occurrences()));
                }
                OptionalDouble own = set.lowerBound(form);
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

    /** Number of forms. */
    public int forms() {
        return rankings.size();
    }

    /** The different states found of one form, the best first; states of equal energy in the order of their reads. */
    public List<Sample> samples(int form) {
        return rankings.get(form).samples();
    }

    /** The best state found of one form. */
    public Sample best(int form) {
        return rankings.get(form).ranked().getFirst().sample();
    }

    /** The spins of the best state found of one form; unlike its energy they cost nothing where it is the only one. */
    public Spins bestSpins(int form) {
        return rankings.get(form).best();
    }

    /** The best state found of the only or first form. */
    public Sample best() {
        return best(0);
    }

    /** An energy that no state of the form can go below; empty where none was computed or none is known. */
    public OptionalDouble lowerBound(int form) {
        return lowerBounds.get(form);
    }

    /** The best energy less the lower bound: the best state is at most this far above the ground state. */
    public OptionalDouble gap(int form) {
        OptionalDouble bound = lowerBound(form);
        return bound.isPresent() ? OptionalDouble.of(best(form).energy() - bound.getAsDouble()) : bound;
    }

    /** How the samples came to be. */
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "SampleSet[" + forms() + " forms, best " + best().energy() + ", " + provenance.sampler() + "]";
    }
}
