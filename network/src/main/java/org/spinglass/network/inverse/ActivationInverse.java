// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import org.spinglass.network.layer.LeakyRelu;

/** What the inverse of a network does with a {@link LeakyRelu}, {@code f(x) = gamma(x) x}. */
public enum ActivationInverse {
    /** Targets pass unchanged. */
    NONE,
    /**
     * Targets are divided by the gamma that the sample has in a forward pass with the present weights, paper (21) and (24):
     * {@code xi'_j = sum_i pinv(w)_ji xi_i / gamma_i}. A target at odds with the pattern grows by the inverse of the
     * slope.
     */
    PATTERN,
    /** Targets are divided by the gamma of their own sign: the inverse function of the activation. */
    SIGN
}
