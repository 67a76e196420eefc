// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which of a set's images are trained and validated on.
 *
 * @param training indices in the set's training part
 * @param validation indices in the set's validation part, or in its training part where it has none of its own
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
record SplitIndices(int[] training, int[] validation) {

    /** Draws without replacement; there are enough images. */
    static SplitIndices draw(DataSet data, int samples, int validation, long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom trainingRandom = root.split();
        SplittableRandom validationRandom = root.split();
        Labelled own = data.validation();
        if (data.isStratified()) {
            Strata strata = Strata.of(data.training(), root.split());
            int[] training = strata.next(samples, trainingRandom);
            Strata heldOut = own == null ? strata : Strata.of(own, root.split());
            return new SplitIndices(training, heldOut.next(validation, validationRandom));
        }
        IndexDraw trainingDraw = new IndexDraw(data.training().count());
        int[] training = trainingDraw.next(samples, trainingRandom);
        IndexDraw heldOut = own == null ? trainingDraw : new IndexDraw(own.count());
        return new SplitIndices(training, heldOut.next(validation, validationRandom));
    }

    /**
     * The classes of a part, each in random order, of which equal shares are taken.
     *
     * @param classes indices of each class's images in the order of their draw
     * @param taken number of these that were drawn
     */
    private record Strata(List<int[]> classes, int[] taken) {

        static Strata of(Labelled part, SplittableRandom random) {
            List<List<Integer>> lists = new ArrayList<>();
            for (int c = 0; c < part.classes(); c++) {
                lists.add(new ArrayList<>());
            }
            for (int i = 0; i < part.count(); i++) {
                lists.get(part.label(i)).add(i);
            }
            List<int[]> classes = new ArrayList<>();
            for (List<Integer> list : lists) {
                int[] order = new IndexDraw(list.size()).next(list.size(), random);
                classes.add(Arrays.stream(order).map(list::get).toArray());
            }
            return new Strata(classes, new int[classes.size()]);
        }

        /**
         * Takes so many of what is left, of each class in proportion to its size; what rounding leaves goes to the largest
         * remainders, the earlier class first. In random order.
         */
        int[] next(int count, SplittableRandom random) {
            int[] left = new int[taken.length];
            Arrays.setAll(left, c -> classes.get(c).length - taken[c]);
            int[] shares = shares(left, count);
            int[] chosen = new int[count];
            int filled = 0;
            for (int c = 0; c < shares.length; c++) {
                System.arraycopy(classes.get(c), taken[c], chosen, filled, shares[c]);
                taken[c] += shares[c];
                filled += shares[c];
            }
            int[] order = new IndexDraw(count).next(count, random);
            return Arrays.stream(order).map(i -> chosen[i]).toArray();
        }

        private static int[] shares(int[] left, int count) {
            long all = Arrays.stream(left).asLongStream().sum();
            int[] shares = new int[left.length];
            if (all == 0) {
                return shares;
            }
            long[] remainders = new long[left.length];
            int given = 0;
            for (int c = 0; c < left.length; c++) {
                shares[c] = (int) ((long) left[c] * count / all);
                remainders[c] = (long) left[c] * count % all;
                given += shares[c];
            }
            Integer[] order = new Integer[left.length];
            Arrays.setAll(order, c -> c);
            Arrays.sort(order, Comparator.comparingLong((Integer c) -> -remainders[c]));
            for (int k = 0; given < count; k++, given++) {
                shares[order[k]]++;
            }
            return shares;
        }
    }
}
