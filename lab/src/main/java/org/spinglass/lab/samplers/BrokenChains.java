// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import org.spinglass.quantum.Unembedding;

/** How broken chains are read. */
enum BrokenChains {
    MAJORITY(new Unembedding.MajorityVote()),
    RANDOM(new Unembedding.WeightedRandom(0)),
    DISCARD(new Unembedding.Discard()),
    ENERGY(new Unembedding.MinimizeEnergy());

    private final Unembedding reading;

    BrokenChains(Unembedding reading) {
        this.reading = reading;
    }

    Unembedding reading() {
        return reading;
    }
}
