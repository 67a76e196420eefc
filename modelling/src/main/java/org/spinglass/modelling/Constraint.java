// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

/**
 * A named rule of a model.
 *
 * @param name unique within the model
 * @param rule what is to hold
 * @param weight what breaking it costs, more than 0: of {@code allDifferent} a pair, else the square of the
 *     amount by which it is broken; infinite of a rule that must hold
 */
public record Constraint(String name, Rule rule, double weight) {
    /** Whether it must hold. */
    public boolean isHard() {
        return weight == Double.POSITIVE_INFINITY;
    }
}
