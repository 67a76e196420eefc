// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;

/**
 * The places of a layer (a sample and an output site each) divided by which of a few outputs are active there. With w
 * outputs there are {@code 2^w} classes. Class 0 is the most frequent pattern, and bit k of a class says that output k is
 * not as it is in class 0.
 *
 * <p>The sum of anything over the places where output k is active is then the sum over all classes with bit k, or what
 * those leave of the sum over all places. No class is summed twice, and class 0 not at all once that whole is known.
 */
final class PlaceClasses {
    private final float[] outputs;
    private final int rows;
    private final int sites;
    private final boolean isZeroActive;
    private final int[] codes;
    private final int[] order;
    private int[] ends = {};
    private int mostFrequent;

    /**
     * All places in class 0.
     *
     * @param outputs before the activation, {@code count} samples of (channel, site); active where positive
     * @param isZeroActive whether those of 0 are active too
     * @param count samples
     * @param rows channels
     * @param sites sites
     */
    PlaceClasses(float[] outputs, boolean isZeroActive, int count, int rows, int sites) {
        this.outputs = outputs;
        this.rows = rows;
        this.sites = sites;
        this.isZeroActive = isZeroActive;
        this.codes = new int[count * sites];
        this.order = new int[count * sites];
        divide(0, 0);
    }

    /** Divides by the outputs from {@code first} on. */
    void divide(int first, int width) {
        Arrays.fill(codes, 0);
        for (int k = 0; k < width; k++) {
            for (int place = 0, unit = (first + k) * sites; place < codes.length; unit += (rows - 1) * sites) {
                for (int end = place + sites; place < end; place++, unit++) {
                    codes[place] |= outputs[unit] > 0 || isZeroActive && outputs[unit] == 0 ? 1 << k : 0;
                }
            }
        }
        int[] counts = new int[1 << width];
        for (int code : codes) {
            counts[code]++;
        }
        mostFrequent = 0;
        for (int code = 1; code < counts.length; code++) {
            mostFrequent = counts[code] > counts[mostFrequent] ? code : mostFrequent;
        }
        ends = new int[counts.length];
        for (int c = 1; c < ends.length; c++) {
            ends[c] = ends[c - 1] + counts[(c - 1) ^ mostFrequent];
        }
        for (int place = 0; place < codes.length; place++) {
            order[ends[codes[place] ^ mostFrequent]++] = place;
        }
    }

    /** Number of classes. */
    int count() {
        return ends.length;
    }

    /** Places of all classes: samples times sites. */
    int places() {
        return order.length;
    }

    /** Where the places of a class begin. */
    int begin(int c) {
        return c == 0 ? 0 : ends[c - 1];
    }

    /** Where the places of a class end. */
    int end(int c) {
        return ends[c];
    }

    /** The place at a position from {@link #begin} to {@link #end}: {@code sample * sites + site}; they ascend. */
    int place(int position) {
        return order[position];
    }

    /** Whether output k is active in class 0. */
    boolean isActiveInMost(int k) {
        return (mostFrequent >> k & 1) == 1;
    }
}
