// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Optional;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;

/**
 * A grid of spins, numbered along its rows, then row by row, then layer by layer, each coupled with none but its nearest
 * neighbours, across the borders too where the grid is closed.
 *
 * @param width spins of a row, at least 2
 * @param height rows, at least 2
 * @param depth layers, 1 of a plane
 */
record Lattice(int width, int height, int depth) {

    /**
     * The grid that a model's couplings show; empty where they show none: a plane where it is one, else three dimensions.
     * Cost: a look at the couplings of the first spins for each divisor of N, and at all of those of a grid.
     */
    static Optional<Lattice> of(PlainIsing model) {
        int n = model.spins();
        if (!(model instanceof SparseIsing sparse) || sparse.interactions() < n || sparse.interactions() > 3L * n) {
            return Optional.empty();
        }
        for (int width = 2; width <= n / 2; width++) {
            if (n % width == 0) {
                Lattice plane = new Lattice(width, n / width, 1);
                if (plane.fits(sparse)) {
                    return Optional.of(plane);
                }
            }
        }
        for (int width = 2; width <= n / 4; width++) {
            for (int height = 2; n % width == 0 && height <= n / width / 2; height++) {
                if (n / width % height == 0) {
                    Lattice body = new Lattice(width, height, n / width / height);
                    if (body.fits(sparse)) {
                        return Optional.of(body);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(SparseIsing model) {
        boolean[] isUsed = new boolean[3];
        for (int i = 0; i < model.spins(); i++) {
            for (int k = 0; k < model.degree(i); k++) {
                int axis = axis(i, model.neighbour(i, k));
                if (axis < 0) {
                    return false;
                }
                isUsed[axis] = true;
            }
        }
        return isUsed[0] && isUsed[1] && (isUsed[2] || depth == 1);
    }

    /** Along which axis two spins are neighbours; -1 where they are none. */
    private int axis(int i, int j) {
        boolean sameX = i % width == j % width;
        boolean sameY = i / width % height == j / width % height;
        boolean sameZ = i / width / height == j / width / height;
        if (sameY && sameZ) {
            return isNext(i % width, j % width, width) ? 0 : -1;
        }
        if (sameX && sameZ) {
            return isNext(i / width % height, j / width % height, height) ? 1 : -1;
        }
        return sameX && sameY && isNext(i / width / height, j / width / height, depth) ? 2 : -1;
    }

    private static boolean isNext(int a, int b, int size) {
        int distance = Math.abs(a - b);
        return distance == 1 || distance == size - 1;
    }
}
