// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.network.forward.Patches;
import org.spinglass.network.forward.Responses;

/**
 * What the weights of a convolution do to rows of derivatives: {@code A[(r,j),(a,k)] = sum_sites B[a][k][r, site]
 * u_j[a][site]}, one row a weight.
 *
 * @param values A, {@code variables x (samples rowsPerSample)}, row-major
 * @param variables weights of the layer
 * @param samples samples a
 * @param rowsPerSample rows k of each sample
 */
@SuppressWarnings("ArrayRecordComponent")
record ChannelFactors(float[] values, int variables, int samples, int rowsPerSample) {
    /** Samples whose sum one piece of work takes; fixed, so that sums do not depend on the number of threads. */
    private static final int PIECE = 25;

    /** Columns of A. */
    int width() {
        return samples * rowsPerSample;
    }

    /** A of the responses last computed, times a factor. */
    static ChannelFactors of(ResponseProblem.Seen seen, int samples, int rowsPerSample, float scale) {
        Layer layer = new Layer(seen);
        int width = samples * rowsPerSample;
        float[] values = new float[Math.multiplyExact(layer.variables(), width)];
        seen.workers().forEach(samples, a -> {
            float[] work = new float[layer.patches.productScratch(rowsPerSample * layer.rows)];
            float[] product = new float[rowsPerSample * layer.variables()];
            layer.product(a, rowsPerSample, scale, 0, product, work);
            for (int variable = 0; variable < layer.variables(); variable++) {
                for (int k = 0; k < rowsPerSample; k++) {
                    values[variable * width + a * rowsPerSample + k] = product[k * layer.variables() + variable];
                }
            }
        });
        return new ChannelFactors(values, layer.variables(), samples, rowsPerSample);
    }

    /** The sum over the samples of the responses last computed, one row each, times a factor: one number a weight. */
    static float[] sum(ResponseProblem.Seen seen, int samples, float scale) {
        Layer layer = new Layer(seen);
        int pieces = (samples + PIECE - 1) / PIECE;
        float[][] sums = new float[pieces][layer.variables()];
        seen.workers().forEach(pieces, piece -> {
            float[] work = new float[layer.patches.productScratch(layer.rows)];
            int end = Math.min(samples, (piece + 1) * PIECE);
            for (int a = piece * PIECE; a < end; a++) {
                layer.product(a, 1, scale, 1, sums[piece], work);
            }
        });
        float[] total = sums[0];
        for (int piece = 1; piece < pieces; piece++) {
            for (int j = 0; j < total.length; j++) {
                total[j] += sums[piece][j];
            }
        }
        return total;
    }

    /** A layer's patches and responses. */
    private static final class Layer {
        private final Patches patches;
        private final Responses responses;
        private final float[] inputs;
        private final int inputSize;
        private final int rows;
        private final int variables;

        Layer(ResponseProblem.Seen seen) {
            int l = seen.weightLayer();
            this.patches = new Patches(seen.network(), l);
            this.responses = seen.responses();
            this.inputs = seen.pass().inputsOf(l);
            this.inputSize = seen.network().inputOf(l).size();
            this.rows = seen.network().rows(l);
            this.variables = rows * seen.network().columns(l);
        }

        int variables() {
            return variables;
        }

        /** {@code out = scale B U' + keep out} of one sample; {@code rowsPerSample x variables}. */
        void product(int sample, int rowsPerSample, float scale, float keep, float[] out, float[] work) {
            int all = rowsPerSample * rows;
            int at = sample * all * patches.sites();
            patches.multiply(responses.values(), at, all, inputs, sample * inputSize, scale, keep, out, 0, work);
        }
    }
}
