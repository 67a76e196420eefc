// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;

/** A layer that takes the values of a named earlier {@link Point}, which makes a network a graph. */
public sealed interface Link extends Layer {
    /** The point's name. */
    String name();

    /**
     * The shape that comes out.
     *
     * @param input shape of what the layer before has computed
     * @param named shape at the point
     * @throws NetworkException when they do not fit each other
     */
    Shape output(Shape input, Shape named);

    /** Always refused, as there is no saying without the point's shape. */
    @Override
    default Shape output(Shape input) {
        throw new NetworkException("the shape at point " + name() + " is needed");
    }

    /**
     * Goes on from the point, and not from the layer before: the beginning of a branch.
     *
     * @param name the point's name
     */
    record From(String name) implements Link {
        /**
         * Checks the name.
         *
         * @throws NetworkException when it is no name of a point
         */
        public From {
            Point.require(name);
        }

        @Override
        public Shape output(Shape input, Shape named) {
            return named;
        }

        @Override
        public String describe() {
            return "from " + name;
        }
    }

    /**
     * The sum of what the layer before has computed and the values at the point: a residual connection.
     *
     * @param name the point's name
     */
    record Add(String name) implements Link {
        /**
         * Checks the name.
         *
         * @throws NetworkException when it is no name of a point
         */
        public Add {
            Point.require(name);
        }

        @Override
        public Shape output(Shape input, Shape named) {
            if (!input.equals(named)) {
                throw new NetworkException("input " + input + " cannot be added to " + named + " at point " + name
                        + "; both must have one shape");
            }
            return input;
        }

        @Override
        public String describe() {
            return "add " + name;
        }
    }

    /**
     * The channels of what the layer before has computed, and behind them those at the point.
     *
     * @param name the point's name
     */
    record Concat(String name) implements Link {
        /**
         * Checks the name.
         *
         * @throws NetworkException when it is no name of a point
         */
        public Concat {
            Point.require(name);
        }

        @Override
        public Shape output(Shape input, Shape named) {
            if (input.height() != named.height() || input.width() != named.width()) {
                throw new NetworkException("input " + input + " cannot be joined with " + named + " at point " + name
                        + "; both must have one height and one width");
            }
            return new Shape(Math.addExact(input.channels(), named.channels()), input.height(), input.width());
        }

        @Override
        public String describe() {
            return "concat " + name;
        }
    }
}
