// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

/**
 * Seeds for the parts of a run, each a function of the run's seed and the part's numbers alone. All trainers draw their
 * start weights from part (0), and the order of the samples in an epoch, counted from 0, from part (1, epoch).
 */
public final class Seeds {
    private Seeds() {}

    /** A seed for the part with these numbers; SplitMix64's mixing after every number. */
    public static long of(long seed, long... numbers) {
        long state = mix(seed + 0x9e3779b97f4a7c15L);
        for (long number : numbers) {
            state = mix(state + 0x9e3779b97f4a7c15L * (number + 1));
        }
        return state;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
