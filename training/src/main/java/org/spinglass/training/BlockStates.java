// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;

/**
 * What annealing a block of neurons came to. Arrays are not copied, and not to be changed.
 *
 * @param block its number
 * @param words packed spins of each neuron
 * @param energies of each neuron, where they were wanted; else empty
 * @param bounds lower bounds of these; NaN for none
 * @param acceptance accepted moves over tried ones
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BlockStates(int block, List<long[]> words, double[] energies, double[] bounds, double acceptance) {}
