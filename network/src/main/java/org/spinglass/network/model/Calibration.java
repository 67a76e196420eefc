// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.util.Locale;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.Score;

/**
 * How outputs become confidences: {@code p_k = exp(y_k / T) / sum_j exp(y_j / T)}, with one temperature T for the model.
 *
 * <p>The networks here are trained with squared error, so their outputs are no probabilities, and a plain softmax of them is
 * far too shy: it gives at most 0.23 for a perfect answer among ten classes. T is therefore fitted on images that the network
 * was not trained with, so that their labels are as likely as can be (temperature scaling; Guo et al., 2017). The order of
 * the classes stays as it is. Each label counts as {@code (n + 1) / (n + K)} of its class and {@code 1 / (n + K)} of every
 * other, n images and K classes (Platt, 1999), so that a few images that are all classified rightly do not make a model that is
 * sure of everything.
 *
 * <p>Such a confidence holds on average and for images like those of the fit. Of an image that belongs to no class it says
 * nothing.
 *
 * @param temperature T, above 0
 * @param images number n of images that it was fitted on, or {@linkplain #on measured on}
 * @param negativeLogLikelihood mean of {@code -log p} of the images' labels, in nats; {@code log K} is what guessing has
 * @param expectedCalibrationError how far confidence and accuracy lie apart: the mean over the images of the distance
 *     between both in the image's bin, with fifteen bins of equal width by the largest confidence; on these images
 */
public record Calibration(
        double temperature, int images, double negativeLogLikelihood, double expectedCalibrationError) {
    private static final int BINS = 15;
    private static final int BISECTIONS = 100;

    /**
     * Checks the ranges.
     *
     * @throws NetworkException when the temperature is not positive or not finite
     */
    public Calibration {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new NetworkException("temperature must be positive, not " + temperature);
        }
    }

    /**
     * Fits the temperature by bisection, as the likelihood has one maximum in {@code 1 / T}.
     *
     * <p>Cost: about a hundred exponential functions for each output.
     *
     * @param outputs the network's outputs, {@code labels.length x classes}, row-major; may be longer
     * @param labels the right class of each image
     * @param classes number of classes
     * @throws NetworkException when there is no image, an output is not finite, or a label is not a class
     */
    public static Calibration fit(float[] outputs, int[] labels, int classes) {
        check(outputs, labels, classes);
        double spread = 0;
        for (int a = 0; a < labels.length; a++) {
            int best = a * classes + Score.largest(outputs, a * classes, classes);
            for (int k = 0; k < classes; k++) {
                spread += ((double) outputs[best] - outputs[a * classes + k]) / ((double) labels.length * classes);
            }
        }
        if (spread == 0) {
            return measured(1, outputs, labels, classes);
        }
        double low = Math.log(1e-6 / spread);
        double high = Math.log(1e6 / spread);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (slope(Math.exp(middle), outputs, labels, classes) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return measured(Math.exp(-(low + high) / 2), outputs, labels, classes);
    }

    /**
     * The same temperature, with what it comes to on other images than those of the fit.
     *
     * @param outputs the network's outputs, {@code labels.length x classes}, row-major; may be longer
     * @param labels the right class of each image
     * @param classes number of classes
     * @throws NetworkException when there is no image, an output is not finite, or a label is not a class
     */
    public Calibration on(float[] outputs, int[] labels, int classes) {
        check(outputs, labels, classes);
        return measured(temperature, outputs, labels, classes);
    }

    private static void check(float[] outputs, int[] labels, int classes) {
        if (labels.length == 0 || outputs.length < (long) labels.length * classes) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "a calibration needs at least one label and %d outputs for each; there are %d labels and %d outputs",
                    classes,
                    labels.length,
                    outputs.length));
        }
        for (int a = 0; a < labels.length; a++) {
            if (labels[a] < 0 || labels[a] >= classes) {
                throw new NetworkException(String.format(
                        Locale.ROOT, "label %d of image %d is not a class from 0 to %d", labels[a], a, classes - 1));
            }
            for (int k = 0; k < classes; k++) {
                if (!Float.isFinite(outputs[a * classes + k])) {
                    throw new NetworkException("output " + k + " of image " + a + " is " + outputs[a * classes + k]
                            + "; a calibration needs finite outputs");
                }
            }
        }
    }

    /** The derivative of the mean negative log-likelihood of the smoothed labels by {@code 1 / T}. */
    private static double slope(double inverse, float[] outputs, int[] labels, int classes) {
        double[] p = new double[classes];
        double other = 1.0 / (labels.length + classes);
        double sum = 0;
        for (int a = 0; a < labels.length; a++) {
            softmax(outputs, a * classes, inverse, p);
            for (int k = 0; k < classes; k++) {
                double target = k == labels[a] ? (labels.length + 1) * other : other;
                sum += (p[k] - target) * outputs[a * classes + k];
            }
        }
        return sum / labels.length;
    }

    private static Calibration measured(double temperature, float[] outputs, int[] labels, int classes) {
        double[] p = new double[classes];
        double[] excess = new double[BINS];
        double logLikelihood = 0;
        for (int a = 0; a < labels.length; a++) {
            softmax(outputs, a * classes, 1 / temperature, p);
            int best = Score.largest(outputs, a * classes, classes);
            excess[Math.min(BINS - 1, (int) (p[best] * BINS))] += (best == labels[a] ? 1 : 0) - p[best];
            logLikelihood += Math.log(Math.max(p[labels[a]], Double.MIN_NORMAL));
        }
        double error = 0;
        for (double bin : excess) {
            error += Math.abs(bin) / labels.length;
        }
        return new Calibration(temperature, labels.length, -logLikelihood / labels.length, error);
    }

    private static void softmax(float[] outputs, int at, double inverse, double[] p) {
        double largest = outputs[at + Score.largest(outputs, at, p.length)];
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp((outputs[at + k] - largest) * inverse);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
    }

    /**
     * The confidences of one image.
     *
     * @param outputs outputs of the network
     * @param at where those of the image begin
     * @param classes number of classes
     */
    public double[] confidences(float[] outputs, int at, int classes) {
        double[] p = new double[classes];
        softmax(outputs, at, 1 / temperature, p);
        return p;
    }
}
