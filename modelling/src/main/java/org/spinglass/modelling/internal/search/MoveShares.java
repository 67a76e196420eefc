// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How many of the moves are of each kind: each has a share of the work as its moves are kept for their work, of late and
 * beside the others. For one thread.
 */
final class MoveShares {
    private static final double FADING = 0.99;
    private static final double LEAST = 0.05;

    private final double[] shares;
    private final double[] made;
    private final double[] work;
    private final double[] kept;

    /** Of so many kinds, as many of each. */
    MoveShares(int kinds) {
        this.shares = new double[kinds];
        this.made = new double[kinds];
        this.work = new double[kinds];
        this.kept = new double[kinds];
        Arrays.fill(shares, 1.0 / kinds);
    }

    /** A kind at random. */
    int drawn(SplittableRandom random) {
        double at = random.nextDouble();
        int kind = 0;
        while (kind < shares.length - 1 && at >= shares[kind]) {
            at -= shares[kind++];
        }
        return kind;
    }

    /** Takes note of a move and of the looks that it took. */
    void note(int kind, boolean isKept, int looks) {
        made[kind]++;
        work[kind] += looks;
        kept[kind] += isKept ? 1 : 0;
    }

    /** Shares as moves were kept up to now, which counts for less from now on. */
    void settle() {
        double rates = 0;
        for (int kind = 0; kind < shares.length; kind++) {
            rates += rate(kind);
        }
        double sum = 0;
        double free = 1 - LEAST * shares.length;
        for (int kind = 0; kind < shares.length; kind++) {
            double looks = (work[kind] + 1) / (made[kind] + 1);
            shares[kind] = (LEAST + free * rate(kind) / rates) / looks;
            sum += shares[kind];
        }
        for (int kind = 0; kind < shares.length; kind++) {
            shares[kind] /= sum;
            made[kind] *= FADING;
            work[kind] *= FADING;
            kept[kind] *= FADING;
        }
    }

    private double rate(int kind) {
        return (kept[kind] + 1) / (work[kind] + 1);
    }
}
