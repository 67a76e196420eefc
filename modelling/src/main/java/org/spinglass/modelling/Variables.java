// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;

/**
 * An array of like variables of a {@link Model}, of one or more dimensions, row by row; as a list, in that order.
 * Memory: none but that of the variables. Immutable.
 */
public final class Variables extends AbstractList<Variable> {
    private final Model model;
    private final Store.Named named;
    private final int size;

    Variables(Model model, Store.Named named, int size) {
        this.model = model;
        this.named = named;
        this.size = size;
    }

    /** Its name; an element is called by it and its indices, {@code x[2,3]}. */
    public String name() {
        return named.name();
    }

    /** Number of elements. */
    @Override
    public int size() {
        return size;
    }

    /** An element, in the order of rows. */
    @Override
    public Variable get(int i) {
        return new Variable(model, named.first() + Objects.checkIndex(i, size));
    }

    /**
     * An element by its indices.
     *
     * @throws IllegalArgumentException when there are more or fewer indices than dimensions
     * @throws IndexOutOfBoundsException when there is no such element
     */
    public Variable at(int... indices) {
        int[] shape = named.shape();
        if (indices.length != shape.length) {
            throw new IllegalArgumentException(
                    indices.length + " indices for " + name() + "; expected " + shape.length);
        }
        int at = 0;
        for (int k = 0; k < shape.length; k++) {
            at = at * shape[k] + Objects.checkIndex(indices[k], shape[k]);
        }
        return get(at);
    }

    /** The elements of a row of the first dimension. */
    public Variables row(int i) {
        int[] shape = named.shape();
        int rest = size / shape[0];
        Objects.checkIndex(i, shape[0]);
        int[] inner = Arrays.copyOfRange(shape, 1, shape.length);
        return new Variables(
                model,
                new Store.Named(
                        name() + "[" + i + "]", named.first() + i * rest, inner.length == 0 ? new int[] {1} : inner),
                rest);
    }

    /** The sum of all. */
    public Expression sum() {
        return Expression.sum(this);
    }

    /** The encoding of all; see {@link Model#encode}. */
    public Variables encodedAs(Encoding encoding) {
        forEach(variable -> model.encode(variable, encoding));
        return this;
    }

    Model model() {
        return model;
    }

    int atom(int i) {
        return model.store().valueAtom(named.first() + i);
    }
}
