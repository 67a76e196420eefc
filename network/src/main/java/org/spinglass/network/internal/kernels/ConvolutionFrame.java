// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.Arrays;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.layer.Shape;

/**
 * One sample as a convolution reads it: with its padding, and each channel as planes, one for each place that a row and a
 * column of the kernel can have between two sites, {@code stride x stride} or fewer. What one weight sees at neighbouring sites then lies side by side
 * for every stride, and no sum asks for bounds. With stride 1 and no padding it is the sample itself.
 *
 * <p>Immutable, safe for several threads.
 */
public final class ConvolutionFrame {
    /** Of what no place of the kernel sees. */
    private static final int UNREAD = -1;

    private final Shape input;
    private final int stride;
    private final int padding;
    /** Planes of a channel, one above the other and side by side. */
    private final int side;

    private final int planeHeight;
    private final int planeWidth;
    private final int area;
    /** Parts that a row of the input is divided into, by the plane that they stand in. */
    private final int parts;
    /** By row and part, where it begins in the frame of a channel, or {@link #UNREAD}. */
    private final int[] starts;

    /**
     * The frame of inputs of a shape.
     *
     * @param kernel the longest side of the kernel
     */
    public ConvolutionFrame(Shape input, int kernel, int stride, int padding) {
        this.input = input;
        this.stride = stride;
        this.padding = padding;
        this.side = Math.min(kernel, stride);
        this.planeHeight = Math.ceilDiv(input.height() + 2 * padding, stride);
        this.planeWidth = Math.ceilDiv(input.width() + 2 * padding, stride);
        this.area = Checks.size("padded input", (double) side * side * planeHeight * planeWidth);
        Checks.size("padded input", (double) input.channels() * area);
        this.parts = Math.min(stride, input.width());
        this.starts = new int[input.height() * parts];
        for (int start = 0; start < starts.length; start++) {
            int row = start / parts + padding;
            int column = start % parts + padding;
            boolean isRead = row % stride < side && column % stride < side;
            starts[start] = isRead ? shift(0, row, column) : UNREAD;
        }
    }

    /** Whether a sample is its own frame, and nothing need be filled. */
    public boolean isInput() {
        return stride == 1 && padding == 0;
    }

    /** Values of all channels. */
    public int size() {
        return input.channels() * area;
    }

    /** Values of the planes of one channel. */
    public int area() {
        return area;
    }

    /** Planes of a channel. */
    int planes() {
        return side * side;
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
        int plane = row % stride * side + column % stride;
        return channel * area + plane * plane() + row / stride * planeWidth + column / stride;
    }

    /** Prepares a part of an array for frames: zeros, of which {@link #fill} leaves those of the padding. */
    public void clear(float[] frame, int frameAt) {
        Arrays.fill(frame, frameAt, frameAt + size(), 0f);
    }

    /** Puts a sample into a frame that is clear or holds another. */
    public void fill(float[] in, int inAt, float[] frame, int frameAt) {
        int from = inAt;
        for (int c = 0; c < input.channels(); c++) {
            int channelAt = frameAt + c * area;
            for (int start = 0; start < starts.length; start += parts, from += input.width()) {
                if (stride == 1) {
                    System.arraycopy(in, from, frame, channelAt + starts[start], input.width());
                    continue;
                }
                for (int x = 0; x < parts; x++) {
                    int to = channelAt + starts[start + x];
                    boolean isRead = starts[start + x] != UNREAD;
                    for (int at = from + x; isRead && at < from + input.width(); at += stride) {
                        frame[to++] = in[at];
                    }
                }
            }
        }
    }

    /** Takes a sample out of a frame: the transpose of {@link #fill}. */
    void take(float[] frame, int frameAt, float[] out, int outAt) {
        int to = outAt;
        for (int c = 0; c < input.channels(); c++) {
            int channelAt = frameAt + c * area;
            for (int start = 0; start < starts.length; start += parts, to += input.width()) {
                if (stride == 1) {
                    System.arraycopy(frame, channelAt + starts[start], out, to, input.width());
                    continue;
                }
                for (int x = 0; x < parts; x++) {
                    int from = channelAt + starts[start + x];
                    boolean isRead = starts[start + x] != UNREAD;
                    for (int at = to + x; at < to + input.width(); at += stride) {
                        out[at] = isRead ? frame[from++] : 0;
                    }
                }
            }
        }
    }
}
