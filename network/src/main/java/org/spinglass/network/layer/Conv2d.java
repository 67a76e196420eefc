// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.Checks;

/**
 * A convolution with a square kernel, paper (13), (14): one row of weights sees the {@code kernel x kernel x input
 * channels} patch at every output site. The patch is ordered by input channel, then row, then column. Sites lie {@code
 * stride} places apart, on the input with {@code padding} zeros on each side; the paper's have stride 1 and no padding
 * ("valid").
 *
 * @param channels number of output channels, at least 1
 * @param kernel side of the kernel, at least 1
 * @param stride rows and columns from one site to the next, at least 1
 * @param padding rows and columns of zeros on each side, from 0 to {@code kernel - 1}
 * @param bias whether each output channel has a weight for the constant input -1
 * @param frozen whether no trainer changes the weights
 */
public record Conv2d(int channels, int kernel, int stride, int padding, boolean bias, boolean frozen)
        implements WeightLayer {
    /**
     * Checks the ranges.
     *
     * @throws NetworkException when {@code channels}, {@code kernel} or {@code stride} is not positive, or {@code padding}
     *     negative or not smaller than {@code kernel}
     */
    public Conv2d {
        Checks.atLeastOne("channels", channels);
        Checks.atLeastOne("kernel", kernel);
        Checks.atLeastOne("stride", stride);
        if (padding < 0 || padding >= kernel) {
            throw new NetworkException(
                    "padding must be from 0 to " + (kernel - 1) + ", less than the kernel, not " + padding);
        }
    }

    /** A convolution of stride 1 without padding. */
    public Conv2d(int channels, int kernel, boolean bias) {
        this(channels, kernel, 1, 0, bias, false);
    }

    /**
     * The padding by which outputs of stride 1 are of the input's height and width, {@code (kernel - 1) / 2}.
     *
     * @throws NetworkException when {@code kernel} is even
     */
    public static int samePadding(int kernel) {
        if (kernel % 2 == 0) {
            throw new NetworkException("padding 'same' needs an odd kernel, not " + kernel);
        }
        return (kernel - 1) / 2;
    }

    /**
     * {@code channels x height' x width'} with {@code height' = floor((height + 2 padding - kernel) / stride) + 1}, and so
     * {@code width'}.
     */
    @Override
    public Shape output(Shape input) {
        int high = input.height() + 2 * padding - kernel;
        int wide = input.width() + 2 * padding - kernel;
        if (high < 0 || wide < 0) {
            String padded = padding == 0 ? "" : " with its padding of " + padding;
            throw new NetworkException("input " + input + padded + " is smaller than the kernel");
        }
        return new Shape(channels, high / stride + 1, wide / stride + 1);
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
    public boolean seesAll(Shape input) {
        return padding == 0 && kernel == input.height() && kernel == input.width();
    }

    @Override
    public Conv2d withOutputs(int outputs) {
        return new Conv2d(outputs, kernel, stride, padding, bias, frozen);
    }

    @Override
    public Conv2d withBias(boolean bias) {
        return new Conv2d(channels, kernel, stride, padding, bias, frozen);
    }

    @Override
    public Conv2d withFrozen(boolean frozen) {
        return new Conv2d(channels, kernel, stride, padding, bias, frozen);
    }

    /** The same convolution with another stride. */
    public Conv2d withStride(int stride) {
        return new Conv2d(channels, kernel, stride, padding, bias, frozen);
    }

    /** The same convolution with another padding. */
    public Conv2d withPadding(int padding) {
        return new Conv2d(channels, kernel, stride, padding, bias, frozen);
    }

    @Override
    public String describe() {
        return "conv2d " + kernel + "x" + kernel
                + (stride == 1 ? "" : ", stride " + stride)
                + (padding == 0 ? "" : ", padding " + padding)
                + (frozen ? ", frozen" : "");
    }
}
