// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.network.forward.Patches;

/**
 * The matrices J of a {@link TargetProblem}: the sums of q q' over all places, over those where an output is active, or
 * weighted by {@code (beta gamma)^2}.
 *
 * <p>The outputs' matrices are made some at a time, each group from the sums over its {@link PlaceClasses}. For w outputs
 * that takes one pass over the places and about {@code w 2^(w-1)} additions of matrices, in place of w passes over half
 * of them each. A pass costs {@code N^2} operations a place at the speed of matrix products. Where distances are weighted
 * there are no classes, and every output takes a pass of its own; and so do, for the few of them, the places where an
 * output is 0 and its gamma too.
 *
 * <p>Sums over at most {@value #PLACES_TOGETHER} places are taken in single precision, the sums of these in double
 * precision.
 */
final class TargetSums {
    /** Places of a matrix product at most. */
    private static final int PLACES_TOGETHER = 512;

    /** Elements of the sums of a group of outputs, at most, if it has more than one. */
    private static final int LARGEST_GROUP = 1 << 22;

    /** Number of the sum over zeros among the buffers' sums. */
    private static final int ZEROS = -1;

    /** Rows that are mirrored together. */
    private static final int BLOCK = 32;

    private final LayerSamples samples;
    private final Patches patches;
    private final int inputSize;
    private final int rows;
    private final int columns;
    private final int sites;
    private final PlaceClasses classes;
    private final TargetBuffers buffers;
    private boolean isWholeKnown;

    /**
     * @param patches what the neurons see
     * @param rows outputs
     */
    TargetSums(LayerSamples samples, Patches patches, int rows, int inputSize, TargetBuffers buffers) {
        this.samples = samples;
        this.patches = patches;
        this.inputSize = inputSize;
        this.rows = rows;
        this.columns = patches.columns();
        this.sites = patches.sites();
        this.classes = new PlaceClasses(samples.outputs(), samples.isZeroActive(), samples.count(), rows, sites);
        this.buffers = buffers;
    }

    /** How many of so many outputs to take together. */
    int groupOf(int outputs) {
        int byMemory = Math.max(1, LARGEST_GROUP / (columns * columns) - 1);
        int classesWorth = Math.max(2, classes.places() / buffers.placesAClass());
        int byPlaces = 31 - Integer.numberOfLeadingZeros(classesWorth);
        int most = Math.min(byMemory, byPlaces);
        int groups = (outputs + most - 1) / most;
        return (outputs + groups - 1) / groups;
    }

    /** Writes the one J of all outputs, without activation. */
    void shared(float[] matrix) {
        classes.divide(0, 0);
        sum(0);
        write(1, 0, whole(), false, matrix, 0);
    }

    /** Writes the J of the outputs from {@code first} on, one behind the other. */
    void own(int first, int width, float[] matrices, int at) {
        if (samples.isWeighted()) {
            for (int k = 0; k < width; k++) {
                Arrays.fill(whole(), 0, columns * columns, 0);
                addScaled(first + k, unit -> samples.beta(unit) * samples.gamma(unit), whole());
                write(1, 0, whole(), false, matrices, at + k * columns * columns);
            }
            return;
        }
        classes.divide(first, width);
        sum(width);
        double square = (double) samples.slope() * samples.slope();
        for (int k = 0; k < width; k++) {
            boolean isActive = classes.isActiveInMost(k);
            double whole = isActive ? 1 : square;
            double other = isActive ? square - 1 : 1 - square;
            boolean hasZeros = false;
            if (samples.gammaOfZero() == LayerSamples.GammaOfZero.ZERO) {
                Arrays.fill(zeros(), 0, columns * columns, 0);
                float slope = samples.slope();
                hasZeros = addScaled(first + k, unit -> samples.outputs()[unit] == 0 ? slope : 0, zeros());
            }
            write(whole, other, other(k), hasZeros, matrices, at + k * columns * columns);
        }
    }

    /** A factor of what an output sees, by the number of the unit over all samples. */
    @FunctionalInterface
    private interface Factor {
        float of(int unit);
    }

