// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * A convolution of each channel by itself: output channel c has one row of weights, which sees the {@code kernel x kernel}
 * patch of input channel c at every output site, row by row. There are as many outputs as inputs; all else is as of a {@link
 * Conv2d}. Mixing channels is left to a {@link Conv2d} of kernel 1 behind it.
 *
 * @param channels number of channels, of the input too; at least 1
 * @param kernel side of the kernel, at least 1
 * @param stride rows and columns from one site to the next, at least 1
 * @param padding rows and columns of zeros on each side, from 0 to {@code kernel - 1}
 * @param bias whether each channel has a weight for the constant input -1
 * @param frozen whether no trainer changes the weights
 */
public record DepthwiseConv2d(int channels, int kernel, int stride, int padding, boolean bias, boolean frozen)
        implements WeightLayer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when one is not as of a {@link Conv2d}
     */
    public DepthwiseConv2d {
        Conv2d same = new Conv2d(channels, kernel, stride, padding, bias, frozen);
        padding = same.padding();
    }

    /** The convolution of one channel. */
    public Conv2d ofChannel() {
        return new Conv2d(1, kernel, stride, padding, bias, frozen);
    }

    /** {@code channels x height' x width'}, height and width as of {@link Conv2d#output}. */
    @Override
    public Shape output(Shape input) {
        if (input.channels() != channels) {
            throw new NetworkException("input " + input + " has " + input.channels() + " channels, expected " + channels
                    + ", as many as the layer has");
        }
        Shape channel = ofChannel().output(input);
        return new Shape(channels, channel.height(), channel.width());
    }

    @Override
    public int outputs() {
        return channels;
    }

    @Override
    public int fanIn(Shape input) {
        return Checks.size("fan-in", (double) kernel * kernel);
    }

    @Override
    public boolean seesAll(Shape input) {
        return input.channels() == 1 && ofChannel().seesAll(input);
    }

    @Override
    public DepthwiseConv2d withOutputs(int outputs) {
        return new DepthwiseConv2d(outputs, kernel, stride, padding, bias, frozen);
    }

    @Override
    public DepthwiseConv2d withBias(boolean bias) {
        return new DepthwiseConv2d(channels, kernel, stride, padding, bias, frozen);
    }

    @Override
    public DepthwiseConv2d withFrozen(boolean frozen) {
        return new DepthwiseConv2d(channels, kernel, stride, padding, bias, frozen);
    }

    @Override
    public String describe() {
        return "depthwise-" + ofChannel().describe();
    }
}
