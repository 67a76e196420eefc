// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.elimination;

import java.util.Arrays;
import java.util.Optional;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.numbers.Decimals;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

/**
 * A model without its spins of at most two neighbours. The least energy of a spin beside neighbours a and b,
 *
 * <pre>  min over sigma of sigma (h + J_a a + J_b b) = -|h + J_a a + J_b b| = c + f_a a + f_b b + g a b,</pre>
 *
 * <p>is a constant, two fields and a coupling, so that the spin can be left out, and so on with those that then have at
 * most two neighbours. The ground states of what is left are those of the model, and for each state of it the spins
 * that were taken out take their best values. Of a forest, of rings, and of all graphs of treewidth two nothing is
 * left, and the constant is the least energy.
 *
 * <p>Cost: N + M operations and memory of some 60 bytes a spin or coupling, but for spins of many neighbours whose
 * lists are walked through. Belongs to one thread.
 */
public final class Elimination {
    private static final int MOST_NEIGHBOURS = 2;

    private final PlainIsing model;
    private final int decimals;
    private final PairGraph graph;
    private final double[] fields;
    private final int[] order;
    private final int[] neighbours;
    private final double[] weights;
    private final boolean[] isOut;
    private double constant;
    private int out;
    private boolean isRounded;

    private Elimination(PlainIsing model) {
        ModelArrays arrays = ModelArrays.of(model);
        int n = model.spins();
        this.model = model;
        this.decimals = arrays.evaluation().decimals();
        this.isRounded = arrays.evaluation().given() != null;
        this.graph = new PairGraph(n, model.interactions());
        this.fields = new double[n];
        Arrays.setAll(fields, arrays.numbers()::field);
        arrays.forEachPair((i, j, value) -> {
            if (value != 0) {
                graph.add(i, j, value);
            }
        });
        this.order = new int[n];
        this.neighbours = new int[2 * n];
        this.weights = new double[3 * n];
        this.isOut = new boolean[n];
        takeOut();
    }

    /** Takes out of a model what can be; empty where its numbers are so large that their sums are none. */
    public static Optional<Elimination> of(PlainIsing model) {
        Elimination made = new Elimination(model);
        boolean isFinite = Double.isFinite(made.constant)
                && Arrays.stream(made.fields).allMatch(Double::isFinite)
                && Arrays.stream(made.weights).allMatch(Double::isFinite);
        return isFinite ? Optional.of(made) : Optional.empty();
    }

    private void takeOut() {
        int n = fields.length;
        int[] waiting = new int[n];
        boolean[] isWaiting = new boolean[n];
        int size = 0;
        for (int i = n - 1; i >= 0; i--) {
            if (graph.degree(i) <= MOST_NEIGHBOURS) {
                waiting[size++] = i;
                isWaiting[i] = true;
            }
        }
        while (size > 0) {
            int i = waiting[--size];
            isWaiting[i] = false;
            int a = -1;
            int b = -1;
            double toA = 0;
            double toB = 0;
            for (int half = graph.first(i); half >= 0; half = graph.first(i)) {
                if (a < 0) {
                    a = graph.target(half);
                    toA = graph.coupling(half);
                } else {
                    b = graph.target(half);
                    toB = graph.coupling(half);
                }
                graph.remove(half);
            }
            note(i, a, b, toA, toB);
            fold(fields[i], a, b, toA, toB);
            for (int end : new int[] {a, b}) {
                if (end >= 0 && !isWaiting[end] && graph.degree(end) <= MOST_NEIGHBOURS) {
                    waiting[size++] = end;
                    isWaiting[end] = true;
                }
            }
        }
    }

    private void note(int i, int a, int b, double toA, double toB) {
        order[out] = i;
        neighbours[2 * out] = a;
        neighbours[2 * out + 1] = b;
        weights[3 * out] = fields[i];
        weights[3 * out + 1] = toA;
        weights[3 * out + 2] = toB;
        isOut[i] = true;
        out++;
    }

