// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * A variable of a {@link Model}: binary (0 or 1), a spin (-1 or +1), or whole numbers within bounds. Two are equal when
 * they are the same variable of the same model. Immutable: what is fixed, the model knows.
 */
public final class Variable extends Expression {
    private final Model model;
    private final int index;

    Variable(Model model, int index) {
        this.model = model;
        this.index = index;
    }

    /** Its name, unique within the model. */
    public String name() {
        return model.nameOf(index);
    }

    /** The least value that it may take. */
    public int low() {
        return model.store().low(index);
    }

    /** The greatest value that it may take. */
    public int high() {
        return model.store().high(index);
    }

    /** Whether it is -1 or +1, and nothing between. */
    public boolean isSpin() {
        return model.store().isSpin(index);
    }

    /**
     * Whether it has a value, an expression that is 1 or 0. A variable that is asked so is kept with one bit a value
     * unless another {@link Encoding} is named.
     *
     * @throws IllegalArgumentException when it never has it
     */
    public Expression is(int value) {
        return new Combined(model, Polynomial.of(1, model.store().indicator(index, value)));
    }

    /** Its number within the model, in the order in which variables were made. */
    public int index() {
        return index;
    }

    @Override
    Polynomial polynomial() {
        return Polynomial.of(1, model.store().valueAtom(index));
    }

    @Override
    Model model() {
        return model;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Variable that && index == that.index && model.equals(that.model);
    }

    @Override
    public int hashCode() {
        return index;
    }
}
