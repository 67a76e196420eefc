// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import java.util.Arrays;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;

/**
 * The spanning forest of the strongest couplings, as a parent for each spin. Spins that keep to each other in low states do
 * so along it. Cost: N^2 on a dense model (Prim 1957), {@code M log M} on a sparse one of M couplings (Kruskal 1956).
 * Immutable.
 */
public final class Backbone {
    /** A spin without a parent. */
    private static final int NONE = -1;

    private final int[] ends;
    private final int edges;

    /** The forest of a model. */
    public Backbone(PlainIsing model) {
        int n = model.spins();
        ends = new int[2 * n];
        edges = switch (model) {
            case DenseIsing dense -> prim(dense, n);
            case SparseIsing sparse -> kruskal(sparse, n);
        };
    }

    private int prim(DenseIsing model, int n) {
        float[] strongest = new float[n];
        int[] parent = new int[n];
        boolean[] isIn = new boolean[n];
        Arrays.fill(parent, NONE);
        int count = 0;
        int next = 0;
        for (int step = 0; step < n && !Halt.isCalled(); step++) {
            int i = next;
            isIn[i] = true;
            if (parent[i] != NONE) {
                ends[2 * count] = i;
                ends[2 * count++ + 1] = parent[i];
            }
            float most = -1;
            for (int j = 0; j < n; j++) {
                if (!isIn[j]) {
                    float strength = (float) Math.abs(model.coupling(i, j));
                    if (strength > strongest[j]) {
                        strongest[j] = strength;
                        parent[j] = i;
                    }
                    if (strongest[j] > most) {
                        most = strongest[j];
                        next = j;
                    }
                }
            }
        }
        return count;
    }

    private int kruskal(SparseIsing model, int n) {
        // strength above, place of the coupling below: bits of floats that are not negative sort as the floats do
        long[] keys = new long[model.interactions()];
        int[] spin = new int[keys.length];
        int[] other = new int[keys.length];
        int e = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < model.degree(i); k++) {
                if (model.neighbour(i, k) < i) {
                    spin[e] = i;
                    other[e] = model.neighbour(i, k);
                    keys[e] = (long) Float.floatToRawIntBits((float) Math.abs(model.coupling(i, k))) << 32 | e;
                    e++;
                }
            }
        }
        Arrays.sort(keys);
        int[] root = new int[n];
        Arrays.setAll(root, i -> i);
        int count = 0;
        for (int k = keys.length - 1; k >= 0; k--) {
            int edge = (int) keys[k];
            int a = root(root, spin[edge]);
            int b = root(root, other[edge]);
            if (a != b) {
                root[a] = b;
                ends[2 * count] = spin[edge];
                ends[2 * count++ + 1] = other[edge];
            }
        }
        return count;
    }

    /**
     * Numbers the parts into which the forest falls without the edges whose two spins do not keep to each other.
     *
     * @param states spins keep to each other when they are equal in all of these or opposite in all
     * @param block receives the number of each spin's part, from 0
     * @return how many parts there are
     */
    int divide(byte[][] states, int[] block) {
        int[] root = new int[block.length];
        Arrays.setAll(root, i -> i);
        for (int e = 0; e < edges; e++) {
            int i = ends[2 * e];
            int j = ends[2 * e + 1];
            boolean isKept = true;
            for (byte[] state : states) {
                isKept &= state[i] * state[j] == states[0][i] * states[0][j];
            }
            if (isKept) {
                root[root(root, i)] = root(root, j);
            }
        }
        int parts = 0;
        int[] number = new int[block.length];
        Arrays.fill(number, NONE);
        for (int i = 0; i < block.length; i++) {
            int r = root(root, i);
            if (number[r] == NONE) {
                number[r] = parts++;
            }
            block[i] = number[r];
        }
        return parts;
    }

    private static int root(int[] root, int i) {
        int r = i;
        while (root[r] != r) {
            root[r] = root[root[r]];
            r = root[r];
        }
        return r;
    }
}
