// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;

/**
 * The activation {@code f(x) = gamma(x) x}, {@code gamma = 1} where x is positive and {@code slope} elsewhere, paper
 * section 3.
 *
 * @param slope alpha, from 0 (ReLU) to 1 (identity)
 */
public record LeakyRelu(float slope) implements Layer {
    /**
     * Checks the range.
     *
     * @throws NetworkException when the slope lies outside 0..1
     */
    public LeakyRelu {
        if (!(slope >= 0 && slope <= 1)) {
            throw new NetworkException("slope must be from 0 to 1, not " + slope);
        }
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return "leaky-relu " + slope;
    }
}
