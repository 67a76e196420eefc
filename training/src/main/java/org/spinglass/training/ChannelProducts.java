// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.network.forward.Patches;

/**
 * Products of the responses last computed of a convolution with what its weights see, sample by sample:
 * {@code sum_sites B[a][k][r, site] u_j[a][site]}. Which of two forms is faster depends on the number of rows alone;
 * neurons of depthwise convolutions have products with their own channel. Immutable; a {@link Sum} is one thread's.
 */
final class ChannelProducts {
    private final Patches patches;
    private final float[] responses;
    private final float[] inputs;
    private final int inputSize;
    private final int channels;
    private final int columns;
    private final int rows;
    private final boolean isTransposed;

    /**
     * Of a layer.
     *
     * @param rowsPerSample rows k of responses of each sample
     */
    ChannelProducts(ResponseProblem.Source source, int rowsPerSample) {
        int l = source.weightLayer();
        this.patches = new Patches(source.network(), l);
        this.responses = source.responses().values(l);
        this.inputs = source.pass().inputsOf(l);
        this.inputSize = source.network().inputOf(l).size();
        this.channels = source.network().rows(l);
        this.columns = source.network().columns(l);
        this.rows = rowsPerSample * channels;
        this.isTransposed = isTransposed(patches, rows);
    }

    /**
     * Whether sums over windows, which take rows in multiples of {@link Patches#channels}, beat dot products, which
     * take as many as there are but each of them half as long again; a channel of a depthwise convolution has a window
     * of its own.
     *
     * @param rows responses of a sample, channel by channel
     */
    static boolean isTransposed(Patches patches, int rows) {
        return !patches.isDepthwise() && 2 * Patches.channels(rows) <= 3 * rows;
    }

    /** Weights of the layer. */
    int variables() {
        return channels * columns;
    }

    /** A sum over samples, zero at first. */
    Sum sum() {
        return new Sum();
    }

    /** A sum over samples. */
    final class Sum {
        private final float[] sum = new float[columns * (isTransposed ? Patches.channels(rows) : rows)];
        private final float[] work =
                new float[isTransposed ? patches.transposedScratch(rows) : patches.productScratch(rows)];

        /** Adds a sample's. */
        void add(int sample) {
            int at = sample * rows * patches.sites();
            if (patches.isDepthwise()) {
                addDepthwise(at, sample * inputSize);
            } else if (isTransposed) {
                patches.addTransposed(responses, at, rows, inputs, sample * inputSize, sum, work);
            } else {
                patches.addProducts(responses, at, rows, inputs, sample * inputSize, sum, work);
            }
        }

        /** Channel by channel, as each sees something else. */
        private void addDepthwise(int at, int inputsAt) {
            int sites = patches.sites();
            int perSample = rows / channels;
            float[] derivatives = new float[perSample * sites];
            for (int channel = 0; channel < channels; channel++) {
                for (int k = 0; k < perSample; k++) {
                    System.arraycopy(responses, at + (k * channels + channel) * sites, derivatives, k * sites, sites);
                }
                float[] products = new float[perSample * columns];
                int seenAt = inputsAt + patches.begin(channel);
                patches.addProducts(derivatives, 0, perSample, inputs, seenAt, products, work);
                for (int i = 0; i < products.length; i++) {
                    sum[(i / columns * channels + channel) * columns + i % columns] += products[i];
                }
            }
        }

        /** Writes those of row k times a factor, weight by weight, from {@code at} on, {@code stride} apart. */
        void copy(int k, float factor, float[] out, int at, int stride) {
            int first = k * channels;
            int byColumn = isTransposed ? Patches.channels(rows) : 1;
            int byRow = isTransposed ? 1 : columns;
            for (int r = 0; r < channels; r++) {
                for (int j = 0; j < columns; j++) {
                    out[at + (r * columns + j) * stride] = factor * sum[(first + r) * byRow + j * byColumn];
                }
            }
        }
    }
}
