// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import org.spinglass.ising.model.Spins;

/**
 * A state that was found.
 *
 * @param instance the instance it belongs to
 * @param spins the state
 * @param energy its energy, computed in double precision from the model
 * @param occurrences how many reads ended with it as their best
 */
public record Sample(int instance, Spins spins, double energy, int occurrences) {}
