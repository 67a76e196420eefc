// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * Shrinks each channel by dropping its high frequencies: Hartley transform (real minus imaginary part of the centred
 * Fourier transform), crop around the zero frequency, inverse Hartley transform. A fixed linear map, see
 * {@link SpectralPoolMatrix}.
 *
 * @param height rows after pooling, at least 1
 * @param width columns after pooling, at least 1
 * @param crop which frequencies are kept
 */
public record SpectralPool(int height, int width, Crop crop) implements Layer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when {@code height} or {@code width} is not positive
     */
    public SpectralPool {
        Checks.atLeastOne("height", height);
        Checks.atLeastOne("width", width);
    }

    @Override
    public Shape output(Shape input) {
        if (input.height() < height || input.width() < width) {
            throw new NetworkException("input " + input + " is smaller than the pooled size " + height + "x" + width);
        }
        return new Shape(input.channels(), height, width);
    }

    /** The same pool with another crop. */
    public SpectralPool withCrop(Crop crop) {
        return new SpectralPool(height, width, crop);
    }

    @Override
    public String describe() {
        return "spectral-pool to " + height + "x" + width;
    }
}
