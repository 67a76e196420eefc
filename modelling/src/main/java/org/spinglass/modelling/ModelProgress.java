// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How far a search of a model is.
 *
 * @param round that is under way, from 1; 0 while the first answer is made
 * @param rounds at most, of all parts of the model together
 * @param cost of the best answer that breaks no rule, in the model's own sense; empty while there is none
 * @param elapsed since the search began
 */
public record ModelProgress(int round, int rounds, OptionalDouble cost, Duration elapsed) {}
