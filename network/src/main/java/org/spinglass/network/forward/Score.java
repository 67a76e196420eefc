// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.Locale;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Weights;

/**
 * How well outputs fit their labels.
 *
 * @param loss mean over samples of the squared distance to the one-hot target, {@code (1/Q) sum_a |y_a - xi_a|^2}
 * @param accuracy fraction of samples whose largest output is that of their label, from 0 to 1; the first of equal outputs
 *     counts, and a NaN is never the largest
 */
public record Score(double loss, double accuracy) {
    /**
     * The score of outputs.
     *
     * @param outputs {@code count x classes}, row-major; may be longer
     * @param labels the class of each sample, from {@code first} on
     * @param first where in {@code labels} the samples begin
     * @param count number of samples, at least 1
     * @param classes number of classes
     * @throws NetworkException when a label is not a class, or an array is too short
     */
    public static Score of(float[] outputs, int[] labels, int first, int count, int classes) {
        Sum sum = new Sum();
        sum.add(outputs, labels, first, count, classes);
        return sum.score();
    }

    /**
     * The score of a network on any number of samples, taken through a forward pass a capacity at a time.
     *
     * @param pass work space; afterwards it holds the last samples
     * @param inputs the samples, numbered from 0
     * @param labels one for each sample
     * @param weights the network's weights
     * @throws NetworkException when there is no sample, or a label is not a class
     */
    public static Score of(ForwardPass pass, ForwardPass.Inputs inputs, int[] labels, Weights weights) {
        if (labels.length == 0) {
            throw new NetworkException("there are no samples to score; expected at least one");
        }
        Sum sum = new Sum();
        for (int first = 0; first < labels.length; first += pass.capacity()) {
            int count = Math.min(pass.capacity(), labels.length - first);
            pass.run(inputs, first, count, weights);
            sum.add(pass.outputs(), labels, first, count, pass.network().classes());
        }
        return sum.score();
    }

    /** The index of the largest of {@code length} values from {@code from} on; the first of equal ones. */
    public static int largest(float[] values, int from, int length) {
        int best = 0;
        for (int k = 1; k < length; k++) {
            if (values[from + k] > values[from + best] || Float.isNaN(values[from + best])) {
                best = k;
            }
        }
        return best;
    }

    private static final class Sum {
        private double squares;
        private long right;
        private long samples;

        void add(float[] outputs, int[] labels, int first, int count, int classes) {
            if (count < 1 || outputs.length < (long) count * classes || first < 0 || labels.length - first < count) {
                throw new NetworkException(String.format(
                        Locale.ROOT,
                        "%d samples of %d classes do not fit %d outputs and %d labels from %d on",
                        count,
                        classes,
                        outputs.length,
                        labels.length,
                        first));
            }
            for (int a = 0; a < count; a++) {
                int label = labels[first + a];
                if (label < 0 || label >= classes) {
                    throw new NetworkException(String.format(
                            Locale.ROOT,
                            "label %d of sample %d is not a class from 0 to %d",
                            label,
                            first + a,
                            classes - 1));
                }
                for (int k = 0; k < classes; k++) {
                    double error = outputs[a * classes + k] - (k == label ? 1.0 : 0.0);
                    squares += error * error;
                }
                int best = largest(outputs, a * classes, classes);
                right += best == label && !Float.isNaN(outputs[a * classes + best]) ? 1 : 0;
            }
            samples += count;
        }

        Score score() {
            return new Score(squares / samples, (double) right / samples);
        }
    }
}
