// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Shape;

/**
 * One sample as a convolution reads it: with its padding, and each channel as {@code stride x stride} planes, one for each
 * place that a row and a column can have between two sites. What one weight sees at neighbouring sites then lies side by side
 * for every stride, and no sum asks for bounds. With stride 1 and no padding it is the sample itself.
 *
 * <p>Immutable, safe for several threads.
 */
public final class ConvolutionFrame {
    private final Shape input;
    private final int stride;
    private final int padding;
    private final int planeHeight;
    private final int planeWidth;

    /** The frame of inputs of a shape. */
    public ConvolutionFrame(Shape input, int stride, int padding) {
        this.input = input;
        this.stride = stride;
        this.padding = padding;
        this.planeHeight = Math.ceilDiv(input.height() + 2 * padding, stride);
        this.planeWidth = Math.ceilDiv(input.width() + 2 * padding, stride);
        Checks.size("padded input", (double) input.channels() * area());
    }

    /** Whether a sample is its own frame, and nothing need be filled. */
    public boolean isInput() {
        return stride == 1 && padding == 0;
    }

    /** Values of all channels. */
    public int size() {
        return input.channels() * area();
    }

    /** Values of the planes of one channel. */
    public int area() {
        return stride * stride * plane();
    }

    /** Values of one plane. */
    int plane() {
        return planeHeight * planeWidth;
    }

    /** Columns of a plane. */
    public int width() {
        return planeWidth;
    }

    /** Where in the frame the run begins that a place of the kernel sees: its value at site (0, 0). */
    public int shift(int channel, int row, int column) {
        int plane = row % stride * stride + column % stride;
        return channel * area() + plane * plane() + row / stride * planeWidth + column / stride;
    }

    /** Prepares a part of an array for frames: zeros, of which {@link #fill} leaves those of the padding. */
    public void clear(float[] frame, int frameAt) {
        Arrays.fill(frame, frameAt, frameAt + size(), 0f);
    }

    /** Puts a sample into a frame that is clear or holds another. */
    public void fill(float[] in, int inAt, float[] frame, int frameAt) {
        int from = inAt;
        for (int row = 0; row < input.channels() * input.height(); row++) {
            for (int x = 0; x < Math.min(stride, input.width()); x++) {
                int to = frameAt + rowStart(row, x);
                if (stride == 1) {
                    System.arraycopy(in, from, frame, to, input.width());
                } else {
                    for (int at = x; at < input.width(); at += stride) {
                        frame[to++] = in[from + at];
                    }
                }
            }
            from += input.width();
        }
    }

    /** Takes a sample out of a frame: the transpose of {@link #fill}. */
    void take(float[] frame, int frameAt, float[] out, int outAt) {
        int to = outAt;
        for (int row = 0; row < input.channels() * input.height(); row++) {
            for (int x = 0; x < Math.min(stride, input.width()); x++) {
                int from = frameAt + rowStart(row, x);
                if (stride == 1) {
                    System.arraycopy(frame, from, out, to, input.width());
                } else {
                    for (int at = x; at < input.width(); at += stride) {
                        out[to + at] = frame[from++];
                    }
                }
            }
            to += input.width();
        }
    }

    /** Where the values from a column on stand, {@code stride} columns apart, of a row of all channels. */
    private int rowStart(int row, int column) {
        return shift(row / input.height(), row % input.height() + padding, column + padding);
    }
}
