package org.spinglass.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.network.Patches;

/**
 * The matrices J of a {@link TargetProblem}: the sums of q q' over all places, or over those where an output is active.
 *
 * <p>The outputs' matrices are made some at a time, each group from the sums over its {@link PlaceClasses}. For w outputs
 * that takes one pass over the places and about {@code w 2^(w-1)} additions of matrices, in place of w passes over half
 * of them each. A pass costs {@code N^2} operations a place at the speed of matrix products.
 *
 * <p>Sums over at most {@value #PLACES_TOGETHER} places are taken in single precision, the sums of these in double
 * precision.
 */
final class TargetSums {
    /** Places of a matrix product at most. */
    private static final int PLACES_TOGETHER = 512;

    /** Elements of the sums of a group of outputs, at most, if it has more than one. */
    private static final int LARGEST_GROUP = 1 << 22;

    /** Rows that are mirrored together. */
    private static final int BLOCK = 32;

    private final LayerSamples samples;
    private final Patches patches;
    private final int inputSize;
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
        this.columns = patches.columns();
        this.sites = patches.sites();
        this.classes = new PlaceClasses(samples.outputs(), samples.count(), rows, sites);
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
        write(1, 0, whole(), matrix, 0);
    }

    /** Writes the J of the outputs from {@code first} on, one behind the other. */
    void own(int first, int width, float[] matrices, int at) {
        classes.divide(first, width);
        sum(width);
        double square = (double) samples.slope() * samples.slope();
        for (int k = 0; k < width; k++) {
            boolean isActive = classes.isActiveInMost(k);
            double whole = isActive ? 1 : square;
            double other = isActive ? square - 1 : 1 - square;
            write(whole, other, other(k), matrices, at + k * columns * columns);
        }
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
        float[] square = buffers.square(columns * columns);
        for (int p = 0; p < places; p++) {
            int place = classes.place(from + p);
            patches.look(samples.inputs(), place / sites * inputSize, place % sites, seen, p * columns);
        }
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

    /** Writes {@code (a whole + b other) / Q}, mirrored and in single precision. */
    private void write(double a, double b, double[] other, float[] to, int at) {
        int n = columns;
        double[] whole = whole();
        double wholeFactor = a / samples.count();
        double otherFactor = b / samples.count();
        for (int i0 = 0; i0 < n; i0 += BLOCK) {
            int i1 = Math.min(n, i0 + BLOCK);
            for (int i = i0; i < i1; i++) {
                for (int e = i * n; e <= i * n + i; e++) {
                    to[at + e] = (float) (wholeFactor * whole[e] + otherFactor * other[e]);
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