    /** Adds the least energy of a spin of field h to what its neighbours have. */
    private void fold(double h, int a, int b, double toA, double toB) {
        double up = sum(h, toA);
        double down = sum(h, -toA);
        if (b < 0) {
            double both = -Math.abs(up);
            double other = -Math.abs(down);
            constant = sum(constant, sum(both, other) / 2);
            if (a >= 0) {
                fields[a] = sum(fields[a], sum(both, -other) / 2);
            }
            return;
        }
        double upUp = -Math.abs(sum(up, toB));
        double upDown = -Math.abs(sum(up, -toB));
        double downUp = -Math.abs(sum(down, toB));
        double downDown = -Math.abs(sum(down, -toB));
        double alike = sum(upUp, downDown);
        double unlike = sum(upDown, downUp);
        constant = sum(constant, sum(alike, unlike) / 4);
        double slope = sum(upUp, -downDown);
        double tilt = sum(upDown, -downUp);
        fields[a] = sum(fields[a], sum(slope, tilt) / 4);
        fields[b] = sum(fields[b], sum(slope, -tilt) / 4);
        double coupling = sum(alike, -unlike) / 4;
        if (coupling != 0) {
            couple(a, b, coupling);
        }
    }

    private void couple(int a, int b, double coupling) {
        int half = graph.between(a, b);
        if (half < 0) {
            graph.add(a, b, coupling);
            return;
        }
        double both = sum(graph.coupling(half), coupling);
        if (both == 0) {
            graph.remove(half);
        } else {
            graph.setCoupling(half, both);
        }
    }

    /** The sum of two numbers; notes whether it was rounded (Knuth's two-sum). */
    private double sum(double x, double y) {
        double s = x + y;
        double rest = s - x;
        isRounded |= x - (s - rest) + (y - rest) != 0;
        return s;
    }

    /** How many spins are left. */
    public int left() {
        return fields.length - out;
    }

    /** Whether nothing was rounded on the way, so that what holds of the rest holds of the model. */
    public boolean isExact() {
        return !isRounded;
    }

    /**
     * The model of the spins that are left, in their order, of which each state has the energy that the model has with
     * the best values of all other spins.
     *
     * @throws IllegalStateException when none is left
     */
    public PlainIsing rest() {
        if (left() == 0) {
            throw new IllegalStateException("no spin is left");
        }
        int[] place = new int[fields.length];
        int next = 0;
        for (int i = 0; i < place.length; i++) {
            place[i] = isOut[i] ? -1 : next++;
        }
        IsingBuilder builder = new IsingBuilder(left(), Duplicates.REJECT);
        if (decimals > 0) {
            builder.readDecimals();
        }
        builder.addOffset(model.offset() + Decimals.value(constant, decimals));
        for (int i = 0; i < place.length; i++) {
            if (isOut[i]) {
                continue;
            }
            builder.addField(place[i], Decimals.value(fields[i], decimals));
            for (int half = graph.first(i); half >= 0; half = graph.next(half)) {
                int j = graph.target(half);
                if (j > i) {
                    builder.addCoupling(place[i], place[j], Decimals.value(graph.coupling(half), decimals));
                }
            }
        }
        return builder.build();
    }

    /**
     * A state of the whole model: spins that were taken out have the values that are best for it, up where both are.
     *
     * @param state of the spins that are left, +1 or -1 each; of length 0 where there are none
     */
    public Spins whole(byte[] state) {
        byte[] all = new byte[fields.length];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (!isOut[i]) {
                all[i] = state[next++];
            }
        }
        for (int k = out - 1; k >= 0; k--) {
            double field = weights[3 * k];
            for (int end = 0; end < 2; end++) {
                int j = neighbours[2 * k + end];
                field += j < 0 ? 0 : weights[3 * k + 1 + end] * all[j];
            }
            all[order[k]] = (byte) (field > 0 ? -1 : 1);
        }
        return Spins.of(all);
    }

    /** The spins of a state of the whole that are left. */
    public Spins part(Spins whole) {
        byte[] all = whole.toArray();
        byte[] state = new byte[left()];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (!isOut[i]) {
                state[next++] = all[i];
            }
        }
        return Spins.of(state);
    }
}
