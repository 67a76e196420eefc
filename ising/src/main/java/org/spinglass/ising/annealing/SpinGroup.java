package org.spinglass.ising.annealing;

import org.spinglass.ising.Spins;
import org.spinglass.ising.local.LocalFields;
import org.spinglass.ising.random.RandomStream;

/** One read of a plain Ising model, flipped spin by spin. */
final class SpinGroup implements ReadGroup {
    /** Flips a spin after which the fields are computed anew, so that rounding does not build up. */
    private static final int REFRESH = 100;

    private final LocalFields state;
    private final boolean isMetropolis;
    private final VisitOrder order;
    private final RandomStream random;
    private final byte[] kept;
    private long flips;

    SpinGroup(LocalFields state, Moves moves, RandomStream random) {
        this.state = state;
        this.isMetropolis = moves.isSingleSpin();
        this.order = new VisitOrder(state.size(), moves.isRandomOrder());
        this.random = random;
        this.kept = state.spins().clone();
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return state.size();
    }

    @Override
    public long sweep(double beta) {
        if (flips >= (long) REFRESH * state.size()) {
            state.refresh();
            flips = 0;
        }
        long accepted = 0;
        for (int i : order.next(random)) {
            double change = state.change(i);
            if (isMetropolis ? SingleSpinMove.accepts(change, beta, random) : heatBathFlips(change, beta)) {
                accepted++;
                state.flip(i);
            }
        }
        flips += accepted;
        return accepted;
    }

    /** Glauber: a spin is flipped with probability {@code 1 / (1 + exp(beta dE))}. */
    private boolean heatBathFlips(double change, double beta) {
        if (beta == Double.POSITIVE_INFINITY) {
            return change < 0;
        }
        double cost = beta * change;
        return cost < -40 || (cost < 40 && random.nextDouble() * (1 + Math.exp(cost)) < 1);
    }

    @Override
    public double energy(int c) {
        return state.energy();
    }

    @Override
    public void keep(int c) {
        System.arraycopy(state.spins(), 0, kept, 0, kept.length);
    }

    @Override
    public Spins kept(int c) {
        return Spins.of(kept);
    }
}
