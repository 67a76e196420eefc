package org.spinglass.ising.annealing;

import org.spinglass.ising.local.LocalFields;

/** A state with local fields in single precision. */
final class RealWalk implements SpinWalk {
    /** Flips a spin after which the fields are computed anew, so that rounding does not build up. */
    private static final int REFRESH = 100;

    private final LocalFields state;
    private long flips;

    /** Starts at a state, which is taken over. */
    RealWalk(LocalFields state) {
        this.state = state;
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
            accepted += visit(beta, draws[i], i);
        }
        flips += accepted;
        return accepted;
    }

    @Override
    public int sweep(double beta, float[] draws, int[] order) {
        refresh();
        int accepted = 0;
        for (int k = 0; k < order.length; k++) {
            accepted += visit(beta, draws[k], order[k]);
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
