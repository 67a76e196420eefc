// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.SplittableRandom;

/**
 * Which images of a file are trained on, and which are held out, without a list of them. The file is cut into as many
 * ranges of nearly equal length as there are images to hold out, and in each one is drawn; the others are ranked in the
 * order of the file, and of them as many are drawn in the same way as there are samples. So both parts are spread
 * evenly over the file, however its classes are arranged. Immutable.
 *
 * @param all images of the file
 * @param heldOut how many are held out
 * @param samples how many of the others are trained on
 * @param seed fixes the draws
 */
record Places(int all, int heldOut, int samples, long seed) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The place of an image that is held out. */
    int heldOut(int index) {
        return drawn(all, heldOut, index, seed);
    }

    /** The places of samples, one behind the other. */
    int[] samples(int first, int count) {
        int[] places = new int[count];
        int out = 0;
        for (int i = 0; i < count; i++) {
            int rank = drawn(all - heldOut, samples, first + i, ~seed);
            if (i == 0) {
                out = heldOutBefore(rank);
            }
            while (out < heldOut && heldOut(out) <= rank + out) {
                out++;
            }
            places[i] = rank + out;
        }
        return places;
    }

    /** How many are held out before the one of a rank among the others. */
    private int heldOutBefore(int rank) {
        int low = 0;
        int high = heldOut;
        while (low < high) { // the places less their numbers do not fall
            int middle = (low + high) >>> 1;
            if (heldOut(middle) - middle <= rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One of a range, when so many ranges are cut from so many. */
    private static int drawn(int from, int ranges, int range, long seed) {
        long low = (long) from * range / ranges;
        long high = (long) from * (range + 1) / ranges;
        if (high - low == 1) {
            return (int) low;
        }
        return (int) new SplittableRandom(seed + GOLDEN * (range + 1L)).nextLong(low, high);
    }
}
