package org.spinglass.ising.annealing;

import org.spinglass.compute.Kernel;
import org.spinglass.ising.Spins;
import org.spinglass.ising.random.RandomStream;

/** One read of a plain Ising model, flipped spin by spin. */
final class SpinGroup implements ReadGroup {
    private final SpinWalk walk;
    private final Moves moves;
    private final VisitOrder order;
    private final RandomStream random;
    private final Kernel kernel;
    private final long[] bits;
    private final float[] draws;
    private final byte[] kept;

    SpinGroup(SpinWalk walk, Moves moves, RandomStream random, Kernel kernel) {
        int n = walk.size();
        this.walk = walk;
        this.moves = moves;
        this.order = new VisitOrder(n, moves.isRandomOrder());
        this.random = random;
        this.kernel = kernel;
        this.bits = new long[(n + 15) / 16 * 8];
        this.draws = new float[2 * bits.length];
        this.kept = new byte[n];
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return walk.size();
    }

    @Override
    public long sweep(double beta) {
        random.fill(bits);
        if (moves.isSingleSpin()) {
            kernel.exponential(bits, draws);
        } else {
            kernel.logistic(bits, draws);
        }
        return moves.isRandomOrder() ? walk.sweep(beta, draws, order.next(random)) : walk.sweep(beta, draws);
    }

    @Override
    public double energy(int c) {
        return walk.energy();
    }

    @Override
    public void keep(int c) {
        walk.copyTo(kept);
    }

    @Override
    public Spins kept(int c) {
        return Spins.of(kept);
    }
}
