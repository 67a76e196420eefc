// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.SparseFields;

/** A state with local fields in single precision. */
final class RealWalk implements SpinWalk {
    /** Flips a spin after which the fields are computed anew, so that rounding does not build up. */
    private static final int REFRESH = 100;

    /** Additions between two looks at whether to end, tens of microseconds. */
    private static final int ADDITIONS = 1 << 19;

    /** Additions of a flip on a sparse model, more or less. */
    static final int SPARSE = 8;

    private final LocalFields state;
    private final int flipsToLook;
    private long flips;

    /** Starts at a state, which is taken over. */
    RealWalk(LocalFields state) {
        this.state = state;
        this.flipsToLook = flipsToLook(state instanceof SparseFields ? SPARSE : state.size());
    }

    /** Flips of so many additions each after which a sweep looks whether it is to end. */
    static int flipsToLook(int additions) {
        return Math.max(1, ADDITIONS / Math.max(1, additions));
    }

    @Override
    public int size() {
        return state.size();
    }

    @Override
    public int sweep(double beta, float[] draws) {
        refresh();
        int accepted = 0;
        for (int i = 0; i < state.size(); i++) {
            int flip = visit(beta, draws[i], i);
            accepted += flip;
            if (flip > 0 && accepted % flipsToLook == 0 && Halt.isCalled()) {
                break;
            }
        }
        flips += accepted;
        return accepted;
    }

    @Override
    public int sweep(double beta, float[] draws, int[] order) {
        refresh();
        int accepted = 0;
        for (int k = 0; k < order.length; k++) {
            int flip = visit(beta, draws[k], order[k]);
            accepted += flip;
            if (flip > 0 && accepted % flipsToLook == 0 && Halt.isCalled()) {
                break;
            }
        }
        flips += accepted;
        return accepted;
    }

    private int visit(double beta, float draw, int i) {
        // at infinite beta ties are not a number here, and rest
        if (beta * state.change(i) <= draw) {
            state.flip(i);
            return 1;
        }
        return 0;
    }

    @Override
    public int spin(int i) {
        return state.spin(i);
    }

    @Override
    public void flip(int i) {
        state.flip(i);
        flips++;
    }

    private void refresh() {
        if (flips >= (long) REFRESH * state.size()) {
            state.refresh();
            flips = 0;
        }
    }

    @Override
    public double energy() {
        return state.energy();
    }

    @Override
    public void copyTo(byte[] spins) {
        System.arraycopy(state.spins(), 0, spins, 0, spins.length);
    }
}
