// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/** The best values that were found, feasible ones first, then by what is broken. */
final class AnswerPool {
    private static final int KEPT = 1000;

    private final FlatModel flat;
    private final List<Found> all = new ArrayList<>();
    private final Set<Key> known = new HashSet<>();

    /** Values, the amounts by which hard rules are broken together, and the cost. */
    record Found(int[] values, double broken, double cost) implements Comparable<Found> {
        boolean isFeasible() {
            return broken == 0;
        }

        @Override
        public int compareTo(Found other) {
            return Comparator.comparingDouble(Found::broken)
                    .thenComparingDouble(Found::cost)
                    .compare(this, other);
        }
    }

    private record Key(int[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(int[] those) && Arrays.equals(values, those);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    AnswerPool(FlatModel flat) {
        this.flat = flat;
    }

    /** Takes values; whether they are feasible and better than all before. */
    boolean add(int[] values) {
        if (!known.add(new Key(values))) {
            return false;
        }
        Found found = evaluated(values);
        Found before = all.isEmpty() ? null : all.getFirst();
        int at = Collections.binarySearch(all, found);
        all.add(at < 0 ? -at - 1 : at + 1, found);
        if (all.size() > KEPT) {
            known.remove(new Key(all.removeLast().values()));
        }
        return found.isFeasible() && (before == null || found.compareTo(before) < 0);
    }

    /** Whether values are none of those that are here. */
    boolean isNew(int[] values) {
        return !known.contains(new Key(values));
    }

    Found evaluated(int[] values) {
        double broken = 0;
        for (FlatRule rule : flat.rules()) {
            broken += rule.isHard() ? flat.broken(rule, values) : 0;
        }
        return new Found(values.clone(), broken, flat.cost(values));
    }

    Found best() {
        return all.getFirst();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The best, and as many more feasible ones as are so far from each other. */
    List<int[]> apart(int count, int distance) {
        List<int[]> chosen = new ArrayList<>();
        for (Found found : all) {
            if (chosen.size() < count
                    && (chosen.isEmpty() || found.isFeasible())
                    && chosen.stream().allMatch(other -> distance(other, found.values()) >= distance)) {
                chosen.add(found.values());
            }
        }
        return chosen;
    }

    private static int distance(int[] a, int[] b) {
        int different = 0;
        for (int k = 0; k < a.length; k++) {
            different += a[k] == b[k] ? 0 : 1;
        }
        return different;
    }
}
