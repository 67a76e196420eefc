// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

/** Reads channels, rows and columns as one vector, in their stored order; costs nothing. */
public record Flatten() implements Layer {
    @Override
    public Shape output(Shape input) {
        return Shape.vector(input.size());
    }

    @Override
    public String describe() {
        return "flatten";
    }
}
