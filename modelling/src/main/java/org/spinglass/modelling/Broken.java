// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

/**
 * A rule that an answer breaks.
 *
 * @param constraint the rule
 * @param by how much: how far outside of its bounds the value lies, or how many pairs are alike that should differ
 */
public record Broken(Constraint constraint, double by) {
    @Override
    public String toString() {
        return constraint.name() + " broken by " + Written.number(by);
    }
}