    /** Adds the sum over all places of an output of q q' times the factor's square; whether any was not 0. */
    private boolean addScaled(int row, Factor factor, double[] sum) {
        float[] seen = buffers.seen(PLACES_TOGETHER * columns);
        List<double[]> sums = List.of(sum);
        boolean isAny = false;
        int held = 0;
        for (int place = 0; place < classes.places(); place++) {
            int sample = place / sites;
            float scale = factor.of((sample * rows + row) * sites + place % sites);
            if (scale != 0) {
                int from = held * columns;
                patches.look(samples.inputs(), sample * inputSize, place % sites, seen, from);
                boolean isZero = true;
                for (int j = from; j < from + columns; j++) {
                    isZero &= seen[j] == 0;
                    seen[j] *= scale;
                }
                held += isZero ? 0 : 1;
            }
            if (held == PLACES_TOGETHER || held > 0 && place == classes.places() - 1) {
                addSquare(held, seen, sums);
                isAny = true;
                held = 0;
            }
        }
        return isAny;
    }

    /** Sums up over the places where each output of the group is not as in class 0; over all places the first time. */
    private void sum(int width) {
        for (int number = isWholeKnown ? 1 : 0; number <= width; number++) {
            Arrays.fill(buffers.sum(number, columns * columns), 0, columns * columns, 0);
        }
        List<double[]> sums = new ArrayList<>();
        for (int c = isWholeKnown ? 1 : 0; c < classes.count(); c++) {
            sums.clear();
            if (!isWholeKnown) {
                sums.add(whole());
            }
            for (int k = 0; k < width; k++) {
                if ((c >> k & 1) == 1) {
                    sums.add(other(k));
                }
            }
            for (int from = classes.begin(c); from < classes.end(c); from += PLACES_TOGETHER) {
                add(from, Math.min(PLACES_TOGETHER, classes.end(c) - from), sums);
            }
        }
        isWholeKnown = true;
    }

    private void add(int from, int places, List<double[]> sums) {
        float[] seen = buffers.seen(PLACES_TOGETHER * columns);
        for (int p = 0; p < places; p++) {
            int place = classes.place(from + p);
            patches.look(samples.inputs(), place / sites * inputSize, place % sites, seen, p * columns);
        }
        addSquare(places, seen, sums);
    }

    private void addSquare(int places, float[] seen, List<double[]> sums) {
        float[] square = buffers.square(columns * columns);
        Blas.square(columns, places, seen, square);
        for (double[] sum : sums) {
            for (int i = 0; i < columns; i++) {
                for (int e = i * columns; e <= i * columns + i; e++) {
                    sum[e] += square[e];
                }
            }
        }
    }

    /** The sum over all places, a lower triangle. */
    private double[] whole() {
        return buffers.sum(0, columns * columns);
    }

    /** The sum over the places where output k of the group is not as in class 0, a lower triangle. */
    private double[] other(int k) {
        return buffers.sum(1 + k, columns * columns);
    }

    /** The sum over the places where an output is 0 and its gamma too, times the slope's square; a lower triangle. */
    private double[] zeros() {
        return buffers.sum(ZEROS, columns * columns);
    }

    /** Writes {@code (a whole + b other) / Q}, less the zeros where there are some, mirrored and in single precision. */
    private void write(double a, double b, double[] other, boolean hasZeros, float[] to, int at) {
        int n = columns;
        double[] whole = whole();
        double wholeFactor = a / samples.count();
        double otherFactor = b / samples.count();
        double[] zeros = hasZeros ? zeros() : whole;
        for (int i0 = 0; i0 < n; i0 += BLOCK) {
            int i1 = Math.min(n, i0 + BLOCK);
            for (int i = i0; i < i1; i++) {
                for (int e = i * n; e <= i * n + i; e++) {
                    double sum = wholeFactor * whole[e] + otherFactor * other[e];
                    to[at + e] = (float) (hasZeros ? sum - zeros[e] / samples.count() : sum);
                }
            }
            for (int j = 0; j < i1; j++) {
                for (int i = Math.max(i0, j + 1); i < i1; i++) {
                    to[at + j * n + i] = to[at + i * n + j];
                }
            }
        }
    }
}
