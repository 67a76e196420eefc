// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.List;

/**
 * A variable that is one of a list of things: {@code colour.is("red")} is an expression that is 1 where it is chosen.
 * Immutable.
 *
 * @param <T> the kind of thing
 */
public final class Choice<T> {
    private final Variable variable;
    private final List<T> options;

    Choice(Variable variable, List<T> options) {
        this.variable = variable;
        this.options = options;
    }

    /** Its name. */
    public String name() {
        return variable.name();
    }

    /** What it may be. */
    public List<T> options() {
        return options;
    }

    /**
     * Whether a thing is chosen, 1 or 0.
     *
     * @throws IllegalArgumentException when the list has no such thing
     */
    public Expression is(T option) {
        int at = options.indexOf(option);
        if (at < 0) {
            throw new IllegalArgumentException(
                    name() + " is never " + option + "; expected one of " + options.size() + " options");
        }
        return variable.is(at);
    }

    /** The place of the chosen thing in the list, a variable from 0. */
    public Variable index() {
        return variable;
    }
}
