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
        slope += 0f; // no -0
    }

    /** The activation of slope 0, {@code max(x, 0)}. */
    public static LeakyRelu relu() {
        return new LeakyRelu(0);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return slope == 0 ? "relu" : "leaky-relu " + slope;
    }
}
