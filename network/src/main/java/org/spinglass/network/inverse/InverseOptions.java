// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.inverse;

import java.util.List;
import org.spinglass.network.NetworkException;

/**
 * How an {@link InverseNetwork} goes from the output to the layers below.
 *
 * @param mode how convolutions are inverted
 * @param activation what happens at activations
 * @param amplification per weight layer, from the input on, the factor of the signal before the layer's inverse; all 1
 *     when empty. The first weight layer is never inverted, its factor must be 1
 */
public record InverseOptions(InverseMode mode, ActivationInverse activation, List<Float> amplification) {
    /**
     * Copies the list and checks it.
     *
     * @throws NetworkException when a factor is not finite or not positive, or the first is not 1
     */
    public InverseOptions {
        amplification = List.copyOf(amplification);
        for (float factor : amplification) {
            if (!(factor > 0 && Float.isFinite(factor))) {
                throw new NetworkException("amplification factors must be positive, not " + factor);
            }
        }
        if (!amplification.isEmpty() && amplification.getFirst() != 1) {
            throw new NetworkException("the first weight layer is never inverted; its amplification must be 1, not "
                    + amplification.getFirst());
        }
    }

    /** Without activations and amplification. */
    public static InverseOptions of(InverseMode mode) {
        return new InverseOptions(mode, ActivationInverse.NONE, List.of());
    }

    /** The same with another treatment of activations. */
    public InverseOptions withActivation(ActivationInverse activation) {
        return new InverseOptions(mode, activation, amplification);
    }

    /** The same with other factors. */
    public InverseOptions withAmplification(List<Float> amplification) {
        return new InverseOptions(mode, activation, amplification);
    }
}
