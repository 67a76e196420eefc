// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.internal.random.RandomStream;

/** In which order a sweep visits its sites: as numbered, or in a new random order each time. */
final class VisitOrder {
    private final int[] sites;
    private final boolean isRandom;

    VisitOrder(int size, boolean isRandom) {
        this.sites = new int[size];
        this.isRandom = isRandom;
        for (int i = 0; i < size; i++) {
            sites[i] = i;
        }
    }

    /** The order of the next sweep; valid until the next call. */
    int[] next(RandomStream random) {
        if (isRandom) {
            random.shuffle(sites);
        }
        return sites;
    }
}
