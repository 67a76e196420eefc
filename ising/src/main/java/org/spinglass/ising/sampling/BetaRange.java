// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

/**
 * The inverse temperatures between which a model is annealed.
 *
 * @param first the hot end, positive
 * @param last the cold end, positive
 */
public record BetaRange(double first, double last) {}
