// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * A convolution with a square kernel, stride 1 and no padding ("valid"), paper (13), (14): one row of weights sees the
 * {@code kernel x kernel x input channels} patch at every output site. The patch is ordered by input channel, then row,
 * then column.
 *
 * @param channels number of output channels, at least 1
 * @param kernel side of the kernel, at least 1
 * @param bias whether each output channel has a weight for the constant input -1
 */
public record Conv2d(int channels, int kernel, boolean bias) implements WeightLayer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when {@code channels} or {@code kernel} is not positive
     */
    public Conv2d {
        Checks.atLeastOne("channels", channels);
        Checks.atLeastOne("kernel", kernel);
    }

    /** {@code channels x (height - kernel + 1) x (width - kernel + 1)}. */
    @Override
    public Shape output(Shape input) {
        if (input.height() < kernel || input.width() < kernel) {
            throw new NetworkException("input " + input + " is smaller than the kernel");
        }
        return new Shape(channels, input.height() - kernel + 1, input.width() - kernel + 1);
    }

    @Override
    public int outputs() {
        return channels;
    }

    @Override
    public int fanIn(Shape input) {
        return Checks.size("fan-in", (double) input.channels() * kernel * kernel);
    }

    @Override
    public Conv2d withOutputs(int outputs) {
        return new Conv2d(outputs, kernel, bias);
    }

    @Override
    public Conv2d withBias(boolean bias) {
        return new Conv2d(channels, kernel, bias);
    }

    @Override
    public String describe() {
        return "conv2d " + kernel + "x" + kernel;
    }
}
