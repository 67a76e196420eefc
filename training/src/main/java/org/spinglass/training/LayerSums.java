// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What the samples of some shards say of a layer, or of a group whose weights are behind each other: sums, which add
 * up, and columns, which stand one behind the other. Arrays are not copied, and not to be changed.
 *
 * @param seen how the network does on them
 * @param samples samples that {@code squares} and {@code fields} are of
 * @param squares {@code sum_a |r_a|^2}
 * @param fields {@code sum_a (B_i^a . r_a) q^a} of every weight, or {@code A r}: the half of Q h; empty for neurons in
 *     turn and in blocks
 * @param matrix of neurons side by side the rows of the lower triangle of Q J, one behind the other; empty
 *     where they are in blocks
 * @param modelled samples that the columns of A are of
 * @param columns of channels the columns of A, an array a shard; of neurons in turn inputs and responses of the
 *     samples, and behind them their residuals, two arrays a shard; of neurons in blocks inputs, {@code c_a} and
 *     {@code B_i^a . r_a} of the samples, three arrays a shard
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LayerSums(
        Seen seen, int samples, double squares, float[] fields, float[] matrix, int modelled, List<float[]> columns) {

    /**
     * How a network does on samples.
     *
     * @param samples how many
     * @param squares sum of the squares of the errors before the last activation
     * @param outputSquares sum of the squares of the errors behind it
     * @param right samples whose largest output is that of their class
     */
    public record Seen(int samples, double squares, double outputSquares, long right) {
        Seen plus(Seen other) {
            return new Seen(
                    samples + other.samples,
                    squares + other.squares,
                    outputSquares + other.outputSquares,
                    right + other.right);
        }
    }

    /** Those of these and of others, whose shards follow. */
    public LayerSums plus(LayerSums other) {
        List<float[]> all = new ArrayList<>(columns);
        all.addAll(other.columns);
        return new LayerSums(
                seen.plus(other.seen),
                samples + other.samples,
                squares + other.squares,
                sum(fields, other.fields),
                sum(matrix, other.matrix),
                modelled + other.modelled,
                all);
    }

    private static float[] sum(float[] one, float[] other) {
        float[] sum = new float[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
        return sum;
    }
}
