// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;

/**
 * A sampler, and why it was taken.
 *
 * @param sampler the sampler
 * @param reason in a few words, for people
 */
public record SamplerChoice(Sampler sampler, String reason) {
    private static final int TINY = 24;
    private static final int SMALL = 500;
    private static final int MEDIUM = 5000;

    /** So long a spin lasts the shortest search in which a population of annealed states is worth its time. */
    private static final double MEMETIC_MILLIS = 2.5;

    /** So long a spin lasts the shortest search in which copies of a state are merged a few times. */
    private static final double MERGING_MILLIS = 0.05;

    private static final double WIDE = 30;
    private static final double CHAIN = 3;
    private static final int SAMPLED = 100_000;

    /** A sampler that the user named. */
    public static SamplerChoice asked(Sampler sampler) {
        return new SamplerChoice(sampler, "as asked");
    }

    /**
     * The sampler that suits a model, by its size, its couplings and its neighbours.
     *
     * <p>All states where there are at most 24 spins. Tabu search with path relinking and renormalisation of its elite
     * states for models of at most 500 spins, and for those whose largest coupling is 30 times the median or more,
     * where annealing freezes the strong couplings long before it finds what the weak ones want. The heat bath for
     * chains and rings, of less than three neighbours a spin: there Metropolis in sequential order makes every flip
     * that costs nothing, so that domain walls run ahead of the sweep and never meet. Merged anneals for other sparse
     * models where there are 0.05 ms a spin. For all others a memetic search where there are at most 5,000 spins and it
     * has 2.5 ms a spin to use, and else Metropolis, the fastest.
     *
     * <p>Cost: a pass over the couplings.
     *
     * @param limit the time of a search that goes on until it is over, its reads free to learn from each other; null
     *     where there is none
     */
    public static SamplerChoice of(PlainIsing model, @Nullable Duration limit) {
        int n = model.spins();
        if (n <= TINY) {
            return new SamplerChoice(new ExactSearch(), "as there are no more than " + TINY + " spins");
        }
        if (n <= SMALL) {
            return new SamplerChoice(new TabuSearch(), "as there are no more than " + SMALL + " spins");
        }
        double spread = spread(model);
        if (spread >= WIDE) {
            return new SamplerChoice(
                    new TabuSearch(),
                    String.format(Locale.ROOT, "as the largest coupling is %.0f times the median", spread));
        }
        double neighbours = 2.0 * model.interactions() / n;
        if (neighbours < CHAIN) {
            return new SamplerChoice(
                    SimulatedAnnealing.heatBath(),
                    String.format(Locale.ROOT, "heat bath, as a spin has %.1f neighbours", neighbours));
        }
        if (limit != null && model instanceof SparseIsing && limit.toMillis() >= MERGING_MILLIS * n) {
            return new SamplerChoice(
                    new MergedAnnealing(),
                    String.format(Locale.ROOT, "as there is time and a spin has %.1f neighbours", neighbours));
        }
        if (limit != null && isPopulationWorth(model, limit)) {
            return new SamplerChoice(
                    new MemeticSearch(),
                    String.format(Locale.ROOT, "as there is time and there are no more than %,d spins", MEDIUM));
        }
        return new SamplerChoice(
                SimulatedAnnealing.singleSpin(),
                String.format(
                        Locale.ROOT, "as there are %,d spins of %.0f neighbours and like couplings", n, neighbours));
    }

    /** Whether a population of annealed states is worth its time. */
    static boolean isPopulationWorth(PlainIsing model, Duration limit) {
        int n = model.spins();
        return n <= MEDIUM && limit.toMillis() >= MEMETIC_MILLIS * n;
    }

    /** The largest coupling over the median of those that are not zero, which is taken of some 100,000. */
    private static double spread(PlainIsing model) {
        Numbers numbers = ModelArrays.of(model).numbers();
        int every = numbers.couplings() / SAMPLED | 1; // odd, so that it walks through all columns of most matrices
        double[] sizes = new double[numbers.couplings() / every + 1];
        double largest = 0;
        int count = 0;
        for (int e = 0; e < numbers.couplings(); e++) {
            double size = Math.abs(numbers.coupling(e));
            largest = Math.max(largest, size);
            if (size > 0 && e % every == 0) {
                sizes[count++] = size;
            }
        }
        if (count == 0) {
            return 1;
        }
        Arrays.sort(sizes, 0, count);
        return largest / sizes[count / 2];
    }
}
