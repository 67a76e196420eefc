// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.FlatModel;

/**
 * Costs of values that stand behind each other, the same wherever they do, as of tours: a matrix between values, and what
 * a value costs by itself at some of the positions. Cost: some looks at the matrix, however long the parts are that change
 * places, or that are turned about where the matrix is symmetric; else a look for each value of that part.
 */
final class ChainCosts implements OrderCosts {
    private final int[] order;
    private final int least;
    private final int count; // of values
    private final double[] between; // a value, and the one behind it
    private final double[] @Nullable [] single; // of each position and value; null where nothing costs anything there
    private final int[] values; // less the least, by position

    private final boolean isCycle; // whether the last stands before the first
    private final boolean isSymmetric;
    private final int[] singled; // positions at which values cost something by themselves

    private ChainCosts(
            int[] order, int least, int count, boolean isCycle, double[] between, double[] @Nullable [] single) {
        this.order = order;
        this.least = least;
        this.count = count;
        this.isCycle = isCycle;
        this.between = between;
        this.single = single;
        this.singled =
                IntStream.range(0, order.length).filter(k -> single[k] != null).toArray();
        this.isSymmetric =
                IntStream.range(0, count * count).allMatch(k -> between[k] == between[k % count * count + k / count]);
        this.values = new int[order.length];
    }

    /** Null where pairs are others than neighbours, or cost something else here than there. */
    static @Nullable OrderCosts of(FlatModel flat, Incidence incidence, double[] byPlace, int[] order) {
        PairTable table = incidence.pairs.table();
        int least = flat.low(order[0]);
        int most = flat.high(order[0]);
        if (table == null || table.function() != 0 || !flat.areAlike(order) || flat.step(order[0]) != 1) {
            return null;
        }
        int count = most - least + 1;
        int[][] places = new int[order.length][count];
        for (int k = 0; k < order.length; k++) {
            for (int value = 0; value < count; value++) {
                places[k][value] = incidence.place(order[k], least + value);
            }
        }
        double[] between = new double[count * count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                between[a * count + b] = table.weight(places[0][a], order[1], places[1][b]);
            }
        }
        int n = order.length;
        boolean isCycle = !table.isWithin(places[0][0], -1, order[1]);
        for (int k = 0; k < n; k++) {
            int before = k > 0 ? order[k - 1] : isCycle ? order[n - 1] : -1;
            int after = k + 1 < n ? order[k + 1] : isCycle ? order[0] : -1;
            for (int a = 0; a < count; a++) {
                if (!table.isWithin(places[k][a], before, after)) {
                    return null;
                }
                for (int b = 0; b < count && after >= 0; b++) {
                    double weight = table.weight(places[k][a], after, places[(k + 1) % n][b]);
                    if (a != b && weight != between[a * count + b]) {
                        return null;
                    }
                }
            }
        }
        return new ChainCosts(order, least, count, isCycle, between, single(places, byPlace));
    }

    private static double[] @Nullable [] single(int[][] places, double[] byPlace) {
        double[][] single = new double[places.length][];
        for (int k = 0; k < places.length; k++) {
            double[] its = IntStream.of(places[k])
                    .mapToDouble(place -> place < 0 ? 0 : byPlace[place])
                    .toArray();
            if (IntStream.range(0, its.length).anyMatch(a -> its[a] != 0)) {
                single[k] = its;
            }
        }
        return single;
    }

    @Override
    public void look(State state) {
        for (int k = 0; k < order.length; k++) {
            values[k] = state.value(order[k]) - least;
        }
    }

    @Override
    public int value(int position) {
        return least + values[position];
    }

    @Override
    public double exchanged(int i, int j) {
        double before = around(i, j);
        exchange(i, j);
        double after = around(i, j);
        exchange(i, j);
        return after - before;
    }

    /** What two positions cost, and the edges that they have. */
    private double around(int i, int j) {
        double cost = alone(i, values[i]) + alone(j, values[j]) + edge(before(i)) + edge(i);
        cost += before(j) == i ? 0 : edge(before(j));
        return j == before(i) ? cost : cost + edge(j);
    }

    /** What a position and the one behind it cost. */
    private double edge(int position) {
        int next = position < 0 ? -1 : after(position);
        return next < 0 ? 0 : between(values[position], values[next]);
    }

    private int before(int position) {
        return position > 0 ? position - 1 : isCycle ? order.length - 1 : -1;
    }

    private int after(int position) {
        return position + 1 < order.length ? position + 1 : isCycle ? 0 : -1;
    }

    private double alone(int position, int value) {
        double[] its = single[position];
        return its == null ? 0 : its[value];
    }

    @Override
    public double turned(int from, int to) {
        double change = 0;
        for (int k : singled) {
            if (k >= from && k <= to) {
                change += alone(k, values[from + to - k]) - alone(k, values[k]);
            }
        }
        for (int k = from; k < to && !isSymmetric; k++) {
            change += between(values[k + 1], values[k]) - between(values[k], values[k + 1]);
        }
        int before = before(from);
        int after = after(to);
        if (before == to) { // all of a cycle
            return change + between(values[from], values[to]) - between(values[to], values[from]);
        }
        if (before >= 0) {
            change += between(values[before], values[to]) - between(values[before], values[from]);
        }
        if (after >= 0) {
            change += between(values[from], values[after]) - between(values[to], values[after]);
        }
        return change;
    }

    @Override
    public double shifted(int from, int middle, int to) {
        double change = 0;
        for (int k : singled) {
            if (k >= from && k <= to) {
                change += alone(k, values[OrderCosts.source(from, middle, to, k)]) - alone(k, values[k]);
            }
        }
        int before = before(from);
        int after = after(to);
        if (before == to) { // all of a cycle, which begins elsewhere
            return change;
        }
        change += between(values[to], values[from]) - between(values[middle - 1], values[middle]);
        if (before >= 0) {
            change += between(values[before], values[middle]) - between(values[before], values[from]);
        }
        if (after >= 0) {
            change += between(values[middle - 1], values[after]) - between(values[to], values[after]);
        }
        return change;
    }

    private double between(int first, int second) {
        return between[first * count + second];
    }

    @Override
    public int looks(int positions) {
        return 2;
    }

    @Override
    public void exchange(int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
