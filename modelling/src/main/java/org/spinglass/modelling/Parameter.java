// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * A number with a name that stands in expressions and may change without building anew: what is solved takes the value
 * that it has then. Parameters may be added, multiplied with each other and with variables, and stand in rules.
 */
public final class Parameter extends Expression {
    private final Model model;
    private final int atom;
    private final String name;

    Parameter(Model model, int atom, String name) {
        this.model = model;
        this.atom = atom;
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its present value. */
    public double value() {
        return model.store().parameterValue(atom);
    }

    /**
     * Gives it another value.
     *
     * @throws IllegalArgumentException when the value is not finite
     */
    public void set(double value) {
        model.store().setParameter(atom, finite(value));
    }

    @Override
    Polynomial polynomial() {
        return Polynomial.of(1, atom);
    }

    @Override
    Model model() {
        return model;
    }
}
