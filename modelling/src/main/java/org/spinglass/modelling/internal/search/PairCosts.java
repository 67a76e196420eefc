// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import org.jspecify.annotations.Nullable;

/** Costs of any pairs of values, as of assignments. Cost: looks at the terms of all values that would change. */
final class PairCosts implements OrderCosts {
    private final Incidence incidence;
    private final @Nullable PairTable table;
    private final @Nullable DensePairs dense;
    private final double[] single; // what each atom that asks for a value costs by itself, by its place
    private final int[] order;
    private final int[] values; // by position
    private int[] places = {}; // of the atoms that ask for the values, by variable

    PairCosts(Incidence incidence, double[] single, int[] order) {
        this.incidence = incidence;
        this.table = incidence.pairs.table();
        this.dense = incidence.pairs.dense();
        this.single = single;
        this.order = order;
        this.values = new int[order.length];
    }

    @Override
    public void look(State state) {
        places = state.places();
        for (int k = 0; k < order.length; k++) {
            values[k] = state.value(order[k]);
        }
    }

    @Override
    public int value(int position) {
        return values[position];
    }

    @Override
    public double exchanged(int i, int j) {
        double change = changed(i, values[j]) + changed(j, values[i]);
        restore(i);
        restore(j);
        return change;
    }

    @Override
    public double shifted(int from, int middle, int to) {
        double change = 0;
        for (int k = from; k <= to; k++) {
            change += changed(k, values[OrderCosts.source(from, middle, to, k)]);
        }
        for (int k = from; k <= to; k++) {
            restore(k);
        }
        return change;
    }

    @Override
    public double turned(int from, int to) {
        double change = 0;
        for (int k = from; k <= to; k++) {
            change += changed(k, values[from + to - k]);
        }
        for (int k = from; k <= to; k++) {
            restore(k);
        }
        return change;
    }

    @Override
    public int looks(int positions) {
        return positions;
    }

    @Override
    public void exchange(int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
        restore(i);
        restore(j);
    }

    private void restore(int position) {
        places[order[position]] = incidence.place(order[position], values[position]);
    }

    private double changed(int position, int value) {
        int v = order[position];
        double before = cost(places[v]);
        places[v] = incidence.place(v, value);
        return cost(places[v]) - before;
    }

    private double cost(int place) {
        if (place < 0) {
            return 0;
        }
        double pairs = table != null ? table.sum(place, places) : dense != null ? dense.sum(place, places) : 0;
        return single[place] + pairs;
    }
}
