package org.spinglass.ising.annealing;

import org.spinglass.compute.Kernel;
import org.spinglass.ising.Spins;
import org.spinglass.ising.random.RandomStream;

/**
 * One read of a dense Ising model. It keeps the local fields {@code F_i = h_i + sum_j J_ij sigma_j}; flipping spin i
 * changes the energy by {@code -2 sigma_i F_i} and costs one row update, {@code F -= 2 sigma_i J_i}.
 */
final class DenseSpinGroup implements ReadGroup {
    /** Flips a spin after which the fields are computed anew, so that rounding does not build up. */
    private static final int REFRESH = 100;

    private final int spins;
    private final float[] couplings;
    private final boolean isMetropolis;
    private final VisitOrder order;
    private final RandomStream random;
    private final Kernel kernel;
    private final byte[] sigma;
    private final byte[] kept;
    private final float[] fields;
    private final double offset;
    private float[] localFields;
    private double energy;
    private long flips;

    /**
     * @param sigma the state to start from, taken over
     * @param energy its energy
     */
    DenseSpinGroup(
            float[] couplings,
            float[] fields,
            byte[] sigma,
            double energy,
            Moves moves,
            RandomStream random,
            Kernel kernel) {
        this.spins = fields.length;
        this.couplings = couplings;
        this.isMetropolis = moves.isSingleSpin();
        this.order = new VisitOrder(spins, moves.isRandomOrder());
        this.random = random;
        this.kernel = kernel;
        this.sigma = sigma;
        this.kept = sigma.clone();
        this.energy = energy;
        this.fields = fields;
        this.localFields = freshFields();
        this.offset = energy - energyWithoutOffset();
    }

    private float[] freshFields() {
        float[] fresh = fields.clone();
        for (int i = 0; i < spins; i++) {
            kernel.add(sigma[i], couplings, i * spins, fresh, 0, spins);
        }
        return fresh;
    }

    private double energyWithoutOffset() {
        double sum = 0;
        for (int i = 0; i < spins; i++) {
            sum += 0.5 * sigma[i] * ((double) localFields[i] + fields[i]);
        }
        return sum;
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return spins;
    }

    @Override
    public long sweep(double beta) {
        if (flips >= (long) REFRESH * spins) {
            localFields = freshFields();
            energy = offset + energyWithoutOffset();
            flips = 0;
        }
        long accepted = 0;
        for (int i : order.next(random)) {
            double change = -2.0 * sigma[i] * localFields[i];
            if (isMetropolis ? SingleSpinMove.accepts(change, beta, random) : heatBathFlips(change, beta)) {
                accepted++;
                kernel.add(-2 * sigma[i], couplings, i * spins, localFields, 0, spins);
                sigma[i] = (byte) -sigma[i];
                energy += change;
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
        return energy;
    }

    @Override
    public void keep(int c) {
        System.arraycopy(sigma, 0, kept, 0, spins);
    }

    @Override
    public Spins kept(int c) {
        return Spins.of(kept);
    }
}
